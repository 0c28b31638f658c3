/** `/agent/annonces`: the duty to publish, homes without an advert, and every advert by what it waits for. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { monthlyCents } from '../../../portal/adverts/advert-facts.ts';
import { advertStateNames } from '../../../portal/adverts/advert-names.ts';
import type { AdvertRecord } from '../../../portal/adverts/advert-port.ts';
import type { DutyLine, NotPublished, PublicationDuty } from '../../../portal/adverts/publication-duty.ts';
import type { PortalPolicy } from '../../../portal/policy.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { advertName } from './advert-lines.ts';

export type DeskPageProps = {
  frame: PageFrame;
  today: CivilDate;
  duty: PublicationDuty;
  adverts: readonly AdvertRecord[];
  policy: PortalPolicy;
  mayWrite: boolean;
  /** The account that reads: what it wrote is not for it to review. */
  readerId: string;
};

export function DeskPage(props: DeskPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Annonces" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Annonces des logements libérés</h1>
      <Duty {...props} />
      <ToWrite {...props} />
      <Adverts {...props} />
      <section class="card" aria-labelledby="regles">
        <h2 id="regles">Les règles en vigueur</h2>
        <p>{policyInWords(props.policy)}</p>
        <p>
          <a href="/annonces">Voir ce que lit le public</a>. <a href="/annonces/flux.json">Flux de données</a>{' '}
          pour les sites extérieurs.
        </p>
      </section>
      <PageWords words={['holder', 'financing']} />
    </Layout>
  );
}

function Duty({ duty }: DeskPageProps): JSX.Element {
  const { vacant, published, met } = duty;
  return (
    <section class={met ? 'proof' : 'alert'} aria-label="Obligation de publier">
      <p>
        <strong>
          {met
            ? `Tous les logements vacants sont publiés : ${published} sur ${vacant.length}.`
            : `${frenchCount(vacant.length - published, 'logement vacant n’est', 'logements vacants ne sont')} pas publié${vacant.length - published < 2 ? '' : 's'} : ${published} sur ${vacant.length} le sont.`}
        </strong>
      </p>
      <p class="small">
        Depuis le 1er janvier 2020, les logements vacants sont portés à la connaissance du public avec leur
        description et leurs conditions d’accès (CCH L441-2-8). Comptent ici les logements disponibles, sans
        liste décidée par la commission. Les logements en travaux ou sous préavis n’y sont pas encore.
      </p>
    </section>
  );
}

function ToWrite({ duty, mayWrite }: DeskPageProps): JSX.Element {
  const missing = duty.vacant.filter((line) => line.missing !== null);
  const coming = duty.coming.filter(({ advert }) => advert === null);
  return (
    <section class="card" aria-labelledby="sans-annonce">
      <h2 id="sans-annonce">{`Vacants, pas encore publiés : ${missing.length}`}</h2>
      {missing.length === 0 ? <p>Rien à publier aujourd’hui.</p> : null}
      {missing.length === 0 ? null : (
        <LinesTable label="Logements vacants sans annonce publiée" lines={missing} mayWrite={mayWrite} />
      )}
      {coming.length === 0 ? null : (
        <details>
          <summary>{`Bientôt libres, sans annonce : ${coming.length}`}</summary>
          <LinesTable
            label="Logements bientôt libres sans annonce"
            lines={coming.slice(0, 60)}
            mayWrite={mayWrite}
          />
          {coming.length > 60 ? <p class="small">Les soixante premiers, par date de disponibilité.</p> : null}
        </details>
      )}
    </section>
  );
}

function LinesTable(props: { label: string; lines: readonly DutyLine[]; mayWrite: boolean }): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">Loyer et charges</th>
            <th scope="col">Disponible</th>
            <th scope="col">Pourquoi</th>
            <th scope="col">À faire</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map(({ home, advert, missing }) => (
            <tr key={home.vacancyId}>
              <th scope="row">
                {`${home.facts.typology} ${frenchNumber(home.facts.surfaceM2, 0)} m², ${home.facts.communeName}`}
                <br />
                <span class="quiet small">{home.facts.street}</span>
              </th>
              <td class="number">{frenchEuros(monthlyCents(home.facts))}</td>
              <td>
                {home.facts.availableOn === null ? 'date inconnue' : frenchShortDate(home.facts.availableOn)}
              </td>
              <td>
                {missing === null ? 'Annonce publiée' : missingInWords(missing)}
                {home.designated ? '. Le réservataire a désigné des candidats.' : ''}
              </td>
              <td>
                {advert === null ? (
                  props.mayWrite ? (
                    <a href={`/agent/annonces/nouvelle?logement=${encodeURIComponent(home.vacancyId)}`}>
                      Écrire l’annonce
                    </a>
                  ) : (
                    'à écrire par un agent'
                  )
                ) : (
                  <a href={`/agent/annonces/${advert.id}`}>Ouvrir l’annonce</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function missingInWords(missing: NotPublished): string {
  switch (missing.because) {
    case 'none':
      return 'Aucune annonce écrite';
    case 'withdrawn':
      return 'L’annonce a été retirée';
    case 'draft':
      return 'Brouillon à terminer';
    case 'review':
      return 'Attend une relecture';
    case 'scheduled':
      return `Programmée pour le ${frenchShortDate(missing.on)}`;
  }
}

const listed = ['review', 'draft', 'scheduled', 'open', 'closed', 'answered', 'withdrawn'] as const;

function Adverts({ adverts, readerId }: DeskPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="annonces">
      <h2 id="annonces">{frenchCount(adverts.length, 'annonce')}</h2>
      {adverts.length === 0 ? (
        <p>Aucune annonce n’a été écrite. Commencez par un logement vacant, ci-dessus.</p>
      ) : (
        <ScrollBox label="Annonces, par état">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Annonce</th>
                <th scope="col">État</th>
                <th scope="col">Ouverture</th>
                <th scope="col">Clôture</th>
                <th scope="col">Intéressés</th>
                <th scope="col">Écrite par</th>
              </tr>
            </thead>
            <tbody>
              {listed
                .flatMap((state) => adverts.filter((advert) => advert.state === state))
                .map((advert) => (
                  <tr key={advert.id}>
                    <th scope="row">
                      <a href={`/agent/annonces/${advert.id}`}>{advertName(advert)}</a>
                    </th>
                    <td>
                      {advertStateNames[advert.state]}
                      {toReadAgain(advert) ? ', correction à relire' : ''}
                      {(advert.state === 'review' || toReadAgain(advert)) &&
                      advert.writerIds.includes(readerId)
                        ? ' (par un collègue)'
                        : ''}
                    </td>
                    <td>{frenchShortDate(advert.opensOn)}</td>
                    <td>
                      {frenchShortDate(advert.closesOn)}
                      {advert.regime === 'slack' ? ' (chaque semaine)' : ''}
                    </td>
                    <td class="number">{advert.interested}</td>
                    <td>{advert.writtenBy}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

/** Corrected while it was out, and not read by a second person since. */
export function toReadAgain({ state, reviewedBy, writerIds }: AdvertRecord): boolean {
  return state === 'open' && reviewedBy === null && writerIds.length > 0;
}

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

function policyInWords(policy: PortalPolicy): string {
  const slack = Object.values(policy.regimeByCommune).filter((regime) => regime === 'slack').length;
  return [
    `Territoire tendu : ${frenchCount(policy.tenseOpenDays, 'jour')} d’ouverture au moins.`,
    `Territoire détendu : un point chaque ${weekdays[policy.slackClosingWeekday - 1]}.`,
    policy.regime === 'slack'
      ? 'Les communes sont détendues, sauf celles que la règle nomme.'
      : slack === 0
        ? 'Toutes les communes sont tendues.'
        : `${frenchCount(slack, 'commune est détendue', 'communes sont détendues')}, les autres sont tendues.`,
    policy.reviewBeforePublication
      ? 'Une deuxième personne relit chaque annonce avant qu’elle paraisse.'
      : 'Une annonce paraît sans relecture.',
    policy.isDefault ? 'Ces règles sont des valeurs par défaut : personne ne les a encore validées.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

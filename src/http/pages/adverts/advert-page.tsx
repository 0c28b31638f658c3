/** `/annonces/:id`: all that L-04 lists of a home, then what is personal (look, scene 4). */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { yearOf } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import type { HomeCeilings } from '../../../law/ceiling.ts';
import { monthlyCents } from '../../../portal/adverts/advert-facts.ts';
import { regimeSentences } from '../../../portal/adverts/advert-names.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import {
  accessNames,
  advertName,
  availableLine,
  closingLine,
  energyLine,
  floorLine,
  rentParts,
  reservationLine,
} from './advert-lines.ts';

export type AdvertPageProps = {
  frame: PageFrame;
  today: CivilDate;
  advert: PublicAdvert;
  ceilings: HomeCeilings;
  /** What is personal to who reads; null where the advert is over for everybody. */
  personal: JSX.Element | null;
};

export function AdvertPage(props: AdvertPageProps): JSX.Element {
  const { frame, advert, today } = props;
  const name = advertName(advert);
  const crumbs = [{ href: '/annonces', label: 'Annonces' }];
  if (advert.state === 'withdrawn') return <WithdrawnPage {...props} />;
  return (
    <Layout frame={frame} title={name} crumbs={crumbs}>
      <h1>{name}</h1>
      <p class="lead">{advert.words.title}</p>
      {props.personal === null ? null : (
        <p>
          <a class="button" href="#candidater">
            Puis-je candidater ?
          </a>
        </p>
      )}
      <Pictures advert={advert} />
      <Cost {...props} />
      <Closing {...props} />
      <section class="card" aria-labelledby="logement">
        <h2 id="logement">Le logement</h2>
        <p>{advert.words.place}</p>
        <p class="prose pre-line">{advert.words.description}</p>
        {advert.words.access === '' ? null : <p class="prose pre-line">{advert.words.access}</p>}
        <Facts advert={advert} today={today} />
      </section>
      <PageWords words={['caleol', 'apl', 'financing', 'holder', 'qpv', 'dalo', 'priority', 'effort']} />
      {props.personal}
      <Ceilings {...props} />
      <section class="card" aria-labelledby="qui">
        <h2 id="qui">Qui propose, qui décide</h2>
        <p>{`Bailleur : ${advert.landlordName}.`}</p>
        <p>{reservationLine(advert.facts)}</p>
        <p>
          La commission d’attribution (CALEOL) examine les demandes et décide. Dire que ce logement vous
          intéresse ne donne pas de droit sur lui, et ne compte jamais comme un refus d’offre.
        </p>
      </section>
    </Layout>
  );
}

function WithdrawnPage({ frame, advert }: AdvertPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Annonce retirée" crumbs={[{ href: '/annonces', label: 'Annonces' }]}>
      <h1>Cette annonce a été retirée</h1>
      <p>{`C’était : ${advertName(advert)}, publié le ${frenchLongDate(advert.opensOn)} par ${advert.landlordName}.`}</p>
      {advert.note === null ? null : <p>{`Pourquoi : ${advert.note}`}</p>}
      <p>
        Si vous étiez intéressé, votre demande de logement reste valable et garde son ancienneté.{' '}
        <a href={`/annonces?commune=${advert.facts.insee}&rayon=20`}>
          Voir les annonces ouvertes autour de cette commune
        </a>
        .
      </p>
    </Layout>
  );
}

/** Pictures with the words that stand for them; the plan after the photographs. */
function Pictures({ advert }: { advert: PublicAdvert }): JSX.Element {
  const ordered = [...advert.media].sort((a, b) => a.kind.localeCompare(b.kind));
  if (ordered.length === 0) return <p class="quiet">Le bailleur n’a pas encore mis d’image.</p>;
  return (
    <ul class="advert-pictures">
      {ordered.map((medium, index) => (
        <li key={medium.id}>
          <figure>
            <img
              src={`/annonces/${advert.id}/images/${medium.id}`}
              alt={medium.alternative}
              width={480}
              height={320}
              loading={index === 0 ? 'eager' : 'lazy'}
            />
            <figcaption class="small">{medium.kind === 'plan' ? 'Plan' : 'Photo'}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}

function Cost({ advert }: AdvertPageProps): JSX.Element {
  const { facts } = advert;
  return (
    <section class="card" aria-labelledby="cout">
      <h2 id="cout">{`${frenchEuros(monthlyCents(facts))} par mois, charges comprises`}</h2>
      <dl class="advert-facts">
        {rentParts(facts).map(({ label, cents }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{frenchEuros(cents)}</dd>
          </div>
        ))}
      </dl>
      <p>
        L’aide au logement (APL) peut baisser ce montant. <a href="#candidater">Voir ce que vous paieriez</a>
      </p>
    </section>
  );
}

function Closing({ advert, today }: AdvertPageProps): JSX.Element {
  return (
    <section class="card next" aria-labelledby="quand">
      <h2 id="quand">{closingLine(advert, today)}</h2>
      {advert.state === 'open' ? null : <p>Vous ne pouvez plus vous dire intéressé par ce logement.</p>}
      {advert.state === 'closed' && advert.note !== null ? <p>{advert.note}</p> : null}
      <p>{regimeSentences[advert.regime]}</p>
      <p>
        L’heure ne compte jamais : répondre le premier jour ou le dernier, c’est pareil.{' '}
        {`Annonce publiée le ${frenchLongDate(advert.opensOn)}.`}
      </p>
    </section>
  );
}

function Facts({ advert, today }: { advert: PublicAdvert; today: CivilDate }): JSX.Element {
  const { facts } = advert;
  const shown: readonly (readonly [string, string])[] = [
    ['Commune', `${facts.communeName}, ${facts.street === '' ? 'rue donnée avant la visite' : facts.street}`],
    ...(facts.residence === null ? [] : [['Résidence', facts.residence] as const]),
    ['Taille', `${facts.typology}, ${frenchNumber(facts.surfaceM2, 0)} m²`],
    ['Étage', floorLine(facts)],
    ['Accès', accessNames[facts.accessibility]],
    ['Énergie', energyLine(facts)],
    ['Financement', facts.financing],
    [
      'Quartier',
      facts.qpvCode === null
        ? 'Hors quartier prioritaire de la ville (QPV)'
        : 'Dans un quartier prioritaire de la ville (QPV)',
    ],
    ...(facts.constructionYear === null ? [] : [['Construction', `en ${facts.constructionYear}`] as const]),
    ['Disponibilité', availableLine(facts, today)],
  ];
  return (
    <dl class="advert-facts">
      {shown.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The categories of household of the orders on ceilings (I-07), in words. */
const categoryWords = [
  'Une personne seule',
  'Deux personnes (sauf jeune couple), ou une personne seule avec une carte mobilité inclusion « invalidité »',
  'Trois personnes, ou une personne seule avec une personne à charge, ou un jeune couple sans enfant',
  'Quatre personnes, ou une personne seule avec deux personnes à charge',
  'Cinq personnes, ou une personne seule avec trois personnes à charge',
  'Six personnes, ou une personne seule avec quatre personnes à charge',
] as const;

function Ceilings({ advert, ceilings, today }: AdvertPageProps): JSX.Element {
  const { financing } = advert.facts;
  const { row } = ceilings;
  return (
    <section class="card" aria-labelledby="plafonds">
      <h2 id="plafonds">Les revenus à ne pas dépasser</h2>
      {row === null ? (
        <p>
          {`Les plafonds de l’année ne sont pas encore publiés pour ce logement (${financing}) : le bailleur vous les donne.`}
        </p>
      ) : (
        <>
          <p>
            {`Ce logement est financé en ${financing}. Le revenu fiscal de référence de tout le ménage, sur l’avis d’impôt des revenus ${yearOf(today) - 2}, doit être au plus :`}
          </p>
          <details>
            <summary>Voir les montants, selon les personnes du foyer</summary>
            <table class="plain ceilings">
              <thead>
                <tr>
                  <th scope="col">Votre ménage</th>
                  <th scope="col">Plafond pour l’année</th>
                </tr>
              </thead>
              <tbody>
                {categoryWords.map((words, index) => (
                  <tr key={words}>
                    <th scope="row">{words}</th>
                    <td class="number">{frenchEuros(row.ceilingsCents[index] ?? 0)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">Par personne en plus</th>
                  <td class="number">{`+ ${frenchEuros(row.perExtraPersonCents)}`}</td>
                </tr>
              </tbody>
            </table>
            <p class="small quiet">
              {`Un jeune couple : la somme de vos deux âges est 55 ans au plus. Si vos revenus ont baissé de 10 % depuis, ce sont les plus récents qui comptent. ${row.figure === 'derived' ? 'Chiffres déduits d’un autre chiffre publié, à confirmer. ' : ''}`}
            </p>
          </details>
        </>
      )}
    </section>
  );
}

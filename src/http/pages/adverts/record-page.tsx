/** `/agent/annonces/:id`: one advert as officers follow it, with the gestures that its state allows. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../../access/journal-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { AdvertFacts } from '../../../portal/advert.ts';
import { changedFacts } from '../../../portal/adverts/advert-facts.ts';
import { advertStateNames, regimeNames } from '../../../portal/adverts/advert-names.ts';
import type { AdvertRecord, AdvertText } from '../../../portal/adverts/advert-port.ts';
import { tooFewInterested } from '../../../portal/adverts/search-evidence.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Story } from '../story.tsx';
import { AdvertFields, HomeOfAdvert } from './advert-fields.tsx';
import { advertName, closingLine } from './advert-lines.ts';
import { toReadAgain } from './desk-page.tsx';
import { PicturesSection } from './pictures-section.tsx';
import { StateGestures } from './state-gestures.tsx';

export type RecordPageProps = {
  frame: PageFrame;
  today: CivilDate;
  advert: AdvertRecord;
  story: readonly ToldAct[];
  /** What was typed and not saved; null: what stands. */
  typed: AdvertText | null;
  openDays: number;
  /** Days given to the post before a closing counts as evidence. */
  postalDays: number;
  reviewed: boolean;
  may: { write: boolean; review: boolean; own: boolean };
  said: { text: string; good: boolean } | null;
};

const factNames: Readonly<Partial<Record<keyof AdvertFacts, string>>> = {
  street: 'la rue',
  residence: 'la résidence',
  typology: 'le nombre de pièces',
  surfaceM2: 'la surface',
  rentCents: 'le loyer',
  annexRentCents: 'le loyer des annexes',
  chargesCents: 'les charges',
  flatChargesCents: 'le forfait d’eau et de chauffage',
  financing: 'le financement',
  floor: 'l’étage',
  lift: 'l’ascenseur',
  accessibility: 'l’accessibilité',
  energyClass: 'la classe énergie',
  qpvCode: 'le quartier prioritaire',
  holderName: 'le réservataire',
  availableOn: 'la date de disponibilité',
};

export function RecordPage(props: RecordPageProps): JSX.Element {
  const { frame, advert, said } = props;
  const name = advertName(advert);
  return (
    <Layout
      frame={frame}
      title={`Annonce : ${name}`}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/annonces', label: 'Annonces' },
      ]}
    >
      <h1>
        {name} <span class="tag">{advertStateNames[advert.state]}</span>
      </h1>
      {said === null ? null : (
        <p class={said.good ? 'proof' : 'alert alert-bad'} role={said.good ? 'status' : 'alert'}>
          {said.text}
        </p>
      )}
      <Changed advert={advert} />
      <section class="card next" aria-labelledby="suite">
        <h2 id="suite">À faire</h2>
        <StateGestures {...props} />
      </section>
      <section class="card" aria-labelledby="texte">
        <h2 id="texte">L’annonce</h2>
        <HomeOfAdvert facts={advert.facts} />
        <p>
          <strong>{advert.words.title}</strong>
        </p>
        <p>{advert.words.place}</p>
        <p class="prose pre-line">{advert.words.description}</p>
        {advert.words.access === '' ? null : <p class="prose pre-line">{advert.words.access}</p>}
        <p>
          {`${regimeNames[advert.regime]}. Ouverture le ${frenchShortDate(advert.opensOn)}, ${advert.regime === 'slack' ? 'prochain point' : 'clôture'} le ${frenchShortDate(advert.closesOn)}. `}
          {advert.exportedTo.length === 0
            ? 'Reprise nulle part ailleurs.'
            : `Reprise sur ${advert.exportedTo.join(', ')}.`}
        </p>
        <p class="small quiet">
          {`Écrite par ${advert.writtenBy}. ${advert.reviewedBy === null ? 'Pas encore relue par une deuxième personne.' : `Relue par ${advert.reviewedBy}.`}`}
        </p>
        {props.may.write && isEditable(advert) ? <EditForm {...props} /> : null}
      </section>
      <PicturesSection {...props} editable={props.may.write && isEditable(advert)} />
      <Interest {...props} />
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Histoire</h2>
        <Story acts={props.story} />
      </section>
    </Layout>
  );
}

function isEditable({ state }: AdvertRecord): boolean {
  return state === 'draft' || state === 'review' || state === 'scheduled' || state === 'open';
}

function Changed({ advert }: { advert: AdvertRecord }): JSX.Element | null {
  const changed = changedFacts(advert.facts, advert.factsNow).map((name) => factNames[name] ?? name);
  if (changed.length === 0 || !isEditable(advert)) return null;
  return (
    <p class="alert" role="status">
      {`Depuis que l’annonce est écrite, le patrimoine a changé : ${changed.join(', ')}. Enregistrez l’annonce de nouveau pour reprendre ces données.`}
    </p>
  );
}

function EditForm(props: RecordPageProps): JSX.Element {
  const { advert, frame, typed } = props;
  const text = typed ?? {
    words: advert.words,
    opensOn: advert.opensOn,
    closesOn: advert.closesOn,
    exportedTo: advert.exportedTo,
  };
  const again =
    advert.state === 'open' || advert.state === 'scheduled' ? ' Une deuxième personne devra la relire.' : '';
  return (
    <details open={typed !== null}>
      <summary>{advert.state === 'open' ? 'Corriger l’annonce publiée' : 'Modifier'}</summary>
      <form method="post" action={`/agent/annonces/${advert.id}`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={advert.version} />
        <AdvertFields
          text={text}
          regime={advert.regime}
          openDays={props.openDays}
          open={advert.state === 'open'}
        />
        {props.reviewed && again !== '' ? <p class="small">{again.trim()}</p> : null}
        <button type="submit" class="strong">
          Enregistrer
        </button>
      </form>
    </details>
  );
}

/** Who is interested, in numbers only, and what the closings evidence (C-06 i). */
function Interest({ advert, today, may, postalDays }: RecordPageProps): JSX.Element {
  const evidence = tooFewInterested({ ...advert, postalDays }, today);
  return (
    <section class="card" aria-labelledby="interesses">
      <h2 id="interesses">{frenchCount(advert.interested, 'ménage intéressé', 'ménages intéressés')}</h2>
      {advert.publishedAt === null ? null : <p>{closingLine(advert, today)}.</p>}
      {advert.closings.length === 0 ? (
        <p>Pas encore de clôture : rien n’est établi sur le nombre de candidats.</p>
      ) : (
        <ScrollBox label="Clôtures">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Clôture</th>
                <th scope="col">Ménages intéressés ce jour-là</th>
              </tr>
            </thead>
            <tbody>
              {advert.closings.map(({ on, interested }) => (
                <tr key={on}>
                  <th scope="row">{frenchShortDate(on)}</th>
                  <td class="number">{interested}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {evidence === null ? null : (
        <p class="proof">
          {`${evidence.sentence} Moins de trois : cette recherche est reprise sur la page du logement, en séance, comme preuve de l’exception aux trois candidats (R441-3)${advert.regime === 'slack' ? '.' : ', avec celle du calcul.'}`}
        </p>
      )}
      {toReadAgain(advert) ? <p class="small">La dernière correction n’a pas été relue.</p> : null}
      {may.write ? (
        <p>
          <a href={`/agent/logements/${encodeURIComponent(advert.vacancyId)}/candidats`}>
            Voir les candidats de ce logement
          </a>
        </p>
      ) : null}
    </section>
  );
}

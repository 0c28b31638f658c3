/** One relocation: the text that governs, what the tenant keeps, the offers with why each counts or not, what is unknown. */

import type { JSX } from 'preact';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import type { RelocationFile } from '../../../portal/relocations/relocation-port.ts';
import {
  missingOfRight,
  operationNames,
  regimeInWords,
} from '../../../portal/relocations/relocation-words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { reasonInWords } from '../../../wording/reason-sentence.ts';
import { Layout } from '../layout.tsx';
import { Story } from '../story.tsx';
import { placeInWords } from '../transfers/transfer-words.ts';
import { FactsForm } from './facts-form.tsx';
import { InformSection } from './inform-section.tsx';
import { LeaseSection } from './lease-section.tsx';
import { OfferForm } from './offer-form.tsx';
import { OffersSection } from './offers-section.tsx';
import type { RelocationPageProps } from './relocation-page-props.ts';
import { countInWords } from './relocations-page.tsx';

export function RelocationPage(props: RelocationPageProps): JSX.Element {
  const { file, frame } = props;
  const { request, standing } = file;
  const name = request.householdName ?? 'Ménage sans nom connu';
  const mayOffer =
    props.mayWrite && standing.regime.kind === 'law' && standing.accepted === null && standing.open === null;
  return (
    <Layout
      frame={frame}
      title={`Relogement, ${name}`}
      crumbs={[{ href: '/agent/relogements', label: 'Relogements' }]}
    >
      <h1>{name}</h1>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.done !== null && (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      <Governs file={file} />
      <Right {...props} />
      <OffersSection {...props} />
      {mayOffer && <OfferForm {...props} />}
      <InformSection {...props} />
      <LeaseSection {...props} />
      <Known {...props} />
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Ce qui a été fait, et par qui</h2>
        <Story acts={props.story} />
      </section>
      <PageWords words={['transfer', 'caleol', 'qpv']} />
    </Layout>
  );
}

function Governs({ file }: { file: RelocationFile }): JSX.Element {
  const { title, lines } = regimeInWords(file.standing);
  const { perimeter } = file.standing;
  return (
    <section class="card next" aria-labelledby="texte">
      <h2 id="texte">{title}</h2>
      {file.request.home !== null && (
        <p>
          {file.request.home.typology}, {placeInWords(file.request.home)}.{' '}
          <a href={`/agent/mutations/${file.request.id}`}>La demande de mutation et ses étapes</a>
        </p>
      )}
      <ul class="checks">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {perimeter !== null && file.request.ground === 'relocation' && (
          <li>
            {perimeter.name}
            {perimeter.authorisedOn === null
              ? ', sans autorisation enregistrée'
              : `, autorisée le ${frenchShortDate(perimeter.authorisedOn)}`}{' '}
            <span class="quiet">({perimeter.source})</span>
          </li>
        )}
        {file.details.speciallyDesigned && (
          <li>Un logement a été conçu pour ce locataire : trois offres ne sont pas exigées (L442-6 II).</li>
        )}
      </ul>
    </section>
  );
}

/** Never that a right is lost unless the law answers so; and then, what the tenant keeps. */
function Right({ file }: RelocationPageProps): JSX.Element {
  const { right, accepted } = file.standing;
  const verdict = right?.outcome.verdict ?? 'no';
  return (
    <section class={verdict === 'yes' ? 'alert' : 'card'} aria-labelledby="droit">
      <h2 id="droit">Le droit de rester</h2>
      <p>
        Offres qui comptent : <strong>{countInWords(file.standing)}</strong>
        {accepted === null ? '' : '. Une offre est acceptée.'}
      </p>
      {right === null ? (
        <p>Le locataire garde tous ses droits : aucun texte ne permet de les lui retirer ici.</p>
      ) : (
        right.outcome.because.map((reason) => (
          <p key={reason.code}>
            {reasonInWords(reason)} <span class="quiet">({reason.article})</span>
          </p>
        ))
      )}
      {right !== null && right.outcome.missing.length > 0 && (
        <p>
          <strong>Reste à savoir :</strong> {missingOfRight(right.outcome.missing)}. Jusque-là, traitez ce
          droit comme gardé.
        </p>
      )}
      {right !== null && verdict === 'yes' && right.titleEndsOn !== null && (
        <ul class="checks">
          <li>Jusqu’au {frenchLongDate(right.titleEndsOn)}, rien ne change : le bail court.</li>
          <li>
            Après cette date, seul un juge peut décider d’une expulsion. Le locataire peut contester chaque
            offre devant lui. L’outil n’engage ni ne prépare rien.
          </li>
          <li>Une offre nouvelle reste possible à tout moment, et une personne peut l’accompagner.</li>
        </ul>
      )}
    </section>
  );
}

function Known(props: RelocationPageProps): JSX.Element {
  const { request, details, tenseZone } = props.file;
  const { facts, factsAsOf, tenancy, home } = request;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Naissance du titulaire', facts.holderBornOn === null ? null : frenchShortDate(facts.holderBornOn)],
    ['Situation protégée par L442-3-1 dans le ménage', yesNo(facts.disabledOrDependent)],
    ['QPV aujourd’hui', home === null ? null : yesNo(home.qpvCode !== null)],
    ['QPV à l’entrée dans les lieux', yesNo(facts.qpvAtEntry)],
    ['Zone tendue (R442-3-3)', yesNo(tenseZone)],
    ...(request.ground === 'adaptedHomeLeft'
      ? ([
          ['Le logement adapté ne sert plus comme tel', yesNo(facts.disabledOccupantLeft)],
          ['La personne pour qui il a été adapté est décédée', yesNo(facts.dependantDied)],
        ] as const)
      : []),
    ['Logement conçu pour ce locataire', yesNo(details.speciallyDesigned)],
    ['Opération', details.operation === null ? null : operationNames[details.operation]],
    ['Personnes au bail', tenancy?.residents == null ? null : frenchCount(tenancy.residents, 'personne')],
  ];
  return (
    <section class="card" aria-labelledby="connu">
      <h2 id="connu">Ce qu’on sait, ce qu’on ne sait pas</h2>
      <dl class="file-facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? <span class="state-warn">inconnu</span>}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">
        {factsAsOf === null ? 'Rien n’a encore été relevé.' : `Relevé le ${frenchShortDate(factsAsOf)}.`}
      </p>
      {props.mayWrite && <FactsForm {...props} />}
    </section>
  );
}

function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'oui' : 'non';
}

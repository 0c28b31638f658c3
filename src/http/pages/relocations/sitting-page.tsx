/** A sitting's list of reviews, each with its opinion, and its informations: neither is a letting. */
import type { JSX } from 'preact';
import type { CommitteeSession } from '../../../committee/session.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { opinionKinds, opinionNames, situationNames } from '../../../portal/relocations/occupancy-review.ts';
import type { SittingReview, ToldRelocation } from '../../../portal/relocations/review-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { sessionTitle } from '../sitting/session-words.ts';
import { placeInWords } from '../transfers/transfer-words.ts';
import { Situations } from './review-page.tsx';

export type SittingReviewsPageProps = {
  frame: PageFrame;
  session: CommitteeSession;
  reviews: readonly SittingReview[];
  relocations: readonly ToldRelocation[];
  mayExamine: boolean;
  mayOpenFiles: boolean;
  done: boolean;
  refusal: string | null;
};

export function SittingReviewsPage(props: SittingReviewsPageProps): JSX.Element {
  const { session, reviews } = props;
  return (
    <Layout
      frame={props.frame}
      title={`Occupation — ${sessionTitle(session)}`}
      crumbs={[
        {
          href: props.mayOpenFiles ? `/agent/seances/${session.id}` : `/commission/seances/${session.id}`,
          label: sessionTitle(session),
        },
      ]}
    >
      <h1>Examens de l’occupation et informations</h1>
      <p class="prose">
        Ces examens ne sont pas des attributions : la commission constate la situation et donne un avis (CCH
        L442-5-2). L’avis se notifie après la clôture. Les relogements imposés lui sont dits, elle n’en décide
        pas (CCH L441-2 V).
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.done && (
        <p class="proof" role="status">
          Avis noté. Il entre au procès-verbal à la clôture.
        </p>
      )}
      <section class="card" aria-labelledby="examens">
        <h2 id="examens">{frenchCount(reviews.length, 'examen', 'examens')}</h2>
        {reviews.length === 0 ? (
          <p>Aucun examen à cette séance. Un dossier prêt s’y inscrit depuis « Examen de l’occupation ».</p>
        ) : (
          <div>
            {reviews.map((one) => (
              <Review key={one.id} {...props} one={one} />
            ))}
          </div>
        )}
      </section>
      <section class="card" aria-labelledby="informations">
        <h2 id="informations">Informations : relogements imposés</h2>
        {props.relocations.length === 0 ? (
          <p>Aucun relogement à dire à cette séance.</p>
        ) : (
          <ul class="checks">
            {props.relocations.map((told) => (
              <li key={told.requestId}>
                {told.perimeter ?? 'Opération'} : {told.present ?? 'logement actuel inconnu'}. Logement
                accepté
                {told.acceptedOn === null ? '' : ` le ${frenchShortDate(told.acceptedOn)}`} : {told.accepted}.
                {props.mayOpenFiles && (
                  <>
                    {' '}
                    <a href={`/agent/relogements/${told.fellow === null ? told.requestId : 'confreres'}`}>
                      Le relogement
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <PageWords words={['caleol']} />
    </Layout>
  );
}

function Review(props: SittingReviewsPageProps & { one: SittingReview }): JSX.Element {
  const { one, mayExamine, mayOpenFiles } = props;
  const { opinion } = one;
  return (
    <article class="step" aria-labelledby={`examen-${one.id}`}>
      <div>
        <h3 id={`examen-${one.id}`}>{placeInWords(one.home)}</h3>
        <p>
          {one.home.typology} de {frenchNumber(one.home.surfaceM2, 0)} m²,{' '}
          {frenchCount(one.home.habitableRooms, 'pièce')},{' '}
          {one.residents === null ? 'occupation inconnue' : frenchCount(one.residents, 'personne')}. Bail{' '}
          {one.tenancyId}, examen dû le {frenchShortDate(one.dueOn)}.{' '}
          {mayOpenFiles && <a href={`/agent/occupation/${one.id}`}>Le dossier</a>}
        </p>
        <Situations situations={one.situations} label={`Situations du bail ${one.tenancyId}`} />
        {opinion !== null && (
          <p class="proof">
            <strong>{opinionNames[opinion.kind]}</strong>, sur la situation «{' '}
            {situationNames[opinion.situation].toLowerCase()} ». Logement adapté : {opinion.suitableHome}
            {opinion.note === null ? '' : ` ${opinion.note}`} Noté par {opinion.by}.
          </p>
        )}
        {mayExamine && <OpinionForm {...props} />}
      </div>
    </article>
  );
}

function OpinionForm(props: SittingReviewsPageProps & { one: SittingReview }): JSX.Element {
  const { one, session, frame } = props;
  const shown = one.situations.filter(({ verdict }) => verdict !== 'no');
  return (
    <details class="no-print" open={one.opinion === null}>
      <summary>{one.opinion === null ? 'Noter l’avis de la commission' : 'Corriger l’avis'}</summary>
      <form method="post" action={`/agent/seances/${session.id}/occupation`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="examen" value={one.id} />
        <input type="hidden" name="version" value={one.version} />
        <div class="field">
          <label for={`situation-${one.id}`}>Situation constatée</label>
          <select id={`situation-${one.id}`} name="situation" required>
            <option value="">À choisir</option>
            {shown.map(({ situation, verdict }) => (
              <option key={situation} value={situation}>
                {situationNames[situation]}
                {verdict === 'unknown' ? ' (à vérifier)' : ''}
              </option>
            ))}
          </select>
        </div>
        <fieldset class="choice">
          <legend>Avis</legend>
          {opinionKinds.map((kind) => (
            <label class="tick" key={kind}>
              <input type="radio" name="avis" value={kind} required /> {opinionNames[kind]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={`logement-${one.id}`}>Caractéristiques d’un logement adapté</label>
          <input
            id={`logement-${one.id}`}
            name="logement"
            type="text"
            required
            minLength={5}
            maxLength={300}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for={`note-${one.id}`}>Un conseil de plus, tel que le locataire le lira (facultatif)</label>
          <input id={`note-${one.id}`} name="note" type="text" maxLength={500} autocomplete="off" />
        </div>
        <button type="submit" class="strong">
          Noter l’avis
        </button>
      </form>
    </details>
  );
}

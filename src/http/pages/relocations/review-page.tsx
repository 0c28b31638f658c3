/** One review: what its file shows of the five situations, the sitting that examines it, the opinion, its letter. */

import type { JSX } from 'preact';
import { frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import {
  adviceOf,
  needsNoCommittee,
  opinionNames,
  type ReviewedSituation,
  situationNames,
} from '../../../portal/relocations/occupancy-review.ts';
import { verdictWords } from '../../../portal/relocations/relocation-words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout } from '../layout.tsx';
import { Story } from '../story.tsx';
import { placeInWords } from '../transfers/transfer-words.ts';
import { ReviewFactsForm } from './review-facts-form.tsx';
import type { ReviewPageProps } from './review-page-props.ts';
import { reviewStateNames } from './reviews-page.tsx';

export function ReviewPage(props: ReviewPageProps): JSX.Element {
  const { file, frame } = props;
  const { review, home } = file;
  const isGathering = review.state === 'gathering' || review.state === 'ready';
  return (
    <Layout
      frame={frame}
      title={`Examen, bail ${file.tenancyId}`}
      crumbs={[{ href: '/agent/occupation', label: 'Examen de l’occupation' }]}
    >
      <h1>{placeInWords(home)}</h1>
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
      <section class="card next" aria-labelledby="etat">
        <h2 id="etat">Examen dû le {frenchShortDate(file.dueOn)}</h2>
        <ul class="facts">
          <li>{reviewStateNames[review.state]}</li>
          <li>
            {home.typology} de {frenchNumber(home.surfaceM2, 0)} m²
          </li>
          <li>bail {file.tenancyId}</li>
          <li>signé le {frenchShortDate(file.signedOn)}</li>
          <li>
            {file.lastReviewedOn === null
              ? 'jamais examiné, à notre connaissance'
              : `examiné le ${frenchShortDate(file.lastReviewedOn)}`}
          </li>
        </ul>
        <Outcome {...props} />
      </section>
      {review.content.situations.length > 0 && (
        <section class="card" aria-labelledby="situations">
          <h2 id="situations">Les cinq situations de la loi</h2>
          <Situations situations={review.content.situations} label="Les cinq situations" />
          {needsNoCommittee(review.content.situations) && (
            <p>Aucune des cinq : la loi n’envoie pas ce dossier à la commission.</p>
          )}
        </section>
      )}
      {isGathering && props.mayWrite && <ReviewFactsForm {...props} />}
      {review.state === 'ready' && props.mayWrite && <Sitting {...props} />}
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Ce qui a été fait, et par qui</h2>
        <Story acts={props.story} />
      </section>
      <PageWords words={['caleol', 'transfer']} />
    </Layout>
  );
}

export function Situations(props: { situations: readonly ReviewedSituation[]; label: string }): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Situation</th>
            <th scope="col">Le dossier la montre</th>
            <th scope="col">Texte</th>
          </tr>
        </thead>
        <tbody>
          {props.situations.map(({ situation, verdict, article }) => (
            <tr key={situation}>
              <th scope="row">{situationNames[situation]}</th>
              <td>
                <span class={verdict === 'no' ? undefined : 'state-warn'}>{verdictWords[verdict]}</span>
              </td>
              <td>{article}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Outcome({ file, frame, mayNotify }: ReviewPageProps): JSX.Element | null {
  const { review, session } = file;
  const { opinion, withoutCommittee } = review.content;
  return (
    <>
      {session !== null && (
        <p>
          Séance du {frenchShortDate(session.heldOn)} :{' '}
          <a href={`/commission/seances/${session.id}/occupation`}>sa liste d’examens</a>.
        </p>
      )}
      {withoutCommittee !== null && (
        <p>
          Terminé sans commission le {frenchShortDate(withoutCommittee.on)} par {withoutCommittee.by} : aucune
          des cinq situations.
        </p>
      )}
      {opinion !== null && (
        <>
          <p>
            <strong>Avis : {opinionNames[opinion.kind].toLowerCase()}</strong>, sur la situation «{' '}
            {situationNames[opinion.situation].toLowerCase()} ». Logement adapté : {opinion.suitableHome}
          </p>
          <ul class="checks">
            {adviceOf(opinion).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {review.state === 'examined' && opinion !== null && session?.state !== 'closed' && (
        <p>L’avis se notifie une fois la séance close. Le locataire ne voit rien avant.</p>
      )}
      {review.state === 'examined' && opinion !== null && session?.state === 'closed' && mayNotify && (
        <form method="post" action={`/agent/occupation/${review.id}/notification`} class="gesture no-print">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="version" value={review.version} />
          <button type="submit" class="strong">
            Écrire le courrier de l’avis
          </button>
        </form>
      )}
      {review.state === 'notified' && review.notifiedOn !== null && (
        <p class="proof">
          Avis notifié le {frenchShortDate(review.notifiedOn)}.{' '}
          {file.letterId !== null && mayNotify && (
            <a href={`/agent/courriers/${file.letterId}`}>Le courrier</a>
          )}
        </p>
      )}
      {review.examinedOn !== null && file.nextDueOn !== null && (
        <p>Prochain examen : {frenchShortDate(file.nextDueOn)}.</p>
      )}
    </>
  );
}

function Sitting({ file, frame }: ReviewPageProps): JSX.Element {
  const { review, sittings } = file;
  const path = `/agent/occupation/${review.id}`;
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={review.version} />
    </>
  );
  if (needsNoCommittee(review.content.situations)) {
    return (
      <form method="post" action={`${path}/fin`} class="gesture no-print">
        {hidden}
        <button type="submit" class="strong">
          Terminer l’examen, sans commission
        </button>
      </form>
    );
  }
  return (
    <section class="card no-print" aria-labelledby="seance-titre">
      <h2 id="seance-titre">La séance qui l’examine</h2>
      {sittings.length === 0 && <p>Aucune séance n’est prévue : préparez-en une d’abord.</p>}
      <form method="post" action={`${path}/seance`} class="narrow">
        {hidden}
        <div class="field">
          <label for="seance">Séance</label>
          <select id="seance" name="seance">
            <option value="">Aucune</option>
            {sittings.map(({ id, heldOn }) => (
              <option key={id} value={id} selected={id === review.sessionId}>
                Séance du {frenchShortDate(heldOn)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class={review.sessionId === null ? 'strong' : undefined}>
          {review.sessionId === null ? 'Inscrire à la séance' : 'Changer'}
        </button>
      </form>
    </section>
  );
}

/** One meeting of the internal body: requests one under the other, a recommendation for each, the closing. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { MeetingItem } from '../../../portal/transfers/meeting.ts';
import type { MeetingView } from '../../../portal/transfers/meeting-port.ts';
import { refusalReason, refusalReasonCodes } from '../../../portal/transfers/refusal-reasons.ts';
import { recommendations } from '../../../portal/transfers/request.ts';
import type { RequestLine } from '../../../portal/transfers/transfer-port.ts';
import { groundNames, recommendationNames } from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { articleOfGround, townInWords } from './transfer-words.ts';

export type MeetingPageProps = {
  frame: PageFrame;
  today: CivilDate;
  view: MeetingView;
  mayWrite: boolean;
  refusal: string | null;
};

export function MeetingPage(props: MeetingPageProps): JSX.Element {
  const { meeting } = props.view;
  const left = meeting.items.filter(({ recommendation }) => recommendation === null).length;
  return (
    <Layout
      frame={props.frame}
      title={`Instance du ${frenchShortDate(meeting.heldOn)}`}
      crumbs={[
        { href: '/agent/mutations', label: 'Mutations' },
        { href: '/agent/mutations/instances', label: 'Instances internes' },
      ]}
    >
      <h1>Instance du {frenchLongDate(meeting.heldOn)}</h1>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      <ul class="facts">
        <li>{meeting.members.join(', ')}</li>
        <li>{frenchCount(meeting.items.length, 'demande')}, dans l’ordre de priorité</li>
        <li>{meeting.state === 'closed' ? `Close par ${meeting.closedBy}` : 'Prévue'}</li>
      </ul>
      {meeting.state === 'closed' && (
        <p>
          <a class="button" href={`/agent/mutations/instances/${meeting.id}/compte-rendu.pdf`}>
            Compte rendu (PDF)
          </a>
        </p>
      )}
      <section class="entries" aria-label="Demandes">
        {meeting.items.map((item) => (
          <Item key={item.requestId} item={item} {...props} />
        ))}
      </section>
      {props.mayWrite && meeting.state === 'planned' && <CloseForm {...props} left={left} />}
      <PageWords words={['transfer', 'caleol']} />
    </Layout>
  );
}

function Item(props: MeetingPageProps & { item: MeetingItem }): JSX.Element {
  const { item, view } = props;
  const line = view.requests.get(item.requestId) ?? null;
  const { recommendation } = item;
  return (
    <article class="card" aria-labelledby={`demande-${item.requestId}`}>
      <h2 id={`demande-${item.requestId}`}>
        {line === null ? 'Demande hors de vue' : (line.householdName ?? 'Ménage sans nom connu')}
      </h2>
      {line !== null && <Facts line={line} />}
      {recommendation !== null && (
        <p>
          <strong>{recommendationNames[recommendation.kind]}</strong>
          {recommendation.reason === null ? '' : ` : ${refusalReason(recommendation.reason).officer}`}
          {recommendation.note === null ? '' : `. ${recommendation.note}`}
          {item.frozen?.applied === false ? ' Réglée avant la clôture : cet avis est resté sans suite.' : ''}
        </p>
      )}
      {props.mayWrite && view.meeting.state === 'planned' && line !== null && <AdviceForm {...props} />}
    </article>
  );
}

function Facts({ line }: { line: RequestLine }): JSX.Element {
  return (
    <ul class="facts">
      <li>
        <a href={`/agent/mutations/${line.id}`}>Voir la demande</a>
      </li>
      <li>
        {groundNames[line.ground]} <span class="quiet">({articleOfGround(line.ground)})</span>
      </li>
      <li>
        Priorité {line.tier}
        {line.fastLane ? ', voie rapide' : ''}, reçue le {frenchShortDate(line.receivedOn)}
      </li>
      <li>{line.persons === null ? 'Composition inconnue' : frenchCount(line.persons, 'personne')}</li>
      <li>
        {line.home === null
          ? 'Logement inconnu'
          : `Quitterait un ${line.home.typology} de ${frenchNumber(line.home.surfaceM2, 0)} m², ${townInWords(line.home)}`}
      </li>
      {line.details.words !== null && <li>« {line.details.words} »</li>}
    </ul>
  );
}

function AdviceForm({ frame, view, item }: MeetingPageProps & { item: MeetingItem }): JSX.Element {
  const { meeting } = view;
  const { recommendation, requestId } = item;
  const form = (
    <form method="post" action={`/agent/mutations/instances/${meeting.id}/avis`} class="narrow">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={meeting.version} />
      <input type="hidden" name="demande" value={requestId} />
      <fieldset class="choice">
        <legend>Avis</legend>
        {recommendations.map((kind) => (
          <label class="tick" key={kind}>
            <input type="radio" name="avis" value={kind} required checked={recommendation?.kind === kind} />{' '}
            {recommendationNames[kind]}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`raison-${requestId}`}>Raison d’un avis défavorable</label>
        <select id={`raison-${requestId}`} name="raison">
          <option value="">Aucune</option>
          {refusalReasonCodes.map((code) => (
            <option key={code} value={code} selected={recommendation?.reason === code}>
              {`${refusalReason(code).officer} (${refusalReason(code).rule})`}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`note-${requestId}`}>Ce qui manque, ou ce qui a été dit</label>
        <textarea id={`note-${requestId}`} name="note" rows={2} maxLength={500}>
          {recommendation?.note ?? ''}
        </textarea>
      </div>
      <button type="submit">Noter l’avis</button>
    </form>
  );
  if (recommendation === null) return form;
  return (
    <details>
      <summary>Changer cet avis</summary>
      {form}
    </details>
  );
}

function CloseForm({ frame, view, today, left }: MeetingPageProps & { left: number }): JSX.Element {
  const { meeting } = view;
  const because =
    left > 0
      ? `Il manque un avis sur ${frenchCount(left, 'demande')}.`
      : meeting.heldOn > today
        ? `Elle se clôt à partir du ${frenchLongDate(meeting.heldOn)}.`
        : null;
  return (
    <section class="card no-print" aria-labelledby="cloture">
      <h2 id="cloture">Clore l’instance</h2>
      <p>
        La clôture fige le compte rendu. Chaque ménage est prévenu que sa demande a été examinée, avec la date
        de la réponse.
      </p>
      {because === null ? (
        <form method="post" action={`/agent/mutations/instances/${meeting.id}/cloture`}>
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="version" value={meeting.version} />
          <button type="submit" class="strong">
            Clore et figer le compte rendu
          </button>
        </form>
      ) : (
        <p class="alert">{because}</p>
      )}
    </section>
  );
}

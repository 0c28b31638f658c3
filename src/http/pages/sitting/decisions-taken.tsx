/** What was decided on a home, and every decision before it: a correction is a new act linked to the first. */
import type { ComponentChildren, JSX } from 'preact';
import { conditionDocumentName } from '../../../committee/condition.ts';
import { criterionOf } from '../../../committee/criteria.ts';
import { decisionNames } from '../../../committee/decision.ts';
import { departureReasons } from '../../../committee/departure.ts';
import { reasonOf } from '../../../committee/reasons.ts';
import type { AgendaHomeView, RecordedDecision, SessionHead } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { momentInParis } from './session-words.ts';

export function DecisionsTaken(props: {
  view: SessionHead;
  place: AgendaHomeView;
  /** What can be done next; none for those who read. */
  children?: ComponentChildren;
}): JSX.Element {
  const { view, place } = props;
  const { current, history } = place;
  const replaced = history.filter(({ id }) => id !== current?.id);
  return (
    <section class="card" aria-labelledby="decide">
      <h2 id="decide">
        {view.session.state === 'closed' ? 'Décision, séance close' : 'Décision enregistrée'}
      </h2>
      {current === null ? null : <OneDecision decision={current} place={place} label="Décision en vigueur" />}
      {props.children}
      {replaced.length === 0 ? null : (
        <details>
          <summary>Décisions remplacées ({replaced.length})</summary>
          {replaced.map((decision, index) => (
            <OneDecision
              key={decision.id}
              decision={decision}
              place={place}
              label={`Décision remplacée ${index + 1}`}
            />
          ))}
        </details>
      )}
    </section>
  );
}

function OneDecision(props: {
  decision: RecordedDecision;
  place: AgendaHomeView;
  label: string;
}): JSX.Element {
  const { decision } = props;
  const decidedOn = civilDateInParis(decision.decidedAt);
  const indexOf = (number: string) => props.place.candidates.findIndex((one) => one.number === number);
  return (
    <>
      <p class="small">
        Enregistrée par {decision.recordedBy} le {momentInParis(decision.decidedAt)}.
        {decision.why === null ? '' : ` Correction : ${decision.why}`}
      </p>
      <ScrollBox label={props.label}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Candidat</th>
              <th scope="col">Décision</th>
              <th scope="col" class="number">
                Rang
              </th>
              <th scope="col">Motifs, condition, éléments regardés</th>
            </tr>
          </thead>
          <tbody>
            {decision.candidates.map((one) => (
              <tr key={one.number}>
                <th scope="row">{columnName(indexOf(one.number))}</th>
                <td>{decisionNames[one.kind]}</td>
                <td class="number">{one.rank ?? '—'}</td>
                <td>
                  {[
                    ...one.reasons.map((code) => reasonOf(code)?.label ?? code),
                    ...(one.condition === null
                      ? []
                      : [
                          `${conditionDocumentName(one.condition.document, decidedOn)} au plus tard le ${frenchShortDate(one.condition.dueOn)}`,
                        ]),
                    ...(one.note === null ? [] : [one.note]),
                    `regardé : ${one.criteria.map((code) => criterionOf(code)?.label ?? code).join(', ')}`,
                  ].join(' ; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {decision.departure === null ? null : (
        <p class="small">
          Ordre différent de la proposition :{' '}
          {departureReasons.find(({ code }) => code === decision.departure?.reason)?.label}
          {decision.departure.note === null ? '' : ` (${decision.departure.note})`}.
        </p>
      )}
      {decision.vote === null ? null : <Vote decision={decision} />}
    </>
  );
}

function Vote({ decision }: { decision: RecordedDecision }): JSX.Element | null {
  const { vote, sitting } = decision;
  if (vote === null) return null;
  const nameOf = (id: string) => sitting.voices.voting.find(({ memberId }) => memberId === id)?.name ?? id;
  return (
    <p class="small">
      Vote partagé :{' '}
      {vote.propositions
        .map(({ label, memberIds }) => `« ${label} », ${memberIds.map(nameOf).join(', ') || 'aucune voix'}`)
        .join(' ; ')}
      . Retenue : « {vote.propositions[vote.winner]?.label} »
      {vote.castingVote === null ? '' : `, par la voix prépondérante de ${nameOf(vote.castingVote.memberId)}`}
      .
    </p>
  );
}

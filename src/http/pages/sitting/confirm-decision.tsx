/** A decision read again before it is recorded, with one statement about its order. */
import type { JSX } from 'preact';
import { decisionNames } from '../../../committee/decision.ts';
import { departureReasons, type OrderComparison } from '../../../committee/departure.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import { isCivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';
import type { DecisionChoices } from './decision-choices.ts';
import type { Voter } from './split-vote-fields.tsx';
import { type TypedDecision, typedFields } from './typed-decision.ts';

/**
 * Read again before it is recorded. One radio and one button, whether the order is the proposed one or another: to
 * follow asks for as many gestures as to leave.
 */
export function ConfirmDecision(props: {
  frame: PageFrame;
  action: string;
  place: AgendaHomeView;
  typed: TypedDecision;
  order: OrderComparison;
  choices: DecisionChoices;
  /** Why it was refused, where it was. */
  refusal: string | null;
  voters: readonly Voter[];
  correcting: boolean;
}): JSX.Element {
  const { typed, order } = props;
  return (
    <form method="post" action={props.action} class="decide" id="confirmation">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      {typedFields(typed).map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {props.refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’est enregistré.</strong> {props.refusal}
        </p>
      )}
      <Summary {...props} />
      {order === 'noProposal' ? (
        <input type="hidden" name="ordre" value="sans-proposition" />
      ) : (
        <OrderChoice order={order} typed={typed} />
      )}
      <div class="gesture">
        <button type="submit" name="etape" value="enregistrer" class="strong">
          {props.correcting ? 'Enregistrer la correction' : 'Enregistrer la décision'}
        </button>
        <button type="submit" name="etape" value="reprendre" formnovalidate>
          Reprendre la saisie
        </button>
      </div>
    </form>
  );
}

function OrderChoice({ order, typed }: { order: OrderComparison; typed: TypedDecision }): JSX.Element {
  const options =
    order === 'departed'
      ? departureReasons
      : [
          {
            code: 'followed',
            label:
              order === 'followed'
                ? 'Après examen des dossiers, la commission retient l’ordre proposé'
                : 'Après examen des dossiers, la commission retient l’ordre proposé, hors candidats refusés avec motif',
          },
        ];
  return (
    <fieldset class="ticks" id="ordre">
      <legend>
        {order === 'departed'
          ? 'L’ordre retenu n’est pas celui qui est proposé. Pourquoi ?'
          : 'L’ordre retenu est celui qui est proposé.'}
      </legend>
      {options.map(({ code, label }) => (
        <label key={code} class="pick">
          <input type="radio" name="ordre" value={code} required checked={typed.orderReason === code} />
          <span>{label}</span>
        </label>
      ))}
      <p class="field whole">
        <label for="ordre-precision">Précision, s’il en faut une</label>
        <input id="ordre-precision" name="ordre-precision" maxLength={500} value={typed.orderNote} />
      </p>
    </fieldset>
  );
}

function Summary(props: {
  place: AgendaHomeView;
  typed: TypedDecision;
  choices: DecisionChoices;
  voters: readonly Voter[];
}): JSX.Element {
  const { typed, choices } = props;
  return (
    <>
      <ScrollBox label="Décisions à enregistrer">
        <table class="plain">
          <caption>Ce qui sera inscrit au procès-verbal</caption>
          <thead>
            <tr>
              <th scope="col">Candidat</th>
              <th scope="col">Décision</th>
              <th scope="col" class="number">
                Rang
              </th>
              <th scope="col">Motifs, condition, précision</th>
            </tr>
          </thead>
          <tbody>
            {typed.candidates.map((candidate, index) => (
              <tr key={candidate.reference}>
                <th scope="row">
                  {columnName(index)}{' '}
                  <span class="quiet small">{props.place.candidates[index]?.sheet.householdInWords}</span>
                </th>
                <td>{kindName(candidate.kind)}</td>
                <td class="number">{candidate.rank === '' ? '—' : candidate.rank}</td>
                <td>{detailOf(candidate, choices)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="small">
        {typed.criteria.length === 0
          ? 'Aucun élément de situation n’est coché pour l’ensemble des candidats.'
          : `Regardé pour chacun : ${typed.criteria.map((code) => labelOf(choices.criteria, code)).join(', ')}.`}
      </p>
      {typed.vote.labels.some((label) => label !== '') ? <VoteSummary {...props} /> : null}
    </>
  );
}

function VoteSummary({ typed, voters }: { typed: TypedDecision; voters: readonly Voter[] }): JSX.Element {
  const { vote } = typed;
  const names = (index: number) =>
    voters.filter(({ id }) => vote.votes.get(id) === String(index)).map(({ name }) => name);
  return (
    <ul class="small">
      {vote.labels.map((label, index) =>
        label === '' ? null : (
          <li key={label}>
            Vote partagé, « {label} » : {names(index).join(', ') || 'aucune voix'}
            {vote.winner === String(index) ? ' — proposition retenue' : ''}
          </li>
        ),
      )}
    </ul>
  );
}

function kindName(kind: string): string {
  return Object.entries(decisionNames).find(([code]) => code === kind)?.[1] ?? 'aucune';
}

function labelOf(choices: readonly { code: string; label: string }[], code: string): string {
  return choices.find((choice) => choice.code === code)?.label ?? code;
}

function detailOf(candidate: TypedDecision['candidates'][number], choices: DecisionChoices): string {
  const options = choices.reasons.flatMap((group) => group.options);
  const due = isCivilDate(candidate.dueOn) ? frenchShortDate(candidate.dueOn) : '';
  const parts = [
    ...candidate.reasons.map((code) => labelOf(options, code)),
    ...(candidate.document === ''
      ? []
      : [`${labelOf(choices.documents, candidate.document)} au plus tard le ${due}`]),
    ...(candidate.note === '' ? [] : [candidate.note]),
    ...(candidate.criteria.length === 0
      ? []
      : [`regardé aussi : ${candidate.criteria.map((code) => labelOf(choices.criteria, code)).join(', ')}`]),
  ];
  return parts.length === 0 ? '—' : parts.join(' ; ');
}

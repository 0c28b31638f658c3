/** The form in which a sitting records what it decides on one home. */
import type { JSX } from 'preact';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import type { PageFrame } from '../layout.tsx';
import { isBrief, SharedLists } from './brief-fields.tsx';
import type { DecisionChoices } from './decision-choices.ts';
import { CandidateFieldset, Criteria } from './decision-fields.tsx';
import { SplitVoteFields, type Voter } from './split-vote-fields.tsx';
import type { FieldProblem, TypedDecision } from './typed-decision.ts';

export type DecideFormProps = {
  frame: PageFrame;
  /** Where the form is sent. */
  action: string;
  place: AgendaHomeView;
  typed: TypedDecision;
  problems: readonly FieldProblem[];
  choices: DecisionChoices;
  voters: readonly Voter[];
  /** True for a correction of a decision already taken: it says why. */
  correcting: boolean;
};

/** Nothing is ticked and no rank chosen; the proposal stands elsewhere. */
export function DecideForm(props: DecideFormProps): JSX.Element {
  const { place, typed, problems } = props;
  const general = problems.filter(({ column }) => column === null);
  return (
    <form
      method="post"
      action={props.action}
      class="decide"
      id="decision"
      data-draft={`decision.v${place.agenda.version}`}
    >
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="_key" value={typed.key} />
      <input type="hidden" name="version" value={typed.version} />
      {problems.length === 0 ? null : <Problems general={general} problems={problems} />}
      {isBrief(place.candidates) ? <SharedLists choices={props.choices} /> : null}
      {place.candidates.map((candidate, index) => {
        const own = typed.candidates[index];
        if (!own) return null;
        return (
          <CandidateFieldset
            key={candidate.number}
            index={index}
            brief={isBrief(place.candidates)}
            name={columnName(index)}
            household={candidate.sheet.householdInWords}
            typed={own}
            ranks={Math.min(10, place.candidates.length)}
            choices={props.choices}
            problems={problems.flatMap(({ column, message }) => (column === index ? [message] : []))}
          />
        );
      })}
      <Criteria
        name="critere"
        legend="Ce que la commission a regardé pour chacun de ces candidats (L441-1)"
        ticked={typed.criteria}
        choices={props.choices}
      />
      <SplitVoteFields typed={typed.vote} voters={props.voters} />
      {props.correcting ? (
        <p class="field">
          <label for="pourquoi">Pourquoi cette correction</label>
          <textarea
            id="pourquoi"
            name="pourquoi"
            rows={2}
            required
            minLength={10}
            maxLength={500}
            value={typed.why}
          />
          <span class="small quiet">
            La décision d’origine reste au procès-verbal ; celle-ci s’y ajoute avec son motif.
          </span>
        </p>
      ) : null}
      <div class="gesture">
        <button type="submit" name="etape" value="relire" class="strong">
          Relire avant d’enregistrer
        </button>
      </div>
    </form>
  );
}

function Problems(props: {
  general: readonly FieldProblem[];
  problems: readonly FieldProblem[];
}): JSX.Element {
  return (
    <div class="alert alert-bad" role="alert" id="refus">
      <p>
        <strong>Rien n’est enregistré.</strong> Ce que vous avez saisi est gardé ci-dessous.
      </p>
      <ul>
        {props.problems.map(({ column, message }) => (
          <li key={`${column} ${message}`}>
            {column === null ? (
              message
            ) : (
              <a href={`#erreur-${column}`}>{`${columnName(column)} : ${message}`}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

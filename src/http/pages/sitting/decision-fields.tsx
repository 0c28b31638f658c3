/** The five decisions of the Code for one candidate, in full words, with nothing ticked before someone does. */
import type { JSX } from 'preact';
import { decisionKinds, decisionNames } from '../../../committee/decision.ts';
import { BriefFields, type CandidateFieldsProps } from './brief-fields.tsx';
import type { Choice, DecisionChoices } from './decision-choices.ts';
import type { TypedCandidate } from './typed-decision.ts';

export function CandidateFieldset(
  props: CandidateFieldsProps & {
    /** Many candidates: the fields of one are kept short. */
    brief: boolean;
    household: string;
    problems: readonly string[];
  },
): JSX.Element {
  const { index, typed, problems } = props;
  return (
    <fieldset class="decision" aria-describedby={problems.length === 0 ? undefined : `erreur-${index}`}>
      <legend>
        {props.name} <span class="quiet">— {props.household}</span>
      </legend>
      <input type="hidden" name="candidat" value={typed.reference} />
      {problems.length === 0 ? null : (
        <div class="alert alert-bad" id={`erreur-${index}`}>
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <div class="five">
        {decisionKinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name={`decision-${index}`} value={kind} checked={typed.kind === kind} />
            {decisionNames[kind]}
          </label>
        ))}
      </div>
      {props.brief ? <BriefFields {...props} /> : <FullFields {...props} />}
    </fieldset>
  );
}

function FullFields(props: CandidateFieldsProps): JSX.Element {
  const { index, typed } = props;
  return (
    <>
      <div class="beside">
        <RankField index={index} name={props.name} rank={typed.rank} ranks={props.ranks} />
        <ConditionFields index={index} typed={typed} documents={props.choices.documents} />
      </div>
      <Reasons index={index} typed={typed} choices={props.choices} />
    </>
  );
}

function RankField(props: { index: number; name: string; rank: string; ranks: number }): JSX.Element {
  const id = `rang-${props.index}`;
  return (
    <p class="field">
      <label for={id}>Rang du {props.name.replace('Candidat', 'candidat')}</label>
      <select id={id} name={id}>
        <option value="">sans rang</option>
        {Array.from({ length: props.ranks }, (_, at) => String(at + 1)).map((rank) => (
          <option key={rank} value={rank} selected={rank === props.rank}>
            {rank}
          </option>
        ))}
      </select>
    </p>
  );
}

function ConditionFields(props: {
  index: number;
  typed: TypedCandidate;
  documents: readonly Choice[];
}): JSX.Element {
  const { index, typed, documents } = props;
  return (
    <details class="condition" open={typed.document !== '' || typed.dueOn !== ''}>
      <summary>Condition suspensive : pièce et délai</summary>
      <p class="field">
        <label for={`piece-${index}`}>Pièce attendue (liste limitative)</label>
        <select id={`piece-${index}`} name={`piece-${index}`}>
          <option value="">aucune</option>
          {documents.map(({ code, label }) => (
            <option key={code} value={code} selected={code === typed.document}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`delai-${index}`}>À recevoir au plus tard le</label>
        <input id={`delai-${index}`} name={`delai-${index}`} type="date" value={typed.dueOn} />
      </p>
    </details>
  );
}

function Reasons(props: { index: number; typed: TypedCandidate; choices: DecisionChoices }): JSX.Element {
  const { index, typed, choices } = props;
  const noteId = `precision-${index}`;
  return (
    <>
      <details open={typed.reasons.length > 0 || typed.note !== ''}>
        <summary>Motifs (nécessaires pour une non-attribution ou un rejet) et précision</summary>
        {choices.reasons.map(({ title, options }) => (
          <fieldset key={title} class="ticks">
            <legend>{title}</legend>
            {options.map(({ code, label, article }) => (
              <label key={code} class="pick">
                <input
                  type="checkbox"
                  name={`motif-${index}`}
                  value={code}
                  checked={typed.reasons.includes(code)}
                />
                <span>
                  {label} <span class="quiet small">({article})</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
        <p class="field">
          <label for={noteId}>Ce qui est propre à ce ménage (500 caractères au plus)</label>
          <textarea
            id={noteId}
            name={noteId}
            rows={2}
            maxLength={500}
            aria-describedby={`${noteId}-aide`}
            value={typed.note}
          />
          <span class="small quiet" id={`${noteId}-aide`}>
            Jamais de santé, de nationalité, d’origine ni de violence : ces mots sont refusés.
          </span>
        </p>
      </details>
      <details open={typed.criteria.length > 0}>
        <summary>Critère examiné pour ce ménage seulement</summary>
        <Criteria
          name={`critere-${index}`}
          legend="Pour ce ménage"
          ticked={typed.criteria}
          choices={choices}
        />
      </details>
    </>
  );
}

export function Criteria(props: {
  name: string;
  legend: string;
  ticked: readonly string[];
  choices: DecisionChoices;
}): JSX.Element {
  return (
    <fieldset class="ticks">
      <legend>{props.legend}</legend>
      {props.choices.criteria.map(({ code, label }) => (
        <label key={code} class="pick">
          <input type="checkbox" name={props.name} value={code} checked={props.ticked.includes(code)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

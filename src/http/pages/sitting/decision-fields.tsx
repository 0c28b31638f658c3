/** The five decisions of the Code for one candidate, in full words, with nothing ticked before someone does. */
import type { JSX } from 'preact';
import { decisionKinds, decisionNames } from '../../../committee/decision.ts';
import type { TypedCandidate } from './typed-decision.ts';

export type Choice = { code: string; label: string };

export type DecisionChoices = {
  /** Reasons by group, each with its article. */
  reasons: readonly { title: string; options: readonly (Choice & { article: string })[] }[];
  criteria: readonly Choice[];
  /** The closed list of documents that a suspensive condition may wait for. */
  documents: readonly Choice[];
};

// Beyond that, lists of options repeated under each candidate would weigh more than the page.
const fewCandidates = 8;

/** Whether reasons and documents are typed from one shared list instead of ticked under each candidate. */
export function isBrief(candidates: readonly unknown[]): boolean {
  return candidates.length > fewCandidates;
}

/** The lists that the fields of a brief form draw on. */
export function SharedLists({ choices }: { choices: DecisionChoices }): JSX.Element {
  return (
    <>
      <datalist id="motifs">
        {choices.reasons.flatMap(({ options }) =>
          options.map(({ code, label, article }) => (
            <option key={code} value={label}>
              {article}
            </option>
          )),
        )}
      </datalist>
      <datalist id="pieces">
        {choices.documents.map(({ code, label }) => (
          <option key={code} value={label} />
        ))}
      </datalist>
    </>
  );
}

export function CandidateFieldset(props: {
  index: number;
  brief: boolean;
  /** "Candidat A". */
  name: string;
  household: string;
  typed: TypedCandidate;
  ranks: number;
  choices: DecisionChoices;
  problems: readonly string[];
}): JSX.Element {
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
          <label key={kind} class="pick">
            <input type="radio" name={`decision-${index}`} value={kind} checked={typed.kind === kind} />
            <span>{decisionNames[kind]}</span>
          </label>
        ))}
      </div>
      <div class="beside">
        <RankField
          index={index}
          name={props.name}
          rank={typed.rank}
          ranks={props.ranks}
          brief={props.brief}
        />
        <ConditionFields
          index={index}
          typed={typed}
          documents={props.choices.documents}
          brief={props.brief}
        />
      </div>
      <Reasons index={index} typed={typed} choices={props.choices} brief={props.brief} />
    </fieldset>
  );
}

function RankField(props: {
  index: number;
  name: string;
  rank: string;
  ranks: number;
  brief: boolean;
}): JSX.Element {
  const id = `rang-${props.index}`;
  return (
    <p class="field">
      <label for={id}>Rang du {props.name.replace('Candidat', 'candidat')}</label>
      {props.brief ? (
        <input id={id} name={id} type="number" min={1} max={props.ranks} value={props.rank} />
      ) : (
        <select id={id} name={id}>
          <option value="">sans rang</option>
          {Array.from({ length: props.ranks }, (_, at) => String(at + 1)).map((rank) => (
            <option key={rank} value={rank} selected={rank === props.rank}>
              {rank}
            </option>
          ))}
        </select>
      )}
    </p>
  );
}

function ConditionFields(props: {
  index: number;
  typed: TypedCandidate;
  documents: readonly Choice[];
  brief: boolean;
}): JSX.Element {
  const { index, typed, documents } = props;
  return (
    <details class="condition" open={typed.document !== '' || typed.dueOn !== ''}>
      <summary>Condition suspensive : pièce et délai</summary>
      <p class="field">
        <label for={`piece-${index}`}>Pièce attendue (liste limitative)</label>
        {props.brief ? (
          <input
            id={`piece-${index}`}
            name={`piece-${index}`}
            list="pieces"
            autocomplete="off"
            value={wordsOf(documents, typed.document)}
          />
        ) : (
          <select id={`piece-${index}`} name={`piece-${index}`}>
            <option value="">aucune</option>
            {documents.map(({ code, label }) => (
              <option key={code} value={code} selected={code === typed.document}>
                {label}
              </option>
            ))}
          </select>
        )}
      </p>
      <p class="field">
        <label for={`delai-${index}`}>À recevoir au plus tard le</label>
        <input id={`delai-${index}`} name={`delai-${index}`} type="date" value={typed.dueOn} />
      </p>
    </details>
  );
}

function wordsOf(choices: readonly Choice[], code: string): string {
  return choices.find((choice) => choice.code === code)?.label ?? code;
}

/** Two reasons at most in a brief form; a second is rare. */
function BriefReasons(props: {
  index: number;
  typed: TypedCandidate;
  choices: DecisionChoices;
}): JSX.Element {
  const { index, typed } = props;
  const options = props.choices.reasons.flatMap((group) => group.options);
  return (
    <>
      {['Motif', 'Autre motif'].map((label, at) => (
        <p class="field" key={label}>
          <label for={`motif-${index}-${at}`}>{label} (de la liste)</label>
          <input
            id={`motif-${index}-${at}`}
            name={`motif-${index}`}
            list="motifs"
            autocomplete="off"
            value={wordsOf(options, typed.reasons[at] ?? '')}
          />
        </p>
      ))}
    </>
  );
}

function Reasons(props: {
  index: number;
  typed: TypedCandidate;
  choices: DecisionChoices;
  brief: boolean;
}): JSX.Element {
  const { index, typed, choices } = props;
  const noteId = `precision-${index}`;
  return (
    <>
      <details open={typed.reasons.length > 0 || typed.note !== ''}>
        <summary>Motifs (nécessaires pour une non-attribution ou un rejet) et précision</summary>
        {props.brief ? <BriefReasons {...props} /> : null}
        {(props.brief ? [] : choices.reasons).map(({ title, options }) => (
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
      {props.brief ? null : (
        <details open={typed.criteria.length > 0}>
          <summary>Critère examiné pour ce ménage seulement</summary>
          <Criteria
            name={`critere-${index}`}
            legend="Pour ce ménage"
            ticked={typed.criteria}
            choices={choices}
          />
        </details>
      )}
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

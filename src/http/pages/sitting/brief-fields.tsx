/**
 * What is typed for one candidate among many: reasons and documents from one shared list, each field said in a word, and
 * what holds for all of them said once above. Repeated under each of forty candidates, it would weigh more than the page.
 */
import type { JSX } from 'preact';
import type { Choice, DecisionChoices } from './decision-choices.ts';
import type { TypedCandidate } from './typed-decision.ts';

/** One candidate of a form, brief or not. */
export type CandidateFieldsProps = {
  index: number;
  /** "Candidat A". */
  name: string;
  typed: TypedCandidate;
  ranks: number;
  choices: DecisionChoices;
};

const fewCandidates = 8;

/** Whether the fields of each candidate are kept short. */
export function isBrief(candidates: readonly unknown[]): boolean {
  return candidates.length > fewCandidates;
}

/** Before the first candidate: the lists that brief fields draw on, and what holds for each. */
export function SharedLists({ choices }: { choices: DecisionChoices }): JSX.Element {
  return (
    <>
      <p class="small" id="aide-saisie">
        Sous chaque candidat : un motif de la liste pour une non-attribution ou un rejet ; pour une condition
        suspensive, la pièce attendue (liste limitative) et son délai ; en précision, ce qui est propre au
        ménage, en 500 caractères au plus. Jamais de santé, de nationalité, d’origine ni de violence : ces
        mots sont refusés.
      </p>
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

export function BriefFields(props: CandidateFieldsProps): JSX.Element {
  const { index, typed, choices } = props;
  const options = choices.reasons.flatMap((group) => group.options);
  const isFilled =
    typed.reasons.length > 0 || [typed.note, typed.document, typed.dueOn].some((one) => one !== '');
  return (
    <>
      <label>
        Rang{' '}
        <input name={`rang-${index}`} type="number" min={1} max={props.ranks} value={filled(typed.rank)} />
      </label>
      <details open={isFilled}>
        <summary>Motifs, condition, précision</summary>
        <div class="ticks field">
          {['Motif', 'Autre motif'].map((label, at) => (
            <label key={label}>
              {label}
              <input name={`motif-${index}`} list="motifs" value={wordsOf(options, typed.reasons[at])} />
            </label>
          ))}
          <label>
            Pièce attendue
            <input name={`piece-${index}`} list="pieces" value={wordsOf(choices.documents, typed.document)} />
          </label>
          <label>
            Au plus tard le
            <input name={`delai-${index}`} type="date" value={filled(typed.dueOn)} />
          </label>
          <label>
            Précision
            <textarea
              name={`precision-${index}`}
              maxLength={500}
              aria-describedby="aide-saisie"
              value={typed.note}
            />
          </label>
        </div>
      </details>
    </>
  );
}

/** The words of a code; what is none stays as it was typed. */
function wordsOf(choices: readonly Choice[], code: string | undefined): string | undefined {
  return choices.find((choice) => choice.code === code)?.label ?? filled(code);
}

function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** The five decisions of the Code for one candidate, in full words, with nothing ticked before someone does. */
import type { JSX } from 'preact';
import { decisionKinds, decisionNames } from '../../../committee/decision.ts';
import type { TypedCandidate, TypedDecision } from './typed-decision.ts';

export type Choice = { code: string; label: string };

export type DecisionChoices = {
  /** Reasons by group, each with its article. */
  reasons: readonly { title: string; options: readonly (Choice & { article: string })[] }[];
  criteria: readonly Choice[];
  /** The closed list of documents that a suspensive condition may wait for. */
  documents: readonly Choice[];
};

export function CandidateFieldset(props: {
  index: number;
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
        <RankField index={index} name={props.name} rank={typed.rank} ranks={props.ranks} />
        <ConditionFields index={index} typed={typed} documents={props.choices.documents} />
      </div>
      <Reasons index={index} typed={typed} choices={props.choices} />
    </fieldset>
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
  const { index, typed } = props;
  return (
    <details class="condition" open={typed.document !== '' || typed.dueOn !== ''}>
      <summary>Condition suspensive : pièce et délai</summary>
      <p class="field">
        <label for={`piece-${index}`}>Pièce attendue (liste limitative)</label>
        <select id={`piece-${index}`} name={`piece-${index}`}>
          <option value="">aucune</option>
          {props.documents.map(({ code, label }) => (
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

export type Voter = { id: string; name: string; casting: boolean };

/** Opened only where the members do not agree: who voted for what, and the casting vote. */
export function SplitVoteFields({
  typed,
  voters,
}: {
  typed: TypedDecision['vote'];
  voters: readonly Voter[];
}): JSX.Element {
  const opened = typed.labels.some((label) => label !== '');
  const casting = voters.find((voter) => voter.casting);
  return (
    <details class="split" open={opened}>
      <summary>Vote partagé</summary>
      <p class="small">
        À remplir seulement si les membres ne sont pas d’accord. La décision saisie plus haut est celle de la
        proposition retenue.
      </p>
      {typed.labels.map((label, index) => (
        <p class="field" key={index}>
          <label for={`proposition-${index}`}>Proposition {index + 1}</label>
          <input id={`proposition-${index}`} name={`proposition-${index}`} maxLength={200} value={label} />
        </p>
      ))}
      {voters.map((voter) => (
        <p class="field" key={voter.id}>
          <label for={`vote-${voter.id}`}>
            Vote de {voter.name}
            {voter.casting ? ' (voix prépondérante)' : ''}
          </label>
          <select id={`vote-${voter.id}`} name={`vote-${voter.id}`}>
            <option value="">n’a pas pris part au vote</option>
            {typed.labels.map((_, index) => (
              <option
                key={index}
                value={String(index)}
                selected={typed.votes.get(voter.id) === String(index)}
              >
                Proposition {index + 1}
              </option>
            ))}
          </select>
        </p>
      ))}
      <p class="field">
        <label for="retenue">Proposition retenue</label>
        <select id="retenue" name="retenue">
          <option value="">à choisir</option>
          {typed.labels.map((_, index) => (
            <option key={index} value={String(index)} selected={typed.winner === String(index)}>
              Proposition {index + 1}
            </option>
          ))}
        </select>
      </p>
      <p class="small">
        {casting
          ? `À égalité des voix, celle de ${casting.name}, maire de la commune, est prépondérante (L441-2).`
          : 'Aucun maire présent pour ce logement : à égalité des voix, aucune n’est prépondérante.'}
      </p>
    </details>
  );
}

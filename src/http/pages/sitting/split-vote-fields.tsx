/** A vote where members did not agree: propositions, who voted for which, the one carried. */
import type { JSX } from 'preact';
import type { TypedDecision } from './typed-decision.ts';

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

/** The story of a file, a home or a sitting: who did what, when and why, from the journal. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../access/journal-port.ts';
import { type Role, roleNames, roles } from '../../access/permissions.ts';
import { civilDateInParis, hourInParis } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { actInWords } from '../../wording/act-words.ts';

export function Story({ acts }: { acts: readonly ToldAct[] }): JSX.Element {
  if (acts.length === 0) return <p>Aucun acte enregistré.</p>;
  return (
    <ScrollBox label="Histoire">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Quand</th>
            <th scope="col">Quoi</th>
            <th scope="col">Qui</th>
            <th scope="col">Pourquoi</th>
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr key={act.sequence}>
              <td class="number">
                <time dateTime={act.at.toISOString()}>{momentInParis(act.at)}</time>
              </td>
              <th scope="row">
                {actInWords(act.kind)}
                {act.erased ? <span class="quiet"> (contenu effacé)</span> : null}
              </th>
              <td>
                {act.actor.name} <span class="quiet">({roleInWords(act.actor.role)})</span>
              </td>
              <td>{act.why ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function momentInParis(at: Date): string {
  const hour = hourInParis(at);
  return `${frenchShortDate(civilDateInParis(at))} ${hour}`;
}

function roleInWords(role: string): string {
  const known = roles.find((one): one is Role => one === role);
  if (known) return roleNames[known];
  return role === 'service' ? 'automatique' : role;
}

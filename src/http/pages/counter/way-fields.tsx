/** How the household asked, and the day that counts; no way is chosen beforehand. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { counterWayNames, counterWays } from '../../../portal/counter/counter.ts';

export function WayFields({ id, today }: { id: string; today: CivilDate }): JSX.Element {
  return (
    <>
      <fieldset class="choice">
        <legend>Le ménage le demande</legend>
        {counterWays.map((way) => (
          <label key={way} class="tick">
            <input type="radio" name="par" value={way} required /> {counterWayNames[way]}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-le`}>Le (pour un courrier : cachet de la poste)</label>
        <input id={`${id}-le`} name="le" type="date" required value={today} max={today} />
      </div>
    </>
  );
}

/** The same question where the gesture is short: no way is chosen beforehand either. */
export function WaySelect({ id }: { id: string }): JSX.Element {
  return (
    <>
      <label for={`${id}-par`}>Le ménage le demande</label>
      <select id={`${id}-par`} name="par" required>
        <option value="">choisir</option>
        {counterWays.map((way) => (
          <option key={way} value={way}>
            {counterWayNames[way]}
          </option>
        ))}
      </select>
    </>
  );
}

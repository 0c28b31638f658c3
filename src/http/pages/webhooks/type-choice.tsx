/** Which events a connection is told of; nothing is ticked beforehand. */
import type { JSX } from 'preact';
import { chosenTypes } from '../../../access/webhooks/event.ts';
import { typeNames } from './webhook-words.ts';

export function TypeChoice({ chosen }: { chosen: readonly string[] }): JSX.Element {
  return (
    <fieldset>
      <legend>Événements à envoyer</legend>
      {chosenTypes.map((type) => (
        <label key={type} class="tick">
          <input type="checkbox" name="evenements" value={type} checked={chosen.includes(type)} />{' '}
          <span>
            {typeNames[type]} <span class="quiet">{type}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

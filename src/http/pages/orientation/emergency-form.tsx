/** The form that opens an emergency sitting, and the sittings whose 48 hours run. Nothing of whom, nothing of why. */
import type { JSX } from 'preact';
import { v7 } from 'uuid';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';

/** `first`: null where the règlement provides no emergency sitting. */
export type EmergencyChoice = {
  id: string;
  name: string;
  first: { heldOn: CivilDate; startsAt: string } | null;
};

export function EmergencyForm(props: {
  choices: readonly EmergencyChoice[];
  csrfToken: string;
}): JSX.Element {
  const possible = props.choices.filter(({ first }) => first !== null);
  if (possible.length === 0) {
    return (
      <p class="alert">
        Le règlement intérieur ne prévoit pas de séance d’urgence. Reste une place dans un logement déjà loué
        à une association, ou une séance ordinaire.
      </p>
    );
  }
  return (
    <form method="post" action="/agent/particuliers/urgence" class="gesture">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="_key" value={v7()} />
      {possible.length === 1 ? (
        <input type="hidden" name="commission" value={possible[0]?.id} />
      ) : (
        <>
          <label for="urgence-commission">Commission</label>
          <select id="urgence-commission" name="commission" required>
            {possible.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      <button type="submit" class="strong">
        Ouvrir une séance d’urgence
      </button>
      <span class="small quiet">
        {possible
          .flatMap(({ name, first }) =>
            first === null
              ? []
              : [
                  `${possible.length === 1 ? 'Au' : `${name} : au`} plus tôt selon le règlement : le ${frenchShortDate(first.heldOn)} à ${first.startsAt.replace(':', ' h ').replace(' 00', '')}.`,
                ],
          )
          .join(' ')}{' '}
        Les 48 heures courent dès l’ouverture.
      </span>
    </form>
  );
}

/** On the day's page: each open emergency sitting with the hours that are left. */
export function EmergencyClocks(props: {
  emergencies: readonly { sessionId: string; heldOn: CivilDate; hoursLeft: number; state: string }[];
}): JSX.Element | null {
  if (props.emergencies.length === 0) return null;
  return (
    <section class="card" aria-labelledby="urgences">
      <h2 id="urgences">Urgences : 48 heures</h2>
      <ul class="checks">
        {props.emergencies.map(({ sessionId, heldOn, hoursLeft, state }) => (
          <li key={sessionId}>
            <a href={`/agent/seances/${sessionId}`}>Séance d’urgence du {frenchShortDate(heldOn)}</a>
            {' : '}
            <strong>
              {hoursLeft === 0 ? 'les 48 heures sont passées' : `encore ${frenchCount(hoursLeft, 'heure')}`}
            </strong>
            {`, ${state === 'draft' ? 'à convoquer' : state === 'convened' ? 'convoquée' : 'ouverte'}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Orienting one home: every destination that may have it with what it costs, nothing chosen beforehand. */
import type { JSX } from 'preact';
import type { HomeAdvice } from '../../../committee/orientation/advice.ts';
import { departureReasonCodes, departureReasons } from '../../../committee/orientation/decide.ts';
import { costInWords, homeDetails, homeLine } from './orientation-words.ts';

export function DecisionForm(props: {
  csrfToken: string;
  requestKey: string;
  home: HomeAdvice;
  withinDays: number;
}): JSX.Element {
  const { home } = props;
  const id = home.freed.vacancy.id;
  return (
    <section class="card" id="logement" aria-labelledby="titre-logement">
      <h2 id="titre-logement">{homeLine(home.freed.home)}</h2>
      <p class="quiet">{`${home.freed.home.address} · ${homeDetails(home.freed.home)}`}</p>
      <p>
        <strong>{`Conseil : ${adviceName(home)}.`}</strong> {home.why}
      </p>
      <form method="post" action="/agent/orientation/decision">
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <input type="hidden" name="_key" value={props.requestKey} />
        <input type="hidden" name="logement" value={id} />
        <input type="hidden" name="conseil" value={home.destination} />
        <input type="hidden" name="jours" value={String(props.withinDays)} />
        <fieldset>
          <legend>Vers qui l’orienter ?</legend>
          <Choice value={home.destination} name={adviceName(home)} words="le conseil" />
          {(home.alternatives ?? []).map((one) => (
            <Choice key={one.destination} value={one.destination} name={one.name} words={costInWords(one)} />
          ))}
        </fieldset>
        <div class="field">
          <label for="motif">Motif, si vous vous écartez du conseil</label>
          <select id="motif" name="motif">
            <option value="">Aucun : je suis le conseil</option>
            {departureReasonCodes.map((code) => (
              <option key={code} value={code}>
                {departureReasons[code]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="precision">Précision (facultative, sans donnée sur un ménage)</label>
          <input id="precision" name="precision" maxLength={300} autocomplete="off" />
        </div>
        <button type="submit" class="strong">
          Orienter ce logement
        </button>
      </form>
      {home.excluded.length === 0 ? null : (
        <details>
          <summary>Réservataires qui ne peuvent pas le recevoir</summary>
          <ul>
            {home.excluded.map(({ name, because }) => (
              <li key={name}>{`${name} : ${because}`}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Choice(props: { value: string; name: string; words: string }): JSX.Element {
  const id = `vers-${props.value}`;
  return (
    <div>
      <span class="pin">
        <input type="radio" id={id} name="destination" value={props.value} required />{' '}
        <label for={id}>
          {props.name} <span class="quiet">{`(${props.words})`}</span>
        </label>
      </span>
    </div>
  );
}

/** Where the advice sends it; after a failure in a QPV, the mayor whether or not the commune has a space here. */
export function adviceName(home: HomeAdvice): string {
  if (home.fallback === 'mayor') {
    return home.destination === 'own' ? 'le maire désigne (sans espace ici)' : `${home.name}, pour le maire`;
  }
  return home.name;
}

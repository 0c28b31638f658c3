/** The scenarios that have a name, naming one more, and choosing two to compare. */
import type { JSX } from 'preact';
import type { Scenario } from '../../../committee/candidates/scenario-port.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';

type Named = { id: string; title: string; path: string };

export function ScenariosSection(props: {
  csrfToken: string;
  /** All the runs of the list, newest first. */
  runs: readonly Named[];
  scenarios: readonly Scenario[];
  /** True for those who may name a run. */
  mayName: boolean;
}): JSX.Element | null {
  const { runs, scenarios } = props;
  if (runs.length === 0) return null;
  const names = new Map(scenarios.map(({ runId, name }) => [runId, name]));
  const unnamed = runs.filter(({ id }) => !names.has(id));
  const title = (run: Named) => {
    const name = names.get(run.id);
    return name === undefined ? run.title : `« ${name} » — ${run.title}`;
  };
  return (
    <section class="card" aria-labelledby="scenarios">
      <h2 id="scenarios">Scénarios</h2>
      {scenarios.length === 0 ? (
        <p>Aucun scénario n’a de nom. Nommez une variante pour la retrouver et la comparer.</p>
      ) : (
        <ul>
          {scenarios.map((scenario) => (
            <li key={scenario.id}>
              <a href={`/agent/calculs/${scenario.runId}`}>{scenario.name}</a>
              <span class="quiet">{`, nommé par ${scenario.by} le ${frenchShortDate(civilDateInParis(scenario.createdAt))}`}</span>
            </li>
          ))}
        </ul>
      )}
      {props.mayName && unnamed.length > 0 ? (
        <form class="pin" method="post" action="/agent/calculs/scenarios">
          <input type="hidden" name="_csrf" value={props.csrfToken} />
          <label for="calcul">Nommer</label>
          <Choose id="calcul" name="calcul" runs={unnamed} title={title} chosen={0} />
          <label for="nom">Nom</label>
          <input id="nom" name="nom" required minlength={2} maxlength={60} autocomplete="off" />
          <button type="submit">Donner ce nom</button>
        </form>
      ) : null}
      {runs.length < 2 ? null : (
        <form class="pin" method="get" action="/agent/calculs/comparer">
          <label for="a">Comparer</label>
          <Choose id="a" name="a" runs={runs} title={title} chosen={1} />
          <label for="b">et</label>
          <Choose id="b" name="b" runs={runs} title={title} chosen={0} />
          <button type="submit">Comparer</button>
        </form>
      )}
    </section>
  );
}

function Choose(props: {
  id: string;
  name: string;
  runs: readonly Named[];
  title: (run: Named) => string;
  chosen: number;
}): JSX.Element {
  return (
    <select id={props.id} name={props.name}>
      {props.runs.map((run, place) => (
        <option key={run.id} value={run.id} selected={place === props.chosen}>
          {props.title(run)}
        </option>
      ))}
    </select>
  );
}

/** The views of the board that a person named: open, name the present one, forget. */
import type { JSX } from 'preact';
import type { BoardFilter } from '../../../committee/board/board-list.ts';
import type { SavedView } from '../../../committee/board/desk-port.ts';
import type { PageFrame } from '../layout.tsx';
import { queryString } from './board-query.ts';

export function SavedViews(props: {
  frame: PageFrame;
  filter: BoardFilter;
  views: readonly SavedView[];
}): JSX.Element | null {
  const { frame, views } = props;
  const present = queryString(props.filter);
  const known = views.some(({ query }) => query === present);
  if (views.length === 0 && present === '') return null;
  return (
    <section class="card" aria-label="Mes vues">
      <ul class="tags">
        {views.map(({ id, name, query }) => (
          <li key={id}>
            <form method="post" action="/agent/logements/vues/oublier" class="view">
              <a
                class="button"
                href={`/agent/logements?${query}`}
                aria-current={query === present ? 'true' : undefined}
              >
                {name}
              </a>
              <input type="hidden" name="_csrf" value={frame.csrfToken} />
              <input type="hidden" name="id" value={id} />
              <button type="submit" aria-label={`Oublier la vue ${name}`}>
                ×
              </button>
            </form>
          </li>
        ))}
      </ul>
      {present === '' || known ? null : (
        <form method="post" action="/agent/logements/vues" class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="filtres" value={present} />
          <label for="nom">Garder ces filtres sous le nom</label>
          <input id="nom" name="nom" required maxLength={60} />
          <button type="submit">Garder cette vue</button>
        </form>
      )}
    </section>
  );
}

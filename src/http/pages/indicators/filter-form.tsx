/** The form that narrows an indicator: it fills an address, so that a filtered page can be sent to a colleague. */
import type { JSX } from 'preact';
import { yearOf } from '../../../kernel/civil-date.ts';
import type { IndicatorFilter } from '../../../reporting/screen/filter.ts';

export function FilterForm(props: {
  action: string;
  filter: IndicatorFilter;
  /** Years alone: days of the reader's choice would let small counts be subtracted. */
  byYear: boolean;
  territories: readonly { code: string; name: string }[];
}): JSX.Element {
  const { filter, territories } = props;
  return (
    <form method="get" action={props.action} class="filters no-print">
      {props.byYear ? (
        <label>
          Année{' '}
          <input
            type="number"
            name="annee"
            min="2000"
            max="2100"
            required
            value={String(yearOf(filter.period.from))}
          />
        </label>
      ) : (
        <>
          <label>
            Du <input type="date" name="du" value={filter.period.from} />
          </label>
          <label>
            au <input type="date" name="au" value={filter.period.until} />
          </label>
        </>
      )}
      <label>
        Territoire{' '}
        <select name="territoire">
          <option value="">Tous</option>
          {territories.map(({ code, name }) => (
            <option key={code} value={code} selected={code === filter.territory}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Afficher</button>
    </form>
  );
}

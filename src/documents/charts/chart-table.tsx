/** The table that stands beside every picture: the same figures, for those who prefer or need them. */
import type { JSX } from 'preact';

export type ChartTableContent = {
  caption: string;
  columns: readonly string[];
  /** The first cell names the row; the others are figures, already in French. */
  rows: readonly { cells: readonly string[]; strong?: boolean }[];
};

/** A table of figures, folded under a word unless `open`. It needs no script. */
export function ChartTable(props: {
  content: ChartTableContent;
  summary?: string;
  open?: boolean;
}): JSX.Element {
  const { content } = props;
  return (
    <details class="chart-table" open={props.open ?? false}>
      <summary>{props.summary ?? 'Les mêmes chiffres en tableau'}</summary>
      <table>
        <caption>{content.caption}</caption>
        <thead>
          <tr>
            {content.columns.map((column, index) => (
              <th scope="col" key={column} class={index === 0 ? '' : 'number'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.rows.map((row) => (
            <ChartTableRow key={row.cells.join('|')} cells={row.cells} strong={row.strong ?? false} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function ChartTableRow(props: { cells: readonly string[]; strong: boolean }): JSX.Element {
  const [name, ...figures] = props.cells;
  return (
    <tr class={props.strong ? 'total' : ''}>
      <th scope="row">{name}</th>
      {figures.map((figure, index) => (
        // Cells of a fixed row have no other identity than their place.
        <td class="number" key={index}>
          {figure}
        </td>
      ))}
    </tr>
  );
}

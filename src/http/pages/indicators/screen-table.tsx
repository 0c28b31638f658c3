/** A table of a screen: what names the row first, figures to the right, hidden counts in words. */
import type { JSX } from 'preact';
import type { Cell } from '../../../reporting/screen/cell.ts';
import { cellInWords } from '../../../reporting/screen/cell-words.ts';
import type { ScreenTable } from '../../../reporting/screen/screen.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

export function ScreenTableView(props: {
  table: ScreenTable;
  /** Where the leases behind a row open; null where the reader may not. */
  leasesOf: ((key: string) => string) | null;
}): JSX.Element {
  const { table, leasesOf } = props;
  if (table.rows.length === 0) return <p>Rien à compter sur cette période et ce territoire.</p>;
  return (
    <ScrollBox label={table.title}>
      <table class="plain small">
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.columns.map(({ title, kind }) => (
              <th scope="col" key={title} class={kind === 'text' ? '' : 'number'}>
                {title}
              </th>
            ))}
            {leasesOf ? <th scope="col">Baux</th> : null}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells }, row) => (
            <tr key={key ?? row}>
              {cells.map((cell, index) => (
                <CellView key={table.columns[index]?.title} cell={cell} isName={index === 0} />
              ))}
              {leasesOf ? <td>{key === null ? null : <a href={leasesOf(key)}>Voir</a>}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function CellView({ cell, isName }: { cell: Cell; isName: boolean }): JSX.Element {
  if (isName) return <th scope="row">{cellInWords(cell)}</th>;
  return <td class={cell?.kind === 'text' ? '' : 'number'}>{cellInWords(cell)}</td>;
}

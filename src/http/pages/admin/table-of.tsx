/** A plain table of words: what administrators read line by line. */
import type { JSX } from 'preact';
import { ScrollBox } from '../../../views/scroll-box.tsx';

export function TableOf(props: {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain small">
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th scope="row" key={props.columns[index]}>
                    {cell}
                  </th>
                ) : (
                  <td key={props.columns[index]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

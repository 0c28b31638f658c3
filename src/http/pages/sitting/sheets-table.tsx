/** Candidates side by side: one column a household, the same facts in the same lines, what differs in bold. */
import type { JSX } from 'preact';
import type { CandidateView } from '../../../committee/session-view.ts';
import { columnName, sheetRows } from '../../../committee/sheet-rows.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

/** Names by unique number, where someone asked to see them; null while they are masked. */
export type Identities = ReadonlyMap<string, string | null> | null;

/** `candidates` come by unique number; no proposed rank stands here. */
export function SheetsTable(props: {
  candidates: readonly CandidateView[];
  identities: Identities;
}): JSX.Element {
  const { candidates, identities } = props;
  if (candidates.length === 0) return <p>Aucun candidat n’est inscrit pour ce logement.</p>;
  return (
    <>
      <SheetsLegend />
      <ScrollBox label="Candidats côte à côte">
        <table class="plain sheets">
          <caption class="visually-hidden">Candidats côte à côte</caption>
          <thead>
            <tr>
              <th scope="col">Fait</th>
              {candidates.map(({ number }, index) => (
                <th scope="col" key={number}>
                  {columnName(index)}
                  {identities === null ? null : <Identity name={identities.get(number)} number={number} />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheetRows(candidates).map(({ label, cells }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((cell, index) => (
                  <td key={candidates[index]?.number}>
                    {cell.differs ? <b>{cell.text}</b> : cell.text}
                    {cell.note === null ? null : <span class="small quiet"> {cell.note}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

function SheetsLegend(): JSX.Element {
  return (
    <p class="small quiet">
      Les mêmes faits dans le même ordre, sans ordre de préférence. <b>En gras</b> : ce qui diffère.
    </p>
  );
}

function Identity({ name, number }: { name: string | null | undefined; number: string }): JSX.Element {
  return (
    <span class="identity">
      {name ?? 'nom inconnu'}
      <span class="small quiet"> no {number}</span>
    </span>
  );
}

/** One candidate under another for a narrow screen: the same facts in the same order. */
export function SheetsList(props: {
  candidates: readonly CandidateView[];
  identities: Identities;
  /** What stands under a candidate's facts: a vote. */
  under?: (candidate: CandidateView, index: number) => JSX.Element | null;
}): JSX.Element {
  const { candidates, identities } = props;
  const rows = sheetRows(candidates);
  return (
    <>
      <SheetsLegend />
      <ol class="sheet-list">
        {candidates.map((candidate, index) => (
          <li key={candidate.number} class="card">
            <h3>
              {columnName(index)}
              {identities === null ? null : (
                <Identity name={identities.get(candidate.number)} number={candidate.number} />
              )}
            </h3>
            <dl class="sheet-facts">
              {rows.map(({ label, cells }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {cells[index]?.differs ? <b>{cells[index]?.text}</b> : cells[index]?.text}
                    {cells[index]?.note ? <span class="small quiet"> {cells[index]?.note}</span> : null}
                  </dd>
                </div>
              ))}
            </dl>
            {props.under?.(candidate, index)}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The tables of the audit: one dimension each, with what statistical secrecy hides said in words. */
import type { JSX } from 'preact';
import { frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { DimensionRows, DimensionWaits } from '../../../reporting/equity/audit.ts';
import type { DimensionCalibration } from '../../../reporting/equity/outcomes.ts';
import type { ShareInterval } from '../../../reporting/equity/statistics.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

export function SuccessTable({ dimension }: { dimension: DimensionRows }): JSX.Element {
  return (
    <Table
      title={dimension.title}
      columns={['Logés', 'Logés et en attente', 'Part logée', 'Écart constaté']}
      rows={dimension.rows.map(({ label, happened, all, share, gap }) => [
        label,
        told(happened),
        told(all),
        shareInWords(share),
        gap === null ? '' : gap === 'higher' ? 'plus que les autres' : 'moins que les autres',
      ])}
    />
  );
}

export function DepartureTable({ dimension }: { dimension: DimensionRows }): JSX.Element {
  return (
    <Table
      title={dimension.title}
      columns={['Classés plus bas ou non classés', 'Proposés', 'Part', 'Écart constaté']}
      rows={dimension.rows.map(({ label, happened, all, share, gap }) => [
        label,
        told(happened),
        told(all),
        shareInWords(share),
        gap === null ? '' : gap === 'higher' ? 'plus souvent que les autres' : 'moins souvent que les autres',
      ])}
    />
  );
}

export function WaitTable({ dimension }: { dimension: DimensionWaits }): JSX.Element {
  return (
    <Table
      title={dimension.title}
      columns={['Attente médiane', '90e centile']}
      rows={dimension.rows.map(({ label, medianDays, ninetiethDays }) => [
        label,
        monthsInWords(medianDays),
        monthsInWords(ninetiethDays),
      ])}
    />
  );
}

export function CalibrationTable({ dimension }: { dimension: DimensionCalibration }): JSX.Element {
  return (
    <Table
      title={dimension.title}
      columns={['Souhaits', 'Chance annoncée', 'Arrivé', 'Lecture']}
      rows={dimension.rows.map(({ label, told: wishes, said, happened, isOff }) => [
        label,
        told(wishes),
        said === null ? '' : frenchPercent(said),
        shareInWords(happened),
        said === null ? '' : isOff ? 'à revoir' : 'juste',
      ])}
    />
  );
}

function Table(props: {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}): JSX.Element {
  return (
    <>
      <h3>{props.title}</h3>
      <ScrollBox label={props.title}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Groupe</th>
              {props.columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(([label, ...cells]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((cell, index) => (
                  <td key={props.columns[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

function told(count: number | null): string {
  return count === null ? 'secret' : frenchNumber(count);
}

function shareInWords(interval: ShareInterval | null): string {
  if (interval === null) return '';
  const { share, low, high } = interval;
  return `${frenchPercent(share)} (de ${frenchPercent(low)} à ${frenchPercent(high)})`;
}

function monthsInWords(days: number | null): string {
  return days === null ? 'secret' : `${frenchNumber(days / 30.4, 0)} mois`;
}

/** Targets as lines of one table, to compare them. */
import type { JSX } from 'preact';
import { frenchNumber, frenchPercent } from '../kernel/french.ts';
import type { QuotaResult } from '../matching/run-result.ts';
import { ScrollBox } from './scroll-box.tsx';

export function TargetsTable({
  label,
  quotas,
}: {
  label: string;
  quotas: readonly QuotaResult[];
}): JSX.Element {
  return (
    <ScrollBox label={label}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Objectif</th>
            <th scope="col" class="number">
              Objectif
            </th>
            <th scope="col" class="number">
              Signés
            </th>
            <th scope="col" class="number">
              dont comptés
            </th>
            <th scope="col" class="number">
              Après la séance
            </th>
            <th scope="col" class="number">
              Manque
            </th>
            <th scope="col" class="number">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {quotas.map((quota) => (
            <tr key={quota.targetId}>
              <th scope="row">{quota.name}</th>
              <td class="number">
                {quota.share === null
                  ? frenchNumber(quota.number ?? 0)
                  : `au moins ${frenchPercent(quota.share)}`}
              </td>
              <td class="number">{frenchNumber(quota.signedTotal)}</td>
              <td class="number">{frenchNumber(quota.signedInGroup)}</td>
              <td class="number">
                {quota.share === null
                  ? frenchNumber(quota.expectedInGroup)
                  : frenchPercent(
                      quota.expectedTotal === 0 ? 0 : quota.expectedInGroup / quota.expectedTotal,
                    )}
              </td>
              <td class="number">
                {frenchNumber(quota.missing)}
                {quota.pace ? ' au rythme demandé' : null}
              </td>
              <td class="number">{frenchNumber(quota.pricePoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Which households a home draws on, and what set the others aside: counts, each with its rule. */
import type { JSX } from 'preact';
import { frenchNumber } from '../kernel/french.ts';
import { interestSentence, poolSentence } from '../wording/run-sentences.ts';
import type { HomeInRun } from './run-view.ts';
import { ScrollBox } from './scroll-box.tsx';

export function PoolView({ place }: { place: HomeInRun }): JSX.Element {
  const { pool } = place.shortlist;
  const rows: readonly (readonly [string, number])[] = [
    ['Demandes examinées', pool.considered],
    ['Ne souhaitent pas ce logement (commune, taille, accessibilité)', pool.outsideWish],
    ['Hors de l’échelle de tailles publiée', pool.outsideSizeScale],
    ['Écartées par la loi', pool.refusedByLaw],
    ...(pool.interest?.narrowed
      ? [['N’ont pas répondu à l’annonce du logement', pool.interest.leftOut] as const]
      : []),
    ['Peuvent être proposées', pool.eligible],
  ];
  return (
    <details>
      <summary>Qui pouvait être proposé, et qui non</summary>
      <p class="small">{poolSentence(pool, place.holderName)}</p>
      {pool.interest === undefined ? null : <p class="small">{interestSentence(pool.interest)}</p>}
      <ScrollBox label="Demandes examinées et règles">
        <table class="plain small">
          <tbody>
            {rows.map(([label, count]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="number">{frenchNumber(count, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {pool.ruleCounts.length === 0 ? null : (
          <table class="plain small">
            <caption>Par règle</caption>
            <thead>
              <tr>
                <th scope="col">Règle</th>
                <th scope="col">Article</th>
                <th scope="col" class="number">
                  Refus
                </th>
                <th scope="col" class="number">
                  Inconnu
                </th>
              </tr>
            </thead>
            <tbody>
              {pool.ruleCounts.map((count) => (
                <tr key={`${count.rule} ${count.article}`}>
                  <th scope="row">{count.rule}</th>
                  <td>{count.article}</td>
                  <td class="number">{frenchNumber(count.no, 0)}</td>
                  <td class="number">{frenchNumber(count.unknown, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ScrollBox>
    </details>
  );
}

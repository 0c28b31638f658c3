/** The few words that stand beside a household: labels and quotas, never their sensitive ground (D-03, D-04). */
import type { JSX } from 'preact';
import type { CandidateSheet } from '../matching/run-result.ts';

export function HouseholdTags({ sheet }: { sheet: CandidateSheet }): JSX.Element {
  return (
    <ul class="tags">
      {sheet.dalo ? <li class="tag tag-good">DALO</li> : null}
      {sheet.priority && !sheet.dalo ? <li class="tag tag-good">Prioritaire (L441-1)</li> : null}
      {sheet.firstQuartile === true ? <li class="tag">1er quartile</li> : null}
      {sheet.firstQuartile === null ? <li class="tag tag-warn">Quartile inconnu</li> : null}
      {sheet.transfer === 'internal' ? <li class="tag">Mutation interne</li> : null}
      {sheet.transfer === 'otherLandlord' ? <li class="tag">Mutation, autre bailleur</li> : null}
    </ul>
  );
}

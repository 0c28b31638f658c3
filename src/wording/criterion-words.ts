/** What a criterion of a voted grid gives, as the public rules and their history say it. */
import { frenchCount } from '../kernel/french.ts';
import type { Criterion } from '../scoring/grid.ts';

/** "12 points", "2 points par unité, 20 au plus", "10 à partir de 12 ; 20 à partir de 24". */
export function criterionInWords(criterion: Criterion): string {
  switch (criterion.kind) {
    case 'flag':
      return frenchCount(criterion.points, 'point');
    case 'perUnit':
      return `${frenchCount(criterion.pointsPerUnit, 'point')} par unité${criterion.cap === null ? '' : `, ${criterion.cap} au plus`}`;
    case 'tiers':
      return criterion.tiers.map((tier) => `${tier.points} à partir de ${tier.from}`).join(' ; ');
  }
}

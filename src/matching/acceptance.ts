/** The chance that a household offered a home signs: the vacancy's own figure, a learned one, or the default. */
import type { Home, Vacancy } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Policy } from './policy.ts';

/**
 * Thousandths. A learned figure counts only once a named person has validated it, and the one closest
 * to the home wins: commune and typology, then commune, then typology, then everywhere.
 */
export function acceptancePermille(
  vacancy: Pick<Vacancy, 'acceptancePermille'>,
  home: Pick<Home, 'insee' | 'typology'>,
  policy: Pick<Policy, 'acceptanceLearned' | 'acceptancePermille'>,
  date: CivilDate,
): number {
  if (vacancy.acceptancePermille !== null) return vacancy.acceptancePermille;
  const learned = policy.acceptanceLearned
    .filter((row) => row.validatedBy.trim() !== '' && row.validatedOn !== '' && row.validatedOn <= date)
    .filter((row) => row.insee === null || row.insee === home.insee)
    .filter((row) => row.typology === null || row.typology === home.typology)
    .sort((a, b) => closeness(b) - closeness(a))[0];
  return learned?.permille ?? policy.acceptancePermille;
}

function closeness(row: Policy['acceptanceLearned'][number]): number {
  return (row.insee === null ? 0 : 2) + (row.typology === null ? 0 : 1);
}

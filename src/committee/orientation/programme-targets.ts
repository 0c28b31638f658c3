/** The share of a new programme that is kept for the landlord's own tenants, as a target of the year (M-04). */
import type { Target } from '../../domain/target.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { frenchPercent } from '../../kernel/french.ts';
import { programmeOwed, type ResidenceRule } from './special-lettings.ts';

/** One target a programme that keeps a share; a programme lets within a year, so the year's leases are its own. */
export function programmeTargets(rules: readonly ResidenceRule[], date: CivilDate): Target[] {
  return rules.flatMap((rule): Target[] => {
    const number = programmeOwed(rule, date)?.ownTenants ?? null;
    if (number === null || rule.ownTenantsPermille === null) return [];
    return [
      {
        id: `programme-${slugOf(rule.residence)}`,
        kind: 'internalTransfers',
        name: `Locataires du bailleur, ${rule.residence} (${frenchPercent(rule.ownTenantsPermille / 1000)})`,
        class: 'own',
        year: yearOf(date),
        territory: { level: 'residence', code: rule.residence, communes: null },
        goal: { kind: 'number', number },
        source: rule.source,
      },
    ];
  });
}

function slugOf(residence: string): string {
  return residence
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

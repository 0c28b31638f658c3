/** The help to move that comes with a relocation for under-occupation or out of an adapted home (F-03, F-04). */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Cents } from '../kernel/money.ts';
import { obligationNumber, obligationRow } from './obligation-figures.ts';

/** Amounts of 2009: floors, since they are indexed each year on consumer prices and the series is not loaded. */
export type RemovalGrant = {
  /** Removal by a firm, at least up to this amount. */
  firmCents: Cents;
  /** Flat amount where the household moves by itself. */
  flatCents: Cents;
  upgradeCents: Cents;
  upgradePerDependantCents: Cents;
  source: string;
};

/** R442-3-2 on a day; null where its amounts are not loaded for it. */
export function removalGrant(date: CivilDate): RemovalGrant | null {
  const row = obligationRow('grant.removalByFirm', date);
  const [firm, flat, upgrade, perDependant] = (
    ['grant.removalByFirm', 'grant.removalFlat', 'grant.upgrade', 'grant.upgradePerDependant'] as const
  ).map((id) => obligationNumber(id, date));
  if (!row || firm == null || flat == null || upgrade == null || perDependant == null) return null;
  return {
    firmCents: firm * 100,
    flatCents: flat * 100,
    upgradeCents: upgrade * 100,
    upgradePerDependantCents: perDependant * 100,
    source: row.source,
  };
}

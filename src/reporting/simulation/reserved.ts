/** Who a home that frees is likely to be reserved for, from the flow shares of the conventions. */
import type { ReservationHolder } from '../../domain/reservation.ts';
import { epciOfCommune } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

/** Each holder with its share of the homes of a commune, and the landlord (null) with the rest. */
export function reservedShares(
  holders: readonly ReservationHolder[],
  insee: string,
  date: CivilDate,
): (readonly [string | null, number])[] {
  const here = holders.flatMap(({ id, territory, flowPermille }) => {
    const inside =
      territory === null || territory === insee || epciOfCommune(insee, date)?.siren === territory;
    return inside ? [[id, (flowPermille ?? 0) / 1000] as const] : [];
  });
  const kept = here.reduce((sum, [, share]) => sum + share, 0);
  return [...here, [null, Math.max(0, 1 - kept)]];
}

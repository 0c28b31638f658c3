/** Which yearly orders are loaded, up to when they answer, and which are awaited on a day. */
import { addDays, type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import { aplScaleOn, aplSeries } from '../../law/parameters/apl-scale.ts';
import { ceilingRowOn, ceilingYears } from '../../law/parameters/income-ceilings.ts';
import { lastQuartileOrderYear, quartileOrders } from '../../law/parameters/quartile-thresholds.ts';

export type LoadedOrder = {
  subject: 'quartile' | 'ceilings' | 'apl';
  /** "2026", or for the APL the series' label. */
  period: string;
  source: string;
  /** Last day that it answers for; null: until it is revised. */
  until: CivilDate | null;
};

export type OrdersOnDay = {
  loaded: readonly LoadedOrder[];
  /** Subjects whose order of the day is not loaded: an earlier one stands in, or nothing answers. */
  awaited: readonly { subject: LoadedOrder['subject']; since: CivilDate; stoodInFor: boolean }[];
};

/** The last orders of each subject, and what the day still waits for (U-06, I-02, A-01). */
export function ordersOn(day: CivilDate): OrdersOnDay {
  const year = yearOf(day);
  const first = civilDateOf(year, 1, 1);
  const quartile = [...quartileOrders().values()].map(
    ({ year: orderYear, source }): LoadedOrder => ({
      subject: 'quartile',
      period: String(orderYear),
      source,
      until: civilDateOf(orderYear, 12, 31),
    }),
  );
  const ceilings = ceilingYears().flatMap((one): LoadedOrder[] => {
    const row = ceilingRowOn(civilDateOf(one, 1, 1), 'other', 'PLUS');
    return row ? [{ subject: 'ceilings', period: String(one), source: row.source, until: row.until }] : [];
  });
  const apl = aplSeries().flatMap(({ label, source, versions }): LoadedOrder[] => {
    const last = versions.at(-1);
    return last ? [{ subject: 'apl', period: label, source, until: last.until }] : [];
  });
  const awaited: OrdersOnDay['awaited'][number][] = [];
  if (!quartileOrders().has(year)) {
    awaited.push({ subject: 'quartile', since: first, stoodInFor: lastQuartileOrderYear() === year - 1 });
  }
  if (!ceilingYears().includes(year)) awaited.push({ subject: 'ceilings', since: first, stoodInFor: false });
  if (aplScaleOn(day).scale === null) {
    const ended = apl.flatMap(({ until }) => (until !== null && until < day ? [until] : [])).sort();
    awaited.push({ subject: 'apl', since: ended[0] ? addDays(ended[0], 1) : first, stoodInFor: true });
  }
  return { loaded: [...quartile, ...ceilings, ...apl], awaited };
}

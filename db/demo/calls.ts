/** Calls and visits of two homes whose candidates are being sought, so that the officer's day shows life. */
import type { Offer } from '../../src/domain/offer.ts';
import type { Designation } from '../../src/domain/reservation.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';

export type DemoCall = {
  vacancyId: string;
  number: string;
  outcome: 'interested' | 'declined' | 'noAnswer' | 'callBack';
  reason: Offer['refusalReason'];
  callBackOn: CivilDate | null;
  at: Date;
  by: string;
};

export type DemoVisit = {
  vacancyId: string;
  /** Null: a slot that is still free. */
  number: string | null;
  startsAt: Date;
  outcome: 'planned';
};

const outcomes = ['interested', 'callBack', 'noAnswer', 'declined'] as const;
// Hours in universal time: ten and half past fourteen in Paris in winter.
const visitHours = ['09:00', '13:30'] as const;

/** Calls to the designated households of the last homes that have three of them, and the day's visits. */
export function makeCalls(
  designations: readonly Designation[],
  homes: number,
  date: CivilDate,
): { calls: DemoCall[]; visits: DemoVisit[] } {
  if (homes === 0) return { calls: [], visits: [] };
  const designated = new Map<string, Designation[]>();
  for (const one of designations) {
    if (one.dalo || one.holderId === 'prefet') continue;
    designated.set(one.vacancyId, [...(designated.get(one.vacancyId) ?? []), one]);
  }
  const sought = [...designated].filter(([, own]) => own.length >= 3).slice(-homes);
  const calls = sought.flatMap(([vacancyId, own], home) =>
    // One household is left to call.
    own.slice(0, -1).map(({ applicationNumber: number }, place): DemoCall => {
      const outcome = outcomes[place % outcomes.length] ?? 'noAnswer';
      return {
        vacancyId,
        number,
        outcome,
        reason: outcome === 'declined' ? 'location' : null,
        callBackOn: outcome === 'callBack' ? addDays(date, home) : null,
        at: new Date(`${addDays(date, -1 - place)}T09:${10 + 7 * place}:00Z`),
        by: 'Camille Weber',
      };
    }),
  );
  const visits = sought.flatMap(([vacancyId, own], home): DemoVisit[] => [
    {
      vacancyId,
      number: own[0]?.applicationNumber ?? null,
      startsAt: new Date(`${date}T${visitHours[home % 2] ?? '09:00'}:00Z`),
      outcome: 'planned',
    },
    { vacancyId, number: null, startsAt: new Date(`${addDays(date, 3)}T10:00:00Z`), outcome: 'planned' },
  ]);
  return { calls, visits };
}

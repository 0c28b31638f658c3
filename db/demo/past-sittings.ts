/** The commission's sittings before the tool, in counts that agree with the leases that came of them. */
import type { Lease } from '../../src/domain/tenancy.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { SittingRecord } from '../../src/reporting/facts.ts';
import type { Chance } from './chance.ts';
import type { DemoLeaseFacts } from './lease-facts.ts';

const daysBetweenSittings = 7;

/** One sitting a week, with the homes whose leases were decided since the one before, and some that found nobody. */
export function makePastSittings(
  chance: Chance,
  leases: readonly Lease[],
  facts: readonly DemoLeaseFacts[],
  commissionId: string,
  period: { from: CivilDate; until: CivilDate },
): SittingRecord[] {
  const known = new Set(leases.map(({ id }) => id));
  const decided = facts.flatMap(({ leaseId, facts: { decidedOn } }) =>
    known.has(leaseId) && decidedOn !== null ? [decidedOn] : [],
  );
  const sittings: SittingRecord[] = [];
  for (let heldOn = period.from; heldOn <= period.until; heldOn = addDays(heldOn, daysBetweenSittings)) {
    const before = addDays(heldOn, -daysBetweenSittings);
    const housed = decided.filter((on) => before < on && on <= heldOn).length;
    const homes = housed + Math.round(housed * 0.12);
    if (homes > 0) sittings.push(sitting(chance, heldOn, commissionId, homes));
  }
  return sittings;
}

function sitting(chance: Chance, heldOn: CivilDate, commissionId: string, homes: number): SittingRecord {
  const few = Math.round(homes * 0.14);
  const examined = homes * 3 - few;
  const suspensive = chance.integer(0, Math.min(3, homes));
  const refused = Math.round(homes * 0.1);
  const irrecevability = chance.happens(0.2) ? 1 : 0;
  const attribution = Math.min(few, homes);
  return {
    id: `SEANCE-${heldOn}`,
    heldOn,
    commissionId,
    homes,
    examined,
    decisions: {
      attribution,
      rankedAttribution: examined - attribution - suspensive - refused - irrecevability,
      suspensiveAttribution: suspensive,
      nonAttribution: refused,
      irrecevability,
    },
    exceptions: few === 0 ? {} : { notEnoughCandidates: few },
    departures: null,
  };
}

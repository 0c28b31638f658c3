/** What a target's homes are, seen from the past leases, the stock and the homes on notice. The law's own tests decide. */
import type { Target, TargetProgress } from '../../domain/target.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { type FreedHome, targetGroup } from '../../law/quota-freed-home.ts';
import { type QuotaHome, targetPopulation, territoryTest } from '../../law/quota-population.ts';
import { targetProgress } from '../../law/quota-progress.ts';
import type { LeaseRecord, ReportingFacts, VacancyRecord } from '../facts.ts';
import { transferTest } from '../indicators/social-bodies.ts';
import { isReletting } from './turnover.ts';

/** A lease with the home that it gave back, as its kept facts name it. */
export type ReadLease = LeaseRecord & { freedHome: FreedHome | null };

export type TargetReader = {
  /** The leases of the target's homes, in order, and whether one counts. */
  leases: readonly ReadLease[];
  counts: (lease: ReadLease) => boolean;
  /** What the law counts of the year's leases up to a day. */
  progressAt: (day: CivilDate) => TargetProgress;
  /** How likely the home to let is one of the target's: not yet oriented, it may still go to a holder. */
  chanceOf: (record: VacancyRecord) => number;
  /** Homes of the stock that are the target's, as far as the stock tells; a holder's by its part of past leases. */
  stockHomes: number;
  /** Communes and sizes of those homes. */
  places: ReadonlySet<string>;
};

/** "57463 T3": what an applicant may ask for. */
export function placeKey(insee: string, typology: string): string {
  return `${insee} ${typology}`;
}

/**
 * The leases as indicators count them: a swap of right is no attribution (M-08), and a transfer is one only where the
 * landlord that was left is listed and the leaseholder moved (M-01, M-08c).
 */
export function readLeases(facts: Pick<ReportingFacts, 'leases' | 'socialBodies'>): ReadLease[] {
  const transferOf = transferTest(facts);
  return facts.leases
    .filter((lease) => lease.facts?.swapOfRight !== true)
    .map((lease) => {
      const { standing } = transferOf(lease);
      // Without a list nothing tells one landlord from another: the session then takes each at its word, and so here.
      const isTransfer = standing === 'proved' || standing === 'declared' || facts.socialBodies.length === 0;
      const transfer = isTransfer ? lease.transfer : 'none';
      return { ...lease, transfer, freedHome: lease.facts?.freedHome ?? null };
    });
}

const byQuartile: ReadonlySet<Target['kind']> = new Set(['q1OutsideQpv', 'nonQ1InQpv']);

/** `leases`: those of the facts, read once for all targets. */
export function targetReader(
  target: Target,
  facts: Pick<ReportingFacts, 'holders' | 'stock' | 'asOf'>,
  leases: readonly ReadLease[],
): TargetReader {
  const places = { holders: facts.holders };
  const inPopulation = targetPopulation(target, places);
  const inTerritory = territoryTest(target, places);
  const inGroup = targetGroup(target, places);
  const own = leases.filter(
    (lease) =>
      inPopulation(lease, lease.signedOn) &&
      // A body has no applicant's resources: neither of the two mixity quotas counts it.
      !(byQuartile.has(target.kind) && lease.facts?.legalPerson === true),
  );
  const byHolder = target.kind.startsWith('quarter');
  const part = byHolder ? partOf(leases, own, inTerritory) : 1;
  const isOf = byHolder ? inTerritory : inPopulation;
  const cells = facts.stock.filter((cell) =>
    isOf({ ...cell, holderId: null, reservationFailed: false }, facts.asOf),
  );
  const ofYear = own.filter(({ signedOn }) => yearOf(signedOn) === target.year);
  return {
    leases: own,
    counts: (lease) => inGroup(lease, lease.signedOn).verdict === 'yes',
    progressAt: (day) => targetProgress(target, ofYear, day, places),
    chanceOf: (record) => {
      const home = homeToLet(record);
      const isOpen = byHolder && home.holderId === null && record.orientations.length === 0;
      if (isOpen) return isOf(home, facts.asOf) ? part : 0;
      return inPopulation(home, facts.asOf) ? 1 : 0;
    },
    stockHomes: part * cells.reduce((total, { homes }) => total + homes, 0),
    places: new Set(cells.map(({ insee, typology }) => placeKey(insee, typology))),
  };
}

/** A holder's part of the homes around: that of the past leases. */
function partOf(
  leases: readonly ReadLease[],
  own: readonly ReadLease[],
  inTerritory: (home: QuotaHome, date: CivilDate) => boolean,
): number {
  const around = leases.filter((lease) => isReletting(lease) && inTerritory(lease, lease.signedOn));
  return around.length === 0 ? 0 : Math.min(1, own.filter(isReletting).length / around.length);
}

function homeToLet({ vacancy: { holderId, reservationFailed }, home }: VacancyRecord): QuotaHome {
  const { insee, qpvCode, residence, typology } = home;
  return { insee, qpvCode, residence, typology, holderId, reservationFailed };
}

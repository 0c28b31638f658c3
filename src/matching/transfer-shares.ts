/**
 * How many homes of a session go to transfers where two grids share no scale: as many as the transfer targets need,
 * year to date and this session's expected leases counted, so that a target is neither forgotten nor overrun.
 */
import type { Target, TargetProgress } from '../domain/target.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { acceptancePermille } from './acceptance.ts';
import type { ApplicantIndex } from './applicant-index.ts';
import type { Letting } from './orientation.ts';
import type { Policy } from './policy.ts';
import type { Snapshot } from './snapshot.ts';
import { dueByDay, type Pace, paceOf } from './steering.ts';
import { isInTargetTerritory } from './target-territory.ts';

/**
 * The vacancies given to transfers, each with the target that asks for it. Among the open homes of a target, those
 * that transfers wish most, compared with first applications, come first; then the vacancy's id decides.
 */
export function transferShares(
  snapshot: Snapshot,
  index: ApplicantIndex,
  lettings: readonly Letting[],
  open: readonly Letting[],
): Map<string, string> {
  const { date, policy } = snapshot;
  const given = new Map<string, string>();
  const targets = snapshot.targets
    .filter(({ target }) => isTransferTarget(target) && target.year === yearOf(date))
    .sort((a, b) => compareCodeUnits(a.target.id, b.target.id));
  for (const { target, progress } of targets) {
    const inside = lettings.filter(({ home, vacancy }) =>
      isInTargetTerritory(target, home, vacancy.holderId, date),
    );
    const isInside = new Set(inside);
    const expected = (homes: readonly Letting[]) =>
      homes.reduce((sum, letting) => sum + expectedLeases(letting, policy, date), 0);
    const already = inside.filter(({ vacancy }) => given.has(vacancy.id));
    const inSession = expected(inside);
    const pace = paceOf(snapshot.steering, target, date);
    let missing = stillNeeded(target, progress, inSession, date, pace) - expected(already);
    const openHere = open.filter((letting) => isInside.has(letting));
    const rest = byTransferWish(openHere, index).filter(({ vacancy }) => !given.has(vacancy.id));
    for (const letting of rest) {
      if (missing <= 0) break;
      given.set(letting.vacancy.id, target.id);
      missing -= expectedLeases(letting, policy, date);
    }
  }
  return given;
}

/** Whether a target counts transfers: those alone give homes to one kind of household. */
export function isTransferTarget({ kind }: Pick<Target, 'kind'>): boolean {
  return kind === 'transfersAnyLandlord' || kind === 'internalTransfers';
}

/** Expected leases to transfers that the target still asks for at the end of this session; 0 or less: none. */
function stillNeeded(
  target: Target,
  progress: TargetProgress,
  expectedInSession: number,
  date: CivilDate,
  pace: Pace | null,
): number {
  if (pace !== null) return pace.askedShare * expectedInSession;
  switch (target.goal.kind) {
    case 'share':
      return target.goal.share * (progress.signedTotal + expectedInSession) - progress.signedInGroup;
    case 'number':
      return dueByDay(target.goal.number, date) - progress.signedInGroup;
    case 'none':
      return 0;
  }
}

/** Chance that one of the ranks of a full shortlist signs. */
function expectedLeases({ vacancy, home }: Letting, policy: Policy, date: CivilDate): number {
  const refusal = 1 - acceptancePermille(vacancy, home, policy, date) / 1000;
  let nobody = 1;
  for (let rank = 0; rank < policy.shortlistLength; rank += 1) nobody *= refusal;
  return 1 - nobody;
}

/** Homes that at least one transfer wishes, those with the greatest part of transfers among their wishes first. */
function byTransferWish(lettings: readonly Letting[], index: ApplicantIndex): Letting[] {
  return lettings
    .map((letting) => {
      const { places, transfers } = index.wishing(letting.home.insee, letting.home.typology);
      return { letting, transfers, part: transfers / Math.max(1, places.length) };
    })
    .filter(({ transfers }) => transfers > 0)
    .sort((a, b) => b.part - a.part || compareCodeUnits(a.letting.vacancy.id, b.letting.vacancy.id))
    .map(({ letting }) => letting);
}

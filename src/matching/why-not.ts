/**
 * "Why not this household for this home?", recomputed from the stored snapshot: every check in its order with its
 * reasons, where the household stands in the run, and which data could change the answer.
 */
import type { Application } from '../domain/application.ts';
import { isLiveOn } from '../law/application-life.ts';
import { hasUniqueNumber, mayHaveHome, prepareApplicant } from '../law/eligibility.ts';
import { answer, fact } from '../law/outcome.ts';
import type { Outcome, Reason, Verdict } from '../law/rule.ts';
import { indexApplicants } from './applicant-index.ts';
import { homeUnderLaw } from './candidates.ts';
import { pointsOn } from './grid-plan.ts';
import { choosePools, type PoolChoice, scaleOf } from './pool.ts';
import { drawnOn, wishedHome, withinSizeScale } from './pool-checks.ts';
import { bonusPointsIn } from './published-bonus.ts';
import type { RunResult, WhyNot } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';
import { whatWouldChange } from './why-not-changes.ts';

type Check = WhyNot['checks'][number];

/**
 * The answer for a household's number and a vacancy. `result`: the run that placed people, or null before any, where
 * the check of the order then is unknown. Throws where the snapshot has no such vacancy.
 */
export function whyNot(
  snapshot: Snapshot,
  result: RunResult | null,
  vacancyId: string,
  number: string,
): WhyNot {
  const application = snapshot.applications.find((candidate) => candidate.number === number);
  if (!application) return unknownNumber(vacancyId, number);
  const index = indexApplicants(snapshot.applications, snapshot.date, snapshot.policy);
  const pool = choosePools(snapshot, index).find(({ vacancy }) => vacancy.id === vacancyId);
  if (!pool) throw new Error(`the snapshot has no vacancy ${vacancyId}`);
  const own = result?.shortlists.find((shortlist) => shortlist.vacancyId === vacancyId);
  const checks = checksBeforeOrder(snapshot, pool, application, own?.pool.interest?.narrowed ?? false);
  const isCandidate = checks.every(({ verdict }) => verdict !== 'no');
  const place = placeIn(result, pool, application, isCandidate);
  return {
    vacancyId,
    number,
    outcome: outcomeOf(checks, place, isSetAside(snapshot, vacancyId, number)),
    rank: place.rank,
    checks: [...checks, orderCheck(place, isCandidate, result !== null)],
    totalPoints: place.totalPoints,
    lastPlacedPoints: place.lastPlacedPoints,
    placedAt: place.elsewhere,
    wouldChange: whatWouldChange(snapshot, pool, application, checks),
  };
}

/**
 * Every check that comes before points, each with its reasons: register, life, holder, wish, size, law. `narrowed`: the
 * home is proposed among those who asked for it on its advert.
 */
export function checksBeforeOrder(
  snapshot: Snapshot,
  pool: PoolChoice,
  application: Application,
  narrowed = false,
): Check[] {
  const { date } = snapshot;
  const law = mayHaveHome(prepareApplicant(application, date), homeUnderLaw(snapshot, pool));
  const told = new Set(['C-05', 'N-03', 'N-04']);
  const reasons = law.because.filter(({ rule }) => !told.has(rule));
  return [
    check('number', hasUniqueNumber(application)),
    check('live', isLiveOn(application, date)),
    check('holder', drawnOn(snapshot, pool, application)),
    check('wish', wishedHome(snapshot, pool, application, narrowed)),
    check('size', withinSizeScale(snapshot, pool, application)),
    { step: 'law', verdict: worst(reasons), reasons },
  ];
}

function check(step: Check['step'], outcome: Outcome): Check {
  return { step, verdict: outcome.verdict, reasons: outcome.because };
}

function worst(reasons: readonly Reason[]): Verdict {
  if (reasons.some(({ verdict }) => verdict === 'no')) return 'no';
  return reasons.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'yes';
}

/** Where the household stands in a run, seen from one vacancy. */
type Place = {
  rank: number | null;
  totalPoints: number | null;
  lastPlacedPoints: number | null;
  elsewhere: WhyNot['placedAt'];
};

function placeIn(
  result: RunResult | null,
  pool: PoolChoice,
  application: Application,
  isCandidate: boolean,
): Place {
  const { number } = application;
  const shortlists = result?.shortlists ?? [];
  const here = shortlists.find(({ vacancyId }) => vacancyId === pool.vacancy.id);
  const own = here?.entries.find(({ sheet }) => sheet.number === number);
  const kind = application.current.landlord === null ? 'general' : 'transfer';
  const gridPoints = pointsOn(scaleOf(pool, kind), application);
  const bonus = result && isCandidate ? bonusPointsIn(result, pool.vacancy.id, number) : 0;
  return {
    rank: own?.rank ?? null,
    totalPoints: own?.totalPoints ?? (isCandidate ? gridPoints + bonus : null),
    lastPlacedPoints: here?.entries.filter(({ pinned }) => !pinned).at(-1)?.totalPoints ?? null,
    elsewhere:
      shortlists
        .filter((shortlist) => shortlist !== here)
        .flatMap(({ homeId, entries }) =>
          entries
            .filter(({ sheet }) => sheet.number === number)
            .map(({ rank, offered }) => ({ homeId, rank, offered })),
        )
        .sort((a, b) => b.offered - a.offered)
        .map(({ homeId, rank }) => ({ homeId, rank }))[0] ?? null,
  };
}

function isSetAside(snapshot: Snapshot, vacancyId: string, number: string): boolean {
  return snapshot.bans.some((ban) => ban.vacancyId === vacancyId && ban.applicationNumber === number);
}

function outcomeOf(checks: readonly Check[], place: Place, setAside: boolean): WhyNot['outcome'] {
  if (place.rank !== null) return 'placed';
  const failed = checks.find(({ verdict }) => verdict === 'no')?.step;
  if (failed === 'number' || failed === 'live' || failed === 'law') return 'refusedByLaw';
  if (failed !== undefined) return 'notInPool';
  if (setAside) return 'setAside';
  return place.elsewhere && !isBehind(place) ? 'placedElsewhere' : 'outranked';
}

/** Fewer points than the last household placed here: a place elsewhere is then not what keeps it from this list. */
function isBehind({ totalPoints, lastPlacedPoints }: Place): boolean {
  return totalPoints !== null && lastPlacedPoints !== null && totalPoints < lastPlacedPoints;
}

function orderCheck(place: Place, isCandidate: boolean, hasRun: boolean): Check {
  if (!hasRun || !isCandidate) return check('order', answer('S-06', 'unknown', 'order-not-computed'));
  const facts = [fact('totalPoints', place.totalPoints), fact('lastPlacedPoints', place.lastPlacedPoints)];
  if (place.rank !== null) {
    return check('order', answer('S-06', 'yes', 'placed-here', [fact('rank', place.rank), ...facts]));
  }
  const code = place.elsewhere ? 'placed-elsewhere' : 'not-placed-here';
  return check('order', answer('S-06', 'no', code, facts));
}

function unknownNumber(vacancyId: string, number: string): WhyNot {
  const outcome: Outcome = answer('C-05', 'no', 'number-not-in-snapshot');
  return {
    vacancyId,
    number,
    outcome: 'unknownNumber',
    rank: null,
    checks: [check('number', outcome)],
    totalPoints: null,
    lastPlacedPoints: null,
    placedAt: null,
    wouldChange: [],
  };
}

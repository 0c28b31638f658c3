/**
 * What the personal part of an advert's page tells: may I apply, what it would cost, where I would stand. Everything is
 * read from the rules that the engine itself applies, on a snapshot of the home and of those who asked for it.
 */
import { type Application, isTransfer } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { priorityLabels } from '../../law/priority.ts';
import { indexApplicants } from '../../matching/applicant-index.ts';
import { bonusCaps, fullBonusPoints } from '../../matching/bonus-caps.ts';
import { pairsOf } from '../../matching/candidate-sets.ts';
import { candidatesIn } from '../../matching/candidates.ts';
import { scoreOn } from '../../matching/grid-plan.ts';
import { type HomeCost, homeCost } from '../../matching/home-cost.ts';
import { choosePools, type PoolChoice, scaleOf } from '../../matching/pool.ts';
import type { WhyNot, WhyNotChange } from '../../matching/run-result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { checksBeforeOrder } from '../../matching/why-not.ts';
import { whatWouldChange } from '../../matching/why-not-changes.ts';
import { compareTold, daloPointsOf } from './told-order.ts';
import type { Wish } from './wish.ts';

/** `notHere`: the law allows it, but the home draws on others today (holder, kind, published size scale, access). */
export type MayApply = 'yes' | 'missing' | 'notHere' | 'no';

/** What a home costs a month, in cents; null where the file does not tell. */
export type MonthlyCost = {
  rentCents: number;
  /** Garage, cellar and the like. */
  annexRentCents: number;
  /** Charges and the landlord's flat amount for water and heating. */
  chargesCents: number | null;
  cost: HomeCost | null;
};

/** What the law recognises: 0 DALO, 1 a priority of L441-1, 2 neither (P-04). */
export type Tier = 0 | 1 | 2;

export type PersonalChoice = {
  mayApply: MayApply;
  checks: WhyNot['checks'];
  wouldChange: readonly WhyNotChange[];
  cost: MonthlyCost;
  /** A sitting tenant's home of today; null for anyone else. */
  today: MonthlyCost | null;
  /** From 1, among those who asked and may have the home, this household with them; null where it may not. */
  rank: number | null;
  tier: Tier;
  gridPoints: number;
  /** Points of a recognised DALO, beside those of the grid; 0 without one. */
  daloPoints: number;
  /** The application names neither the commune nor the typology: the wish alone opens the home to it. */
  beyondApplication: boolean;
  /** The wish that stands, where one does. */
  wish: Wish | null;
};

/** What anyone may read of who asked for a home. */
export type PublicChoice = Pick<AdvertChoice, 'isToLet' | 'interested'>;

export type AdvertChoice = {
  /** False once the home is no longer to let: nothing can then be computed. */
  isToLet: boolean;
  /** Households that asked for it, this one included where it did. */
  interested: number;
  /** Of these, those whom the law and the home's pool admit, this household apart. */
  eligibleOthers: number;
  /** The most points that published targets that are late may add to a household for this home. */
  mostQuotaPoints: number;
  /** Live wishes of the household on adverts that are open, and how many the published policy allows. */
  liveWishes: number;
  maxLiveWishes: number;
  /** Eligible households that must ask before the home is proposed among them only. */
  minimumInterested: number;
  /** Days of the published promise of an answer. */
  answerDays: number;
  onDay: CivilDate;
  personal: PersonalChoice | null;
};

/** What the store gives to compute from. */
export type ChoiceFacts = {
  /** Of the home alone, with those who asked, the household and whoever tells the kind of its pool. */
  snapshot: Snapshot;
  vacancyId: string;
  interested: ReadonlySet<string>;
  /** The household that reads, with its home of today where it is a tenant of this landlord. */
  household: { application: Application; wish: Wish | null; currentHome: Home | null } | null;
};

type Told = Pick<AdvertChoice, 'isToLet' | 'eligibleOthers' | 'mostQuotaPoints' | 'personal'>;

/** Computes the part of the page that depends on the rules. Throws where the snapshot has no such vacancy. */
export function readChoice({ snapshot, vacancyId, interested, household }: ChoiceFacts): Told {
  const asking = withWish(snapshot, vacancyId, interested, household?.application.number ?? null);
  const index = indexApplicants(snapshot.applications, snapshot.date, snapshot.policy);
  const pools = choosePools(asking, index);
  const pool = pools.find(({ vacancy }) => vacancy.id === vacancyId);
  const sets = candidatesIn(asking, index, pools);
  const candidates = sets.vacancies.find(({ vacancy }) => vacancy.id === vacancyId);
  if (!pool || !candidates) throw new Error(`the snapshot has no vacancy ${vacancyId}`);
  const own = household?.application.number ?? null;
  const caps = bonusCaps(snapshot.policy, snapshot.grids, snapshot.date);
  const known = new Map(sets.applicants.map((application) => [application.number, application]));
  const standing = pairsOf(sets, candidates)
    .filter(({ number }) => interested.has(number) || number === own)
    .flatMap((pair) => {
      const application = known.get(pair.number);
      if (!application) return [];
      const { number, gridPoints, fit } = pair;
      const daloPoints = daloPointsOf(application, caps, snapshot.date);
      return [{ number, gridPoints, fit, daloPoints, filedOn: application.filedOn }];
    })
    .sort(compareTold);
  const place = standing.findIndex(({ number }) => number === own);
  return {
    isToLet: true,
    eligibleOthers: standing.filter(({ number }) => number !== own).length,
    mostQuotaPoints: fullBonusPoints(caps),
    personal:
      household === null
        ? null
        : personalChoice(
            asking,
            pool,
            household,
            place,
            daloPointsOf(household.application, caps, snapshot.date),
          ),
  };
}

/** The legal tier that recognised labels give (P-04): presumed letters count for nothing here (P-08). */
export function tierOf({ labels }: Pick<Application, 'labels'>, date: CivilDate): Tier {
  const { dalo, priority } = priorityLabels(labels, date);
  return dalo ? 0 : priority ? 1 : 2;
}

/** The snapshot as if the household had asked already: that is what it wants to know. No list is narrowed yet. */
function withWish(
  snapshot: Snapshot,
  vacancyId: string,
  interested: ReadonlySet<string>,
  own: string | null,
): Snapshot {
  const numbers = [...new Set([...interested, ...(own === null ? [] : [own])])];
  const households = numbers.map((number) => ({ number, wish: 1 }));
  return { ...snapshot, interests: { minimum: 1, homes: [{ vacancyId, closed: false, households }] } };
}

function personalChoice(
  snapshot: Snapshot,
  pool: PoolChoice,
  { application, wish, currentHome }: NonNullable<ChoiceFacts['household']>,
  place: number,
  daloPoints: number,
): PersonalChoice {
  const { date } = snapshot;
  const checks = checksBeforeOrder(snapshot, pool, application);
  const without = checksBeforeOrder({ ...snapshot, interests: undefined }, pool, application);
  return {
    mayApply: mayApplyOf(checks),
    checks,
    wouldChange: whatWouldChange(snapshot, pool, application, checks),
    cost: monthlyCost(application, pool.home, date),
    today: costOfToday(application, currentHome, date),
    rank: place < 0 ? null : place + 1,
    tier: tierOf(application, date),
    gridPoints: pointsFor(pool, application),
    daloPoints,
    beyondApplication: isRefusedAt(without, 'wish') && !isRefusedAt(checks, 'wish'),
    wish,
  };
}

function pointsFor(pool: PoolChoice, application: Application): number {
  return scoreOn(scaleOf(pool, isTransfer(application) ? 'transfer' : 'general'), application).total;
}

function isRefusedAt(checks: WhyNot['checks'], step: WhyNot['checks'][number]['step']): boolean {
  return checks.some((check) => check.step === step && check.verdict === 'no');
}

/** Only the law says no; what the landlord's policy or a holder decides can change without the household. */
function mayApplyOf(checks: WhyNot['checks']): MayApply {
  const refused = checks.filter(({ verdict }) => verdict === 'no').map(({ step }) => step);
  if (refused.some((step) => step === 'number' || step === 'live' || step === 'law')) return 'no';
  if (refused.length > 0) return 'notHere';
  return checks.some(({ verdict }) => verdict === 'unknown') ? 'missing' : 'yes';
}

function monthlyCost(application: Application, home: Home, date: CivilDate): MonthlyCost {
  return {
    rentCents: home.rentCents,
    annexRentCents: home.annexRentCents,
    chargesCents: home.chargesCents + home.flatChargesCents,
    cost: homeCost(application, home, date),
  };
}

/** What the household pays today: by its lease here, or only the rent that it declared to another landlord. */
function costOfToday(
  application: Application,
  currentHome: Home | null,
  date: CivilDate,
): MonthlyCost | null {
  if (currentHome !== null) return monthlyCost(application, currentHome, date);
  const { landlord, rentCents } = application.current;
  if (landlord === null || rentCents === null) return null;
  return { rentCents, annexRentCents: 0, chargesCents: null, cost: null };
}

/**
 * A year of the portal before the demonstration's day: adverts of the homes that were let, wishes of households like
 * today's, and what came of each. No number is kept: what chances are learned from outlives the files.
 */
import type { Application } from '../../src/domain/application.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { epciOfCommune } from '../../src/domain/territory.ts';
import { compareCodeUnits } from '../../src/kernel/canonical-json.ts';
import { addDays, type CivilDate, monthsElapsed } from '../../src/kernel/civil-date.ts';
import { gridPlanner, pointsOn } from '../../src/matching/grid-plan.ts';
import { likeLettings, type PastLetting, spreadOf } from '../../src/portal/chance/like-lettings.ts';
import type { WishOutcome } from '../../src/portal/chance/wish-outcome.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import type { Chance } from './chance.ts';

const openDays = 9;
// Days from the closing of an advert to the lease: the sitting, the ten days to answer, the signing.
const daysToLease = 30;
// Half of the offers become a lease (Adeus, Strasbourg 2017).
const acceptance = 0.5;
// After so many refusals a home goes back to the board.
const mostOffers = 6;
const shareAdvertised = 0.45;
const fewestLettings = 11;

export type PastWishes = {
  wishes: WishOutcome[];
  lettings: (PastLetting & {
    leaseId: string;
    insee: string;
    candidates: number;
    offers: number;
    waitMonths: number;
  })[];
};

type World = {
  chance: Chance;
  date: CivilDate;
  applications: readonly Application[];
  grids: readonly Grid[];
  leases: readonly Lease[];
};

type Candidate = { key: string; tier: number; points: number; filedOn: CivilDate; day: number };

/** Wishes and lettings of the year, in time; those whose lease would fall after the date are not told. */
export function makePastWishes({ chance, date, applications, grids, leases }: World): PastWishes {
  const wanting = byPlaceAndTypology(applications);
  const planOf = gridPlanner(grids, date);
  const found: PastWishes = { wishes: [], lettings: [] };
  const inTime = [...leases].sort((a, b) => compareCodeUnits(a.signedOn + a.id, b.signedOn + b.id));
  for (const lease of inTime) {
    if (!chance.happens(shareAdvertised)) continue;
    const pool = wanting.get(`${lease.insee} ${lease.typology}`) ?? [];
    const epci = epciOfCommune(lease.insee, lease.signedOn)?.siren ?? null;
    const plan = planOf(epci);
    const scale = plan.general ?? plan.transfer;
    if (pool.length < 3 || scale === null) continue;
    const opensOn = addDays(lease.signedOn, -daysToLease - openDays);
    const before = found.lettings.filter(({ signedOn }) => signedOn < opensOn);
    const like = likeLettings(before, { epci, typology: lease.typology });
    const middle =
      spreadOf(
        like.map(({ points }) => points),
        fewestLettings,
      )?.middle ?? null;
    const candidates = chance.some(pool, chance.integer(3, Math.min(45, pool.length))).map((application) => ({
      key: application.number,
      tier: tierOf(application, opensOn),
      points: pointsOn(scale, application),
      filedOn: application.filedOn,
      day: chance.integer(0, openDays - 1),
    }));
    const order = [...candidates].sort(byPublishedOrder);
    const offers = offersUntilAccepted(chance, order.length);
    const winner = offers === null ? null : order[offers - 1];
    found.wishes.push(...wishesOf(lease.id, candidates, winner ?? null, opensOn, middle));
    if (winner && offers !== null) {
      found.lettings.push({
        leaseId: lease.id,
        signedOn: lease.signedOn,
        insee: lease.insee,
        epci,
        typology: lease.typology,
        points: winner.points,
        gridId: scale.into.id,
        candidates: candidates.length,
        offers,
        waitMonths: Math.max(0, monthsElapsed(winner.filedOn, lease.signedOn)),
      });
    }
  }
  return found;
}

/** What each candidate could know on the day of the wish: those who had come before, and where it stood among them. */
function wishesOf(
  leaseId: string,
  candidates: readonly Candidate[],
  winner: Candidate | null,
  opensOn: CivilDate,
  middle: number | null,
): WishOutcome[] {
  return candidates.map((own, index) => {
    const earlier = candidates.filter((other) => other !== own && other.day <= own.day);
    return {
      id: `${leaseId} ${String(index).padStart(3, '0')}`,
      expressedOn: addDays(opensOn, own.day),
      pointsAboveWinners: middle === null ? null : own.points - middle,
      ahead: earlier.filter((other) => byPublishedOrder(other, own) < 0).length,
      interested: earlier.length,
      elapsed: own.day / (openDays - 1),
      housed: own === winner,
    };
  });
}

/** The place on the list that accepts, from 1; null where nobody asked does. */
function offersUntilAccepted(chance: Chance, listed: number): number | null {
  for (let place = 1; place <= Math.min(mostOffers, listed); place += 1) {
    if (chance.happens(acceptance)) return place;
  }
  return null;
}

function byPublishedOrder(a: Candidate, b: Candidate): number {
  return (
    a.tier - b.tier ||
    b.points - a.points ||
    compareCodeUnits(a.filedOn, b.filedOn) ||
    compareCodeUnits(a.key, b.key)
  );
}

function tierOf({ labels }: Application, date: CivilDate): number {
  const inForce = labels.filter(({ on, until }) => on <= date && (until === null || date <= until));
  if (inForce.some(({ category }) => category === 'dalo')) return 0;
  return inForce.length > 0 ? 1 : 2;
}

function byPlaceAndTypology(applications: readonly Application[]): Map<string, Application[]> {
  const found = new Map<string, Application[]>();
  for (const application of applications) {
    if (application.status !== 'live') continue;
    for (const insee of application.wishes.communes) {
      for (const typology of application.wishes.typologies) {
        const key = `${insee} ${typology}`;
        const list = found.get(key);
        if (list) list.push(application);
        else found.set(key, [application]);
      }
    }
  }
  return found;
}

/**
 * Where a household stands, at any time (S-04, R441-2-17): its score line by line in each territory that it wishes,
 * the spread of scores of similar requests, how long those housed had waited, its priority, the abnormal delay and the
 * effect of refusals. Pure: the same file, grids and day give the same answer.
 */
import type { Application, Label } from '../../domain/application.ts';
import { isTransfer } from '../../domain/application.ts';
import type { Typology } from '../../domain/home.ts';
import { epciOfCommune } from '../../domain/territory.ts';
import { addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import { beyondAbnormalDelay, expiresOn } from '../../law/application-life.ts';
import type { Verdict } from '../../law/rule.ts';
import { type GridPlan, gridPlanner, pointsOn, scoreOn } from '../../matching/grid-plan.ts';
import type { Grid, Score } from '../../scoring/grid.ts';
import { type PointsSpread, spreadOf } from '../chance/like-lettings.ts';

type Applicant = Omit<Application, 'name'>;

/** A territory that the household wishes, and the typologies that it looks for there. */
export type WishedTerritory = { epci: string; name: string };

export type TerritoryStanding = {
  territory: WishedTerritory;
  grid: Pick<Grid, 'id' | 'name' | 'version' | 'fictive'>;
  score: Score;
  /** Requests for the same territory and a same typology, of the same kind; null spread under the minimum (D-06). */
  similar: { count: number; spread: PointsSpread | null; below: number };
  /** Months that those housed lately in like homes had waited, on average; null where too few are known. */
  wait: { months: number; lettings: number } | null;
  abnormalDelay: { months: number | null; reachedOn: CivilDate | null; beyond: Verdict };
  refusals: { malus: Grid['refusalMalus']; adapted: number };
};

export type Standing = {
  filedOn: CivilDate;
  expiresOn: CivilDate | null;
  status: Application['status'];
  /** Labels in force, by named bodies: what counts (P-08). */
  recognised: readonly Label[];
  refusals: Application['refusals'];
  territories: readonly TerritoryStanding[];
};

/** Months waited by the household of a past letting, with the place and kind of the home. */
export type PastWait = { epci: string | null; typology: Typology; waitMonths: number | null };

/** At most so many territories: beyond, nobody reads. */
const mostTerritories = 4;

/** The territories that an application wishes, in its order of preference. */
export function wishedTerritories(
  application: Pick<Applicant, 'wishes'>,
  date: CivilDate,
): WishedTerritory[] {
  const found = new Map<string, WishedTerritory>();
  for (const insee of application.wishes.communes) {
    const epci = epciOfCommune(insee, date);
    if (epci) found.set(epci.siren, { epci: epci.siren, name: epci.name });
  }
  return [...found.values()].slice(0, mostTerritories);
}

/** What `standingOf` reads of other requests and of past lettings; no number is needed. */
export type Surroundings = {
  grids: readonly Grid[];
  /** Live requests that wish the territory, whoever they are of. */
  requestsOf: (epci: string) => readonly Applicant[];
  waits: readonly PastWait[];
  minimumCell: number;
};

export function standingOf(application: Applicant, surroundings: Surroundings, date: CivilDate): Standing {
  const planOf = gridPlanner(surroundings.grids, date);
  return {
    filedOn: application.filedOn,
    expiresOn: expiresOn(application, date),
    status: application.status,
    recognised: application.labels.filter(({ on, until }) => on <= date && (until === null || date <= until)),
    refusals: application.refusals,
    territories: wishedTerritories(application, date).flatMap((territory) => {
      const found = territoryStanding(application, territory, planOf(territory.epci), surroundings, date);
      return found === null ? [] : [found];
    }),
  };
}

function territoryStanding(
  application: Applicant,
  territory: WishedTerritory,
  plan: GridPlan,
  { requestsOf, waits, minimumCell }: Surroundings,
  date: CivilDate,
): TerritoryStanding | null {
  const scale = isTransfer(application) ? plan.transfer : plan.general;
  if (scale === null) return null;
  const named = { ...application, name: null };
  const score = scoreOn(scale, named);
  const similar = requestsOf(territory.epci)
    .filter((other) => other.number !== application.number && isSimilar(application, other))
    .map((other) => pointsOn(scale, { ...other, name: null }));
  const grid = scale.compiled.grid;
  const months = grid.abnormalDelayMonths;
  const delay = { departement: territory.name, months };
  return {
    territory,
    grid,
    score,
    similar: {
      count: similar.length,
      spread: spreadOf(similar, minimumCell),
      below: similar.filter((points) => points < score.total).length,
    },
    wait: meanWait(waits, territory.epci, application.wishes.typologies, minimumCell),
    abnormalDelay: {
      months,
      reachedOn: months === null ? null : addMonths(application.filedOn, months),
      beyond: beyondAbnormalDelay(application, date, delay).verdict,
    },
    refusals: {
      malus: grid.refusalMalus,
      adapted: application.refusals.filter(({ adapted }) => adapted).length,
    },
  };
}

/** Requests of one kind that look for a same typology; where none is said, any. */
function isSimilar(one: Applicant, other: Applicant): boolean {
  if (isTransfer(one) !== isTransfer(other)) return false;
  const { typologies } = one.wishes;
  return typologies.length === 0 || other.wishes.typologies.some((typology) => typologies.includes(typology));
}

function meanWait(
  waits: readonly PastWait[],
  epci: string,
  typologies: readonly Typology[],
  minimumCell: number,
): TerritoryStanding['wait'] {
  const months = waits.flatMap((past) => {
    const like = past.epci === epci && (typologies.length === 0 || typologies.includes(past.typology));
    return like && past.waitMonths !== null ? [past.waitMonths] : [];
  });
  if (months.length < minimumCell) return null;
  return {
    months: Math.round(months.reduce((sum, value) => sum + value, 0) / months.length),
    lettings: months.length,
  };
}

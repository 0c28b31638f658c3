/**
 * The whole pool of one home: everybody whom it draws on, told apart in three groups. Eligible households stand in the
 * order that the grid, the published prices and the tie-break give; unknown ones stand among them, with what is missing;
 * refused ones say at which step. Nothing is decided here.
 */
import type { Application } from '../domain/application.ts';
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { expiresOn, isLiveOn } from '../law/application-life.ts';
import { homeRules, type PreparedHome } from '../law/eligibility.ts';
import type { Verdict } from '../law/rule.ts';
import { type ApplicantIndex, accessibilityLevel, indexApplicants, typologyBit } from './applicant-index.ts';
import { bonusReader } from './bonus-lines.ts';
import { homeUnderLaw } from './candidates.ts';
import { type HomeInterest, interestReader } from './interests.ts';
import { choosePools, type PoolChoice } from './pool.ts';
import { memberFinder } from './pool-members.ts';
import type { PoolGroup, PoolReader, PoolRow, PricedRun } from './pool-shape.ts';
import type { PreparedSession } from './prepare.ts';
import { quotaFactsReader } from './quota-facts.ts';
import { type Standing, standingsOf } from './standings.ts';
import { checksBeforeOrder } from './why-not.ts';

/** Readies a prepared session for any of its homes: applicants are laid out once. */
export function poolReader(session: PreparedSession): PoolReader {
  const { snapshot, sets } = session;
  const index = indexApplicants(snapshot.applications, snapshot.date, snapshot.policy);
  const pools = new Map(choosePools(snapshot, index).map((pool) => [pool.vacancy.id, pool]));
  const membersOf = memberFinder(index, snapshot.date);
  const factsOf = quotaFactsReader(snapshot, sets);
  const interests = interestReader(snapshot.interests);
  const bonusOf = (result: PricedRun | null) =>
    bonusReader({
      groups: session.groups,
      caps: session.caps,
      prices: result?.solution.quotas ?? [],
      daloNumbers: session.daloNumbers,
    });
  return {
    pool: (vacancyId, result) => {
      const pool = pools.get(vacancyId);
      const candidates = sets.vacancies.find(({ vacancy }) => vacancy.id === vacancyId);
      if (!pool || !candidates) return null;
      const standings = standingsOf(sets, candidates, bonusOf(result));
      const places = new Map(standings.map((standing, at) => [standing.number, { standing, order: at + 1 }]));
      const law = homeUnderLaw(snapshot, pool);
      const members = membersOf(pool);
      const told = toldBy(result, vacancyId);
      const interest = interests.ofHome(vacancyId);
      const stepOf = stepReader(session, index, pool, interest);
      const rows: PoolRow[] = [];
      index.applications.forEach((application, place) => {
        if (!members.has(place)) return;
        const facts = factsOf(application.number, pool.home.insee);
        const stands = places.get(application.number) ?? null;
        rows.push({
          ...identityOf(application, snapshot.date),
          ...placeOf(stands),
          group: stands === null ? 'refused' : groupOf(index, place, law),
          refusedAt: stands === null ? stepOf(place, law) : null,
          askedAs: interest?.wishes.get(application.number) ?? null,
          rank: told.ranks.get(application.number) ?? null,
          setAside: told.bans.get(application.number) ?? null,
          transfer: facts.transfer,
          dalo: facts.dalo,
          priority: facts.priority,
          firstQuartile: facts.firstQuartile,
          designated: pool.orientation.designated.has(application.number),
        });
      });
      return {
        vacancyId,
        homeId: pool.home.id,
        date: snapshot.date,
        kind: pool.kind,
        reasons: pool.reasons,
        notDrawnOn: index.applications.length - rows.length,
        considered: rows.length,
        interest: candidates.pool.interest ?? null,
        rows: rows.toSorted(
          (a, b) => (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER),
        ),
      };
    },
    details: (vacancyId, numbers, result) => {
      const pool = pools.get(vacancyId);
      if (!pool) return [];
      const readBonus = bonusOf(result);
      const candidates = sets.vacancies.find(({ vacancy }) => vacancy.id === vacancyId);
      const narrowed = candidates?.pool.interest?.narrowed ?? false;
      return numbers.flatMap((number) => {
        const place = index.placeOf.get(number);
        const application = place === undefined ? undefined : index.applications[place];
        if (!application) return [];
        return [
          {
            number,
            sheet: session.sheetOf(vacancyId, number),
            checks: checksBeforeOrder(snapshot, pool, application, narrowed),
            scoreLines: sets.scoreOf(vacancyId, number)?.lines ?? [],
            bonusLines: readBonus(vacancyId, number).lines,
          },
        ];
      });
    },
  };
}

function placeOf(
  stands: { standing: Standing; order: number } | null,
): Pick<PoolRow, 'order' | 'gridPoints' | 'bonusPoints' | 'totalPoints'> {
  if (stands === null) return { order: null, gridPoints: null, bonusPoints: null, totalPoints: null };
  const { standing, order } = stands;
  return {
    order,
    gridPoints: standing.gridPoints,
    bonusPoints: standing.bonus.points,
    totalPoints: standing.totalPoints,
  };
}

function toldBy(result: PricedRun | null, vacancyId: string) {
  const list = result?.shortlists.find((shortlist) => shortlist.vacancyId === vacancyId);
  const bans = (result?.choices.bans ?? []).filter((ban) => ban.vacancyId === vacancyId);
  return {
    ranks: new Map((list?.entries ?? []).map(({ sheet, rank }) => [sheet.number, rank])),
    bans: new Map(bans.map(({ applicationNumber, reason }) => [applicationNumber, reason])),
  };
}

/** The law said no to none of them; one rule that cannot answer makes the household unknown, never refused. */
function groupOf(index: ApplicantIndex, place: number, law: PreparedHome): PoolGroup {
  const applicant = index.prepared[place]!;
  const verdicts: Verdict[] = [
    isLiveOn(applicant.application, law.date).verdict,
    ...homeRules.map((rule) => rule.verdict(applicant, law)),
  ];
  return verdicts.includes('unknown') ? 'unknown' : 'eligible';
}

/** No rule of law says no: what then keeps the household out is that it did not ask for the home. */
function isAllowed(index: ApplicantIndex, place: number, law: PreparedHome): boolean {
  const applicant = index.prepared[place]!;
  return homeRules.every((rule) => rule.verdict(applicant, law) !== 'no');
}

/** Where those who may not have the home fell out, told as the search counts it: wish, then size, then law. */
function stepReader(
  { snapshot }: PreparedSession,
  index: ApplicantIndex,
  { home, vacancy, kind, orientation }: PoolChoice,
  interest: HomeInterest | null,
): (place: number, law: PreparedHome) => PoolRow['refusedAt'] {
  const bit = typologyBit(home.typology);
  const offered = accessibilityLevel(home.accessibility);
  const wishing = new Set(index.wishing(home.insee, home.typology).places);
  const opened = snapshot.sizeScaleOpened?.includes(vacancy.id) ?? false;
  return (place, law) => {
    const { number } = index.applications[place]!;
    const named = wishing.has(place) || (interest?.wishes.has(number) ?? false);
    if (kind !== 'daloDesignation' && !(named && index.accessibility[place]! <= offered)) return 'wish';
    const inScale = opened || (index.scaleMask[place]! & bit) !== 0;
    if (!inScale && !orientation.designated.has(number)) return 'size';
    return isAllowed(index, place, law) ? 'advert' : 'law';
  };
}

function identityOf(application: Application, date: CivilDate) {
  const { number, household, filedOn, renewedOn } = application;
  return {
    number,
    persons: household.persons.length,
    evidence: evidenceOf(application),
    filedOn,
    renewedOn,
    expiresOn: expiresOn(application, date),
    incomeYear: incomeYearOf(application, date),
  };
}

/** Whether the resources that make the quartile are proved (Q-04b), only told, or not known at all. */
function evidenceOf({ household }: Pick<Application, 'household'>): PoolRow['evidence'] {
  return household.monthlyResourcesCents === null ? 'unknown' : household.resourcesEvidence;
}

/** The tax year of the latest income known: last year's where it was given, else that of N-2 (I-08). */
function incomeYearOf({ household }: Pick<Application, 'household'>, date: CivilDate): number | null {
  const { n1Cents, n2Cents } = household.taxIncome;
  if (n1Cents !== null) return yearOf(date) - 1;
  return n2Cents === null ? null : yearOf(date) - 2;
}

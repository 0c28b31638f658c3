/** What the views of a run need beside its result: the homes as they were, with the names of places and holders. */
import type { Home, Vacancy } from '../domain/home.ts';
import { geography } from '../domain/territory.ts';
import { type CivilDate, daysBetween } from '../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../kernel/french.ts';
import { unreachable } from '../kernel/result.ts';
import type { NextCandidate, RunResult, ShortlistResult } from '../matching/run-result.ts';
import type { Snapshot } from '../matching/snapshot.ts';

export type HomeInRun = {
  vacancy: Vacancy;
  home: Home;
  communeName: string;
  holderName: string | null;
  shortlist: ShortlistResult;
};

export type RunView = {
  landlordName: string;
  result: RunResult;
  homes: readonly HomeInRun[];
  /** French names by home id, for "elsewhere" and "placed at". */
  homeTitles: ReadonlyMap<string, string>;
  maximumPoints: number;
  /** Ids of the targets that bound a group from above by counting the others. */
  ceilingTargets: ReadonlySet<string>;
};

const alphabet = new Intl.Collator('fr');

/** Joins a result with the snapshot that it was computed from. Homes come by commune, then by size and address. */
export function runView(
  snapshot: Pick<Snapshot, 'landlord' | 'vacancies' | 'holders' | 'targets'>,
  result: RunResult,
): RunView {
  const byVacancy = new Map(snapshot.vacancies.map((place) => [place.vacancy.id, place]));
  const holders = new Map(snapshot.holders.map((holder) => [holder.id, holder.name]));
  const communes = geography().communes;
  const homes = result.shortlists.flatMap((shortlist): HomeInRun[] => {
    const place = byVacancy.get(shortlist.vacancyId);
    if (!place) return [];
    return [
      {
        ...place,
        shortlist,
        communeName: communes.get(place.home.insee)?.name ?? place.home.insee,
        holderName: place.vacancy.holderId === null ? null : (holders.get(place.vacancy.holderId) ?? null),
      },
    ];
  });
  homes.sort(
    (a, b) =>
      alphabet.compare(a.communeName, b.communeName) ||
      alphabet.compare(a.home.typology, b.home.typology) ||
      alphabet.compare(a.home.address, b.home.address),
  );
  const totals = result.shortlists.flatMap(({ entries }) => entries.map(({ totalPoints }) => totalPoints));
  return {
    landlordName: snapshot.landlord.name,
    result,
    homes,
    homeTitles: new Map(homes.map((place) => [place.home.id, homeTitle(place)])),
    maximumPoints: Math.max(1, ...totals),
    ceilingTargets: new Set(
      snapshot.targets.filter(({ target }) => target.kind === 'nonQ1InQpv').map(({ target }) => target.id),
    ),
  };
}

/** "T3 de 63 m² à Metz". */
export function homeTitle({ home, communeName }: Pick<HomeInRun, 'home' | 'communeName'>): string {
  return `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m² à ${communeName}`;
}

/** Why a household of the pool is not on this list, naming the home where it stands instead. */
export function standingInWords(
  next: Pick<NextCandidate, 'because' | 'placedAt'>,
  homeTitles: ReadonlyMap<string, string>,
): string {
  const where = next.placedAt
    ? `rang ${next.placedAt.rank}, ${homeTitles.get(next.placedAt.homeId) ?? next.placedAt.homeId}`
    : 'sur aucune liste';
  switch (next.because) {
    case 'outranked':
      return `Moins de points ici ; ${where}.`;
    case 'betterChanceElsewhere':
      return `Plus de chances ailleurs : ${where}.`;
    case 'wishedAsMuchElsewhere':
      return `Aussi bien ailleurs : ${where}.`;
    default:
      return unreachable(next.because);
  }
}

const proofFlags: readonly string[] = ['law-unknown', 'resources-unknown', 'resources-declared'];
const delayDays = 7;

/** What the officer should look at first: too few candidates (R441-3), a missing proof, a delay about to end. */
export function attentionOf(
  { shortlist, vacancy }: HomeInRun,
  wanted: number,
  today: CivilDate,
): readonly string[] {
  const { entries, pool } = shortlist;
  const flags = entries.map(({ sheet }) => sheet.toExamine.map(({ code }) => code));
  const toProve = flags.filter((codes) => codes.some((code) => proofFlags.includes(code))).length;
  const toExamine = flags.filter((codes) => codes.some((code) => !proofFlags.includes(code))).length;
  // A designation of the préfet for a DALO household stands alone: nothing is missing there.
  const short = pool.kind !== 'daloDesignation' && entries.length < wanted;
  return [
    ...(short ? [`${frenchCount(entries.length, 'candidat')} sur ${wanted}`] : []),
    ...(toProve > 0 ? [frenchCount(toProve, 'preuve manque', 'preuves manquent')] : []),
    ...(toExamine > 0 ? [`${toExamine} à examiner`] : []),
    ...delayOf(vacancy, today),
  ];
}

function delayOf({ designationDueOn }: Vacancy, today: CivilDate): string[] {
  if (designationDueOn === null || daysBetween(today, designationDueOn) > delayDays) return [];
  const over = designationDueOn < today;
  return [`désignation ${over ? 'échue' : 'à recevoir'} le ${frenchShortDate(designationDueOn)}`];
}

/** The published shortlists read against the problem: every rule of a plan, each breach told in French. */
import type { Solution } from '../problem.ts';
import type { Reading } from './reading.ts';
import { frenchWords } from './words.ts';

/** One filled place. `score` and `wish` are those of the problem's pair, 0 and 1 where it is not listed. */
export type Holding = {
  home: number;
  applicant: number;
  rank: number;
  pinned: boolean;
  score: number;
  wish: number;
  /** Chances recomputed from the home's acceptance. */
  offered: number;
  signs: number;
  published: Solution['shortlists'][number]['entries'][number];
  /** "logement « h1 », rang 2, candidat « a1 »". */
  where: string;
};

export type Plan = {
  holdings: readonly Holding[];
  /** Holdings of each home by rank; a rank past the list's length is not there. */
  byHome: readonly (readonly Holding[])[];
  byApplicant: ReadonlyMap<number, readonly Holding[]>;
};

/** Reads the shortlists and adds to `problems` every rule that they break. Unknown homes and applicants are left out. */
export function readPlan(reading: Reading, solution: Solution, problems: string[]): Plan {
  const byHome: Holding[][] = reading.problem.homes.map(() => []);
  const byApplicant = new Map<number, Holding[]>();
  const seen = new Set<number>();
  for (const shortlist of solution.shortlists) {
    const home = reading.homeIndex.get(shortlist.home);
    if (home === undefined) {
      problems.push(`Liste d'un logement inconnu${frenchWords.colon}${shortlist.home}.`);
      continue;
    }
    if (seen.has(home)) problems.push(`Deux listes pour le logement ${frenchWords.quote(shortlist.home)}.`);
    seen.add(home);
    for (const entry of shortlist.entries) {
      const holding = readEntry(reading, home, entry, problems);
      if (!holding) continue;
      byHome[home]!.push(holding);
      byApplicant.set(holding.applicant, [...(byApplicant.get(holding.applicant) ?? []), holding]);
    }
  }
  const plan = { holdings: byHome.flat(), byHome, byApplicant };
  fillFromPairs(reading, plan, problems);
  for (const list of byHome) list.sort((left, right) => left.rank - right.rank);
  checkRanks(reading, plan, problems);
  checkApplicants(reading, plan, problems);
  checkPins(reading, plan, problems);
  return plan;
}

function readEntry(
  reading: Reading,
  home: number,
  published: Holding['published'],
  problems: string[],
): Holding | undefined {
  const { id, acceptance } = reading.problem.homes[home]!;
  const where = frenchWords.entry(id, published.rank, published.applicant);
  const applicant = reading.applicantIndex.get(published.applicant);
  if (applicant === undefined) {
    problems.push(`${where}${frenchWords.colon}candidat inconnu.`);
    return undefined;
  }
  const offered = (1 - acceptance) ** (published.rank - 1);
  const pinned = reading.pins.has(reading.pairKey(home, applicant));
  return {
    home,
    applicant,
    rank: published.rank,
    pinned,
    score: 0,
    wish: 1,
    offered,
    signs: acceptance * offered,
    published,
    where,
  };
}

/** Looks for the pair of every holding in one pass; one that is not found is unlisted or banned. */
function fillFromPairs(reading: Reading, plan: Plan, problems: string[]): void {
  const wanted = new Map<number, Holding[]>();
  for (const holding of plan.holdings) {
    const key = reading.pairKey(holding.home, holding.applicant);
    wanted.set(key, [...(wanted.get(key) ?? []), holding]);
  }
  const homesOf = new Uint8Array(reading.problem.applicants.length);
  for (const holding of plan.holdings) homesOf[holding.applicant] = 1;
  const found = new Set<number>();
  for (let p = 0; p < reading.pairHome.length; p += 1) {
    const a = reading.pairApplicant[p]!;
    if (homesOf[a] === 0) continue;
    const key = reading.pairKey(reading.pairHome[p]!, a);
    const holdings = wanted.get(key);
    if (!holdings) continue;
    found.add(key);
    for (const holding of holdings) {
      holding.score = reading.pairScore[p]!;
      holding.wish = reading.pairWish[p]!;
    }
  }
  for (const holding of plan.holdings) {
    if (!found.has(reading.pairKey(holding.home, holding.applicant)))
      problems.push(`${holding.where}${frenchWords.colon}couple absent du problème ou écarté.`);
  }
}

function checkRanks(reading: Reading, plan: Plan, problems: string[]): void {
  plan.byHome.forEach((list, home) => {
    const id = frenchWords.quote(reading.problem.homes[home]!.id);
    const length = reading.lengthOf[home]!;
    if (list.length > length)
      problems.push(`Logement ${id}${frenchWords.colon}${list.length} candidats pour ${length} rang(s).`);
    if (list.some((holding, position) => holding.rank !== position + 1))
      problems.push(`Logement ${id}${frenchWords.colon}les rangs ne se suivent pas de 1 à ${list.length}.`);
    if (new Set(list.map((holding) => holding.applicant)).size < list.length)
      problems.push(`Logement ${id}${frenchWords.colon}un candidat y tient deux rangs.`);
  });
}

function checkApplicants(reading: Reading, plan: Plan, problems: string[]): void {
  for (const [applicant, held] of plan.byApplicant) {
    const id = frenchWords.quote(reading.problem.applicants[applicant]!.id);
    if (held.length > reading.maxLists)
      problems.push(
        `Candidat ${id}${frenchWords.colon}sur ${held.length} listes, ${reading.maxLists} au plus.`,
      );
    if (held.filter((holding) => holding.rank === 1).length > 1)
      problems.push(`Candidat ${id}${frenchWords.colon}au rang 1 de plusieurs logements.`);
  }
}

function checkPins(reading: Reading, plan: Plan, problems: string[]): void {
  const kept = new Map(
    plan.holdings.map((holding) => [reading.pairKey(holding.home, holding.applicant), holding.rank]),
  );
  for (const pin of reading.problem.pins ?? []) {
    const home = reading.homeIndex.get(pin.home) ?? -1;
    const rank = kept.get(reading.pairKey(home, reading.applicantIndex.get(pin.applicant) ?? -1));
    if (rank === undefined || (pin.rank !== undefined && pin.rank !== rank))
      problems.push(
        `Épingle non respectée${frenchWords.colon}${frenchWords.entry(pin.home, pin.rank, pin.applicant)}.`,
      );
  }
  for (const holding of plan.holdings) {
    if ((holding.published.pinned ?? false) !== holding.pinned)
      problems.push(`${holding.where}${frenchWords.colon}la marque d'épingle est fausse.`);
  }
}

/** Pins that cannot all be kept: each contradiction is told before any search starts. */
import { type AnyProblem, type ProblemHead, pairIds } from './pair-table.ts';
import type { Problem } from './problem.ts';
import { coupleText, type RefusalList, unknownId } from './problem-check-refusals.ts';

type Pin = NonNullable<Problem['pins']>[number];
type KnownPin = Pin & { index: number; homeIndex: number; applicantIndex: number };

/** Adds a refusal for every pin that no plan can keep (unknown, unlisted, banned, doubled, past the list, or above a hole). */
export function pinRefusals(
  problem: AnyProblem,
  homes: ReadonlyMap<string, number>,
  applicants: ReadonlyMap<string, number>,
  refusals: RefusalList,
): void {
  const pins = knownPins(problem, homes, applicants, refusals);
  const listed = listedApplicants(problem, pins);
  const banned = new Set((problem.bans ?? []).map((ban) => pairKey(ban.home, ban.applicant)));
  for (const pin of pins) {
    const path = `pins[${pin.index}]`;
    if (!listed.get(pin.home)?.has(pin.applicant))
      refusals.add(
        path,
        `Épingle sur un couple absent de «\u00a0pairs\u00a0»\u00a0: ${coupleText(pin.home, pin.applicant)}.`,
      );
    if (banned.has(pairKey(pin.home, pin.applicant)))
      refusals.add(
        path,
        `Épingle sur un couple écarté (bans)\u00a0: ${coupleText(pin.home, pin.applicant)}.`,
      );
    const length = lengthOf(problem, pin.homeIndex);
    if (pin.rank !== undefined && pin.rank > length)
      refusals.add(`${path}.rank`, `Rang ${pin.rank} épinglé sur une liste de ${length} au plus.`);
  }
  const before = pins.length;
  if (contradictions(problem, pins, refusals) > 0 || before !== (problem.pins ?? []).length) return;
  holes(problem, pins, listed, banned, refusals);
}

function knownPins(
  problem: ProblemHead,
  homes: ReadonlyMap<string, number>,
  applicants: ReadonlyMap<string, number>,
  refusals: RefusalList,
): KnownPin[] {
  const known: KnownPin[] = [];
  (problem.pins ?? []).forEach((pin, index) => {
    const homeIndex = homes.get(pin.home);
    const applicantIndex = applicants.get(pin.applicant);
    if (homeIndex === undefined) refusals.add(`pins[${index}].home`, unknownId('Logement', pin.home));
    if (applicantIndex === undefined)
      refusals.add(`pins[${index}].applicant`, unknownId('Candidat', pin.applicant));
    if (homeIndex !== undefined && applicantIndex !== undefined)
      known.push({ ...pin, index, homeIndex, applicantIndex });
  });
  return known;
}

/** The applicants listed for each home that has a pin. */
function listedApplicants(problem: AnyProblem, pins: readonly Pin[]): Map<string, Set<string>> {
  const listed = new Map(pins.map((pin) => [pin.home, new Set<string>()]));
  for (const [home, applicant] of pairIds(problem)) listed.get(home)?.add(applicant);
  return listed;
}

function contradictions(problem: ProblemHead, pins: readonly KnownPin[], refusals: RefusalList): number {
  let count = 0;
  const tell = (path: string, message: string) => {
    count += 1;
    refusals.add(path, message);
  };
  const pairs = new Set<string>();
  const places = new Map<string, string>();
  const perHome = new Map<string, number>();
  const perApplicant = new Map<string, number>();
  const firstOf = new Map<string, string>();
  const most = problem.maxShortlistsPerApplicant ?? 1;
  for (const pin of pins) {
    const path = `pins[${pin.index}]`;
    const key = pairKey(pin.home, pin.applicant);
    if (pairs.has(key)) tell(path, `Couple épinglé deux fois\u00a0: ${coupleText(pin.home, pin.applicant)}.`);
    else {
      pairs.add(key);
      perHome.set(pin.home, (perHome.get(pin.home) ?? 0) + 1);
      perApplicant.set(pin.applicant, (perApplicant.get(pin.applicant) ?? 0) + 1);
      if (perApplicant.get(pin.applicant) === most + 1)
        tell(
          path,
          `Candidat «\u00a0${pin.applicant}\u00a0» épinglé sur plus de ${most} liste(s), le maximum permis.`,
        );
      if (perHome.get(pin.home) === lengthOf(problem, pin.homeIndex) + 1)
        tell(path, `Plus d'épingles que de rangs pour le logement «\u00a0${pin.home}\u00a0».`);
    }
    if (pin.rank === undefined) continue;
    const place = pairKey(pin.home, String(pin.rank));
    const holder = places.get(place);
    if (holder !== undefined && holder !== pin.applicant)
      tell(
        `${path}.rank`,
        `Deux candidats épinglés au rang ${pin.rank} du logement «\u00a0${pin.home}\u00a0».`,
      );
    places.set(place, pin.applicant);
    const first = firstOf.get(pin.applicant);
    if (pin.rank === 1 && first !== undefined && first !== pin.home)
      tell(`${path}.rank`, `Candidat «\u00a0${pin.applicant}\u00a0» épinglé au rang 1 de deux logements.`);
    if (pin.rank === 1) firstOf.set(pin.applicant, pin.home);
  }
  return count;
}

/**
 * A pinned rank needs every rank above it filled. Fillers are found by augmenting paths between the ranks to
 * fill and the applicants who still may stand on one more list; a rank without filler is an impossible hole.
 */
function holes(
  problem: ProblemHead,
  pins: readonly KnownPin[],
  listed: ReadonlyMap<string, ReadonlySet<string>>,
  banned: ReadonlySet<string>,
  refusals: RefusalList,
): void {
  const roomLeft = new Map<string, number>();
  const most = problem.maxShortlistsPerApplicant ?? 1;
  for (const pin of pins) roomLeft.set(pin.applicant, (roomLeft.get(pin.applicant) ?? most) - 1);
  const fillers = new Map<string, Set<string>>();
  for (const [home, ranks] of ranksToFill(pins)) {
    const pinnedHere = new Set(pins.filter((pin) => pin.home === home).map((pin) => pin.applicant));
    const candidates = [...(listed.get(home) ?? [])].filter(
      (applicant) => !pinnedHere.has(applicant) && !banned.has(pairKey(home, applicant)),
    );
    const byHome = { home, candidates };
    for (let filled = 0; filled < ranks.missing; filled += 1) {
      if (augment(byHome, fillers, roomLeft, most, new Set())) continue;
      refusals.add(
        `pins[${ranks.pin.index}].rank`,
        `Rang ${ranks.pin.rank} épinglé pour le logement «\u00a0${home}\u00a0» sans assez de candidats pour les rangs qui le précèdent.`,
      );
      break;
    }
  }

  function augment(
    { home, candidates }: { home: string; candidates: readonly string[] },
    holders: Map<string, Set<string>>,
    room: ReadonlyMap<string, number>,
    defaultRoom: number,
    visited: Set<string>,
  ): boolean {
    for (const applicant of candidates) {
      const held = holders.get(applicant) ?? new Set<string>();
      if (visited.has(applicant) || held.has(home)) continue;
      visited.add(applicant);
      holders.set(applicant, held);
      if (held.size < (room.get(applicant) ?? defaultRoom)) {
        held.add(home);
        return true;
      }
      for (const other of held) {
        const rivals = [...(listed.get(other) ?? [])].filter(
          (rival) =>
            !banned.has(pairKey(other, rival)) &&
            !pins.some((pin) => pin.home === other && pin.applicant === rival),
        );
        if (!augment({ home: other, candidates: rivals }, holders, room, defaultRoom, visited)) continue;
        held.delete(other);
        held.add(home);
        return true;
      }
    }
    return false;
  }
}

/** For each home with a pinned rank: how many ranks above the lowest pinned one no pin can fill. */
function ranksToFill(pins: readonly KnownPin[]): Map<string, { missing: number; pin: KnownPin }> {
  const lowest = new Map<string, KnownPin>();
  for (const pin of pins) {
    if (pin.rank !== undefined && pin.rank > (lowest.get(pin.home)?.rank ?? 0)) lowest.set(pin.home, pin);
  }
  const toFill = new Map<string, { missing: number; pin: KnownPin }>();
  for (const [home, pin] of lowest) {
    const missing = (pin.rank ?? 0) - pins.filter((other) => other.home === home).length;
    if (missing > 0) toFill.set(home, { missing, pin });
  }
  return toFill;
}

function lengthOf(problem: ProblemHead, homeIndex: number): number {
  return problem.homes[homeIndex]?.length ?? problem.shortlistLength;
}

function pairKey(home: string, other: string): string {
  return JSON.stringify([home, other]);
}

/**
 * The door of the engines: what may be solved, and for everything else which part is wrong, in French.
 * The head of the problem goes through zod; pairs are checked by hand, because a zod tuple for each of four
 * million pairs costs more than solving them.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AnyProblem, isTabled, type ProblemHead, type TabledProblem } from './pair-table.ts';
import { type Problem, type ProblemRefusal, problemSchema } from './problem.ts';
import { pinRefusals } from './problem-check-pins.ts';
import { coupleText, type RefusalList, unknownId } from './problem-check-refusals.ts';

/** More refusals than this help nobody; the last line then says how many were left out. */
const maximumRefusals = 50;
const highestScore = 10_000_000;

const headSchema = problemSchema.omit({ pairs: true });
const frenchErrors = z.locales.fr().localeError;

/**
 * Checks a problem of any origin (contracts §4): shape, ranges, identifiers, pairs, quotas, pins and bans.
 * Gives the problem itself (unknown keys dropped, pairs shared with the input), or every part that is refused,
 * with its path ("pins[0].rank") and a French sentence. Never throws.
 */
export function checkProblem(json: unknown): Result<Problem, ProblemRefusal[]> {
  return collected((refusals) => {
    const problem = checkedShape(json, refusals);
    if (problem) checkMeaning(problem, refusals);
    return problem;
  });
}

/**
 * The same for a problem that buildProblem made, with an officer's choices: its pairs and the members of its quotas, each
 * made once from the lists beside them, are not gone through again.
 */
export function checkMadeProblem(made: TabledProblem): Result<TabledProblem, ProblemRefusal[]> {
  return collected((refusals) => {
    const head = checkedHead(made, refusals);
    const problem = head && { ...head, pairs: made.pairs };
    if (problem) checkMeaning(problem, refusals);
    return problem;
  });
}

function collected<Checked extends ProblemHead>(
  check: (refusals: RefusalList) => Checked | undefined,
): Result<Checked, ProblemRefusal[]> {
  const found: ProblemRefusal[] = [];
  let count = 0;
  const problem = check({
    add: (path, message) => {
      count += 1;
      if (found.length < maximumRefusals) found.push({ path, message });
    },
  });
  if (problem && count === 0) return ok(problem);
  if (count > found.length)
    found.push({ path: '', message: `… et ${count - found.length} autres refus, non listés.` });
  return refuse(found);
}

function checkedHead(json: unknown, refusals: RefusalList): z.infer<typeof headSchema> | undefined {
  const head = headSchema.safeParse(json, { error: frenchErrors });
  if (head.success) return head.data;
  for (const issue of head.error.issues) refusals.add(pathText(issue.path), sentence(issue.message));
  return undefined;
}

function checkedShape(json: unknown, refusals: RefusalList): Problem | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    refusals.add('', 'Le problème doit être un objet JSON.');
    return undefined;
  }
  const head = checkedHead(json, refusals);
  const pairs: unknown = 'pairs' in json ? json.pairs : undefined;
  if (!Array.isArray(pairs)) {
    refusals.add(
      'pairs',
      'Liste de couples [logement, candidat, score] ou [logement, candidat, score, vœu] attendue.',
    );
    return undefined;
  }
  const wellFormed = arePairs(pairs, refusals);
  return head && wellFormed ? { ...head, pairs } : undefined;
}

function arePairs(pairs: readonly unknown[], refusals: RefusalList): pairs is Problem['pairs'] {
  let sound = true;
  for (let index = 0; index < pairs.length; index += 1) {
    const fault = pairFault(pairs[index]);
    if (fault === undefined) continue;
    sound = false;
    refusals.add(`pairs[${index}]${fault.part}`, fault.message);
  }
  return sound;
}

function pairFault(pair: unknown): { part: string; message: string } | undefined {
  if (!Array.isArray(pair) || (pair.length !== 3 && pair.length !== 4)) {
    return {
      part: '',
      message: 'Un couple compte 3 ou 4 éléments\u00a0: logement, candidat, score, et vœu facultatif.',
    };
  }
  const [home, applicant, score, wish]: readonly unknown[] = pair;
  if (typeof home !== 'string') return { part: '[0]', message: 'Identifiant de logement attendu.' };
  if (typeof applicant !== 'string') return { part: '[1]', message: 'Identifiant de candidat attendu.' };
  if (typeof score !== 'number' || !Number.isInteger(score) || score < 0 || score > highestScore) {
    return { part: '[2]', message: 'Le score doit être un entier de 0 à 10 000 000.' };
  }
  if (pair.length === 4 && (typeof wish !== 'number' || !Number.isInteger(wish) || wish < 1)) {
    return { part: '[3]', message: 'Le vœu doit être un entier à partir de 1 (1\u00a0: le plus désiré).' };
  }
  return undefined;
}

function checkMeaning(problem: AnyProblem, refusals: RefusalList): void {
  const homes = indexById(problem.homes, 'homes', 'Logement', refusals);
  const applicants = indexById(problem.applicants, 'applicants', 'Candidat', refusals);
  if (!isTabled(problem)) checkPairs(problem, homes, applicants, refusals);
  checkQuotas(problem, homes, applicants, refusals);
  (problem.bans ?? []).forEach((ban, index) => {
    if (!homes.has(ban.home)) refusals.add(`bans[${index}].home`, unknownId('Logement', ban.home));
    if (!applicants.has(ban.applicant))
      refusals.add(`bans[${index}].applicant`, unknownId('Candidat', ban.applicant));
  });
  if ((problem.pins ?? []).length > 0) pinRefusals(problem, homes, applicants, refusals);
}

function indexById(
  items: readonly { id: string }[],
  path: string,
  noun: string,
  refusals: RefusalList,
): Map<string, number> {
  const index = new Map<string, number>();
  items.forEach((item, position) => {
    if (index.has(item.id))
      refusals.add(`${path}[${position}].id`, `${noun} «\u00a0${item.id}\u00a0» répété.`);
    else index.set(item.id, position);
  });
  return index;
}

/** Unknown identifiers and repeated pairs, with typed arrays: a Set of four million keys would cost 300 MB. */
function checkPairs(
  { pairs, homes }: Problem,
  homeIndex: ReadonlyMap<string, number>,
  applicantIndex: ReadonlyMap<string, number>,
  refusals: RefusalList,
): void {
  const homeOf = new Int32Array(pairs.length).fill(-1);
  const applicantOf = new Int32Array(pairs.length).fill(-1);
  const startOf = new Int32Array(homes.length + 2);
  let lastHome: string | undefined;
  let h: number | undefined;
  pairs.forEach(([home, applicant], index) => {
    // Pairs mostly come home by home: one look-up in two is spared.
    if (home !== lastHome) h = homeIndex.get(home);
    lastHome = home;
    const a = applicantIndex.get(applicant);
    if (h === undefined) refusals.add(`pairs[${index}][0]`, unknownId('Logement', home));
    if (a === undefined) refusals.add(`pairs[${index}][1]`, unknownId('Candidat', applicant));
    if (h === undefined || a === undefined) return;
    homeOf[index] = h;
    applicantOf[index] = a;
    startOf[h + 2]! += 1;
  });
  for (let h = 2; h < startOf.length; h += 1) startOf[h]! += startOf[h - 1]!;
  const byHome = new Int32Array(startOf[homes.length + 1] ?? 0);
  for (let index = 0; index < pairs.length; index += 1) {
    const h = homeOf[index]!;
    if (h < 0) continue;
    byHome[startOf[h + 1]!] = index;
    startOf[h + 1]! += 1;
  }
  const seenAt = new Int32Array(applicantIndex.size + 1).fill(-1);
  for (const index of byHome) {
    const a = applicantOf[index]!;
    const h = homeOf[index]!;
    if (seenAt[a] === h) {
      refusals.add(
        `pairs[${index}]`,
        `Couple répété\u00a0: ${coupleText(pairs[index]![0], pairs[index]![1])}.`,
      );
    }
    seenAt[a] = h;
  }
}

function checkQuotas(
  problem: AnyProblem,
  homes: ReadonlyMap<string, number>,
  applicants: ReadonlyMap<string, number>,
  refusals: RefusalList,
): void {
  const quotas = problem.quotas ?? [];
  indexById(quotas, 'quotas', 'Quota', refusals);
  quotas.forEach((quota, index) => {
    const path = `quotas[${index}]`;
    if ((quota.share === undefined) === (quota.number === undefined)) {
      refusals.add(
        path,
        `Le quota «\u00a0${quota.id}\u00a0» doit porter soit une part (share), soit un nombre (number).`,
      );
    }
    if (isTabled(problem)) return;
    checkMembers(quota.homes, homes, `${path}.homes`, 'Logement', refusals);
    checkMembers(quota.applicants, applicants, `${path}.applicants`, 'Candidat', refusals);
  });
}

function checkMembers(
  ids: readonly string[],
  known: ReadonlyMap<string, number>,
  path: string,
  noun: string,
  refusals: RefusalList,
): void {
  const seen = new Uint8Array(known.size);
  ids.forEach((id, position) => {
    const index = known.get(id);
    if (index === undefined) refusals.add(`${path}[${position}]`, unknownId(noun, id));
    else if (seen[index] === 1) refusals.add(`${path}[${position}]`, `${noun} «\u00a0${id}\u00a0» répété.`);
    else seen[index] = 1;
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

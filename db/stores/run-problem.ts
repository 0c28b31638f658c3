/**
 * The problem of a stored run. Its pairs stand in its JSON; from some size on in columns of their own, compressed: a
 * JSON value of PostgreSQL holds no more than 268 million bytes, which four million pairs exceed.
 */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { type AnyProblem, isTabled, listedProblem, pairCount } from '../../src/matching/pair-table.ts';
import type { Problem } from '../../src/matching/problem.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

const mostPairsInJson = 200_000;
const columns = 4;

type StoredProblem = { problem: Problem; problemPairs: Buffer | null };

/** The problem as the row holds it: home, applicant, score and wish (0: none told) of all pairs, column by column. */
export async function largeProblem(problem: AnyProblem): Promise<StoredProblem> {
  const count = pairCount(problem);
  if (count <= mostPairsInJson) {
    return { problem: isTabled(problem) ? listedProblem(problem) : problem, problemPairs: null };
  }
  const values = new Int32Array(count * columns);
  if (isTabled(problem)) {
    const { home, applicant, score, wish } = problem.pairs;
    for (const [at, column] of [home, applicant, score, wish].entries()) values.set(column, at * count);
  } else writeLists(problem, values);
  const bytes = Buffer.from(values.buffer);
  if (!isLittleEndian) bytes.swap32();
  return {
    problem: { ...problem, pairs: [] },
    problemPairs: await compress(bytes, { level: constants.Z_BEST_SPEED }),
  };
}

function writeLists({ homes, applicants, pairs }: Problem, values: Int32Array): void {
  const homeAt = new Map(homes.map(({ id }, at) => [id, at]));
  const applicantAt = new Map(applicants.map(({ id }, at) => [id, at]));
  const count = pairs.length;
  for (let row = 0; row < count; row += 1) {
    const [home, applicant, score, wish = 0] = pairs[row]!;
    values[row] = placeOf(homeAt, home);
    values[count + row] = placeOf(applicantAt, applicant);
    values[2 * count + row] = score;
    values[3 * count + row] = wish;
  }
}

/** The problem of a row. */
export async function wholeProblem({ problem, problemPairs }: StoredProblem): Promise<Problem> {
  if (problemPairs === null) return problem;
  const bytes = await expand(problemPairs);
  if (!isLittleEndian) bytes.swap32();
  const count = bytes.length / (4 * columns);
  // A copy starts on a whole word, which a buffer of the pool need not.
  const values = new Int32Array(new Uint8Array(bytes).buffer);
  const pairs: Problem['pairs'] = [];
  for (let row = 0; row < count; row += 1) {
    const home = problem.homes[values[row]!]!.id;
    const applicant = problem.applicants[values[count + row]!]!.id;
    const score = values[2 * count + row]!;
    const wish = values[3 * count + row]!;
    pairs.push(wish === 0 ? [home, applicant, score] : [home, applicant, score, wish]);
  }
  return { ...problem, pairs };
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function placeOf(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id);
  if (place === undefined) throw new Error('a pair of the problem names what is not in it');
  return place;
}

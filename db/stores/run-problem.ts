/**
 * The problem of a stored run. Its pairs stand in its JSON; from some size on in columns of their own, compressed: a
 * JSON value of PostgreSQL holds no more than 268 million bytes, which four million pairs exceed.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  type AnyProblem,
  isTabled,
  listedProblem,
  type PairTable,
  pairCount,
} from '../../src/matching/pair-table.ts';
import type { Problem } from '../../src/matching/problem.ts';
import { gzipped } from './gzip.ts';

const expand = promisify(gunzip);

const mostPairsInJson = 200_000;
const columns = 4;

type StoredProblem = { problem: Problem; problemPairs: Buffer | null };

/**
 * Home, applicant, score and wish (0: none told) of all pairs, column by column and compressed; null where they stand
 * in the JSON of the problem.
 */
export async function packedPairs(problem: AnyProblem): Promise<Buffer | null> {
  if (pairCount(problem) <= mostPairsInJson) return null;
  const { home, applicant, score, wish } = isTabled(problem) ? problem.pairs : tableOf(problem);
  return gzipped([home, applicant, score, wish].map(bytesOf));
}

/** The problem as the row holds it. `pairs`: packed before, where they were. */
export async function largeProblem(
  problem: AnyProblem,
  pairs: Promise<Buffer | null> | Buffer | null = packedPairs(problem),
): Promise<StoredProblem> {
  const problemPairs = await pairs;
  if (problemPairs !== null) return { problem: { ...problem, pairs: [] }, problemPairs };
  return { problem: isTabled(problem) ? listedProblem(problem) : problem, problemPairs };
}

function tableOf({ homes, applicants, pairs }: Problem): PairTable {
  const homeAt = new Map(homes.map(({ id }, at) => [id, at]));
  const applicantAt = new Map(applicants.map(({ id }, at) => [id, at]));
  return {
    home: Int32Array.from(pairs, ([home]) => placeOf(homeAt, home)),
    applicant: Int32Array.from(pairs, ([, applicant]) => placeOf(applicantAt, applicant)),
    score: Int32Array.from(pairs, ([, , score]) => score),
    wish: Int32Array.from(pairs, ([, , , wish = 0]) => wish),
  };
}

/** Least significant byte first on every machine. */
function bytesOf(column: Int32Array): Buffer {
  const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  return isLittleEndian ? bytes : Buffer.from(bytes).swap32();
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

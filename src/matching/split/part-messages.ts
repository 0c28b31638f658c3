/**
 * What the caller of a shared search and a worker elsewhere say to each other, as bytes. A part is places in lists and
 * numbers: no home, no household and no quota is named in it, and nobody but the caller can tell which they are.
 */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { TieRule } from '../engines/fair-preferences.ts';
import type { Instance } from '../engines/instance-types.ts';
import { bytesOf, columnsOfBytes, floatsOf, integersOf } from './columns.ts';
import type { Part } from './parts.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What a worker is sent: its part, the rule of the search, then turns, until it is over. */
export type ToMember =
  | { kind: 'part'; instance: Instance }
  | { kind: 'tie'; tie: TieRule }
  | { kind: 'turn'; turn: number; bonuses: Float64Array }
  | { kind: 'over' };

/** What it answers: that it holds its part, the pair of each slot of the part at a turn, or that it leaves. */
export type FromMember =
  | { kind: 'ready'; member: string }
  | { kind: 'places'; member: string; turn: number; places: Int32Array }
  | { kind: 'left'; member: string };

const toSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('part'),
    maxLists: z.number().int(),
    homes: z.number().int(),
    applicants: z.number().int(),
    classes: z.number().int(),
  }),
  z.object({ kind: z.literal('tie'), cellPoints: z.boolean() }),
  z.object({ kind: z.literal('turn'), turn: z.number().int() }),
  z.object({ kind: z.literal('over') }),
]);

const fromSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), member: z.uuid() }),
  z.object({ kind: z.literal('places'), member: z.uuid(), turn: z.number().int() }),
  z.object({ kind: z.literal('left'), member: z.uuid() }),
]);

/** A part is compressed: some megabytes of four million pairs. Turns are small. */
export async function partBytes({ instance }: Pick<Part, 'instance'>): Promise<Buffer> {
  const { maxLists, homeIds, applicantIds, classQuotas } = instance;
  const words = {
    ...{ kind: 'part', maxLists, homes: homeIds.length },
    ...{ applicants: applicantIds.length, classes: classQuotas.length },
  };
  const { slotStart, slotOffered, slotWeight, pairStart, pairApplicant } = instance;
  const { pairScore, pairWish, pairCell, tieRank, homeClass, cellClass } = instance;
  const bytes = bytesOf(words, {
    ...{ slotStart, slotOffered, slotWeight, pairStart, pairApplicant },
    ...{ pairScore, pairWish, pairCell, tieRank, homeClass, cellClass },
  });
  return compress(bytes, { level: constants.Z_BEST_SPEED });
}

export function tieBytes({ placePrice, cellPoints }: TieRule): Buffer {
  return bytesOf(
    { kind: 'tie', cellPoints: cellPoints !== null },
    cellPoints === null ? { placePrice } : { placePrice, cellPoints },
  );
}

export function turnBytes(turn: number, bonuses: Float64Array): Buffer {
  return bytesOf({ kind: 'turn', turn }, { bonuses });
}

export function overBytes(): Buffer {
  return bytesOf({ kind: 'over' }, {});
}

/** Throws where the bytes are none of these. */
export async function readToMember(sent: Buffer): Promise<ToMember> {
  const isCompressed = sent[0] === 0x1f && sent[1] === 0x8b;
  const { words, columns } = columnsOfBytes(isCompressed ? await expand(sent) : sent);
  const read = toSchema.parse(words);
  switch (read.kind) {
    case 'part':
      return { kind: 'part', instance: namelessInstance(read, columns) };
    case 'tie': {
      const cellPoints = read.cellPoints ? floatsOf(columns, 'cellPoints') : null;
      return { kind: 'tie', tie: { placePrice: floatsOf(columns, 'placePrice'), cellPoints } };
    }
    case 'turn':
      return { ...read, bonuses: floatsOf(columns, 'bonuses') };
    case 'over':
      return read;
  }
}

export function answerBytes(answer: FromMember): Buffer {
  if (answer.kind !== 'places') return bytesOf(answer, {});
  const { places, ...words } = answer;
  return bytesOf(words, { places });
}

/** Throws where the bytes are none of these. */
export function readFromMember(sent: Buffer): FromMember {
  const { words, columns } = columnsOfBytes(sent);
  const read = fromSchema.parse(words);
  return read.kind === 'places' ? { ...read, places: integersOf(columns, 'places') } : read;
}

/** All that finding places reads; what only sums and words read is left empty. */
function namelessInstance(
  { maxLists, homes, applicants, classes }: Extract<z.infer<typeof toSchema>, { kind: 'part' }>,
  columns: ReturnType<typeof columnsOfBytes>['columns'],
): Instance {
  const slotStart = integersOf(columns, 'slotStart');
  const pairStart = integersOf(columns, 'pairStart');
  const pairApplicant = integersOf(columns, 'pairApplicant');
  const none = new Int32Array(0);
  return {
    ...{ maxLists, slotStart, pairStart, pairApplicant },
    homeIds: Array.from({ length: homes }, () => ''),
    applicantIds: Array.from({ length: applicants }, () => ''),
    slotHome: ownersOf(slotStart),
    slotOffered: floatsOf(columns, 'slotOffered'),
    slotWeight: floatsOf(columns, 'slotWeight'),
    pairHome: ownersOf(pairStart),
    pairScore: integersOf(columns, 'pairScore'),
    pairWish: integersOf(columns, 'pairWish'),
    pairCell: integersOf(columns, 'pairCell'),
    tieRank: integersOf(columns, 'tieRank'),
    homeClass: integersOf(columns, 'homeClass'),
    cellClass: integersOf(columns, 'cellClass'),
    classQuotas: Array.from({ length: classes }, () => none),
    ...{ quotas: [], capClasses: [], pins: [] },
    ...{ slotReward: 0, priceUnit: 1, fairness: 'no-justified-envy' },
    acceptance: new Float64Array(0),
    ...{ applicantStart: none, applicantPairs: none, bannedPairs: none },
    ...{ cellStart: none, cellQuotas: none, fullBonus: new Uint8Array(0), cellFullBonus: new Uint8Array(0) },
  };
}

/** Who each position belongs to, from where each owner's positions start. */
function ownersOf(start: Int32Array): Int32Array {
  const owners = new Int32Array(start.at(-1) ?? 0);
  for (let owner = 0; owner + 1 < start.length; owner += 1) {
    owners.fill(owner, start[owner]!, start[owner + 1]!);
  }
  return owners;
}

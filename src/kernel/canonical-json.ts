/** One spelling for one value, so that the same content always has the same hash: the ground of replay. */
import { createHash } from 'node:crypto';

/** JSON with object keys in code-unit order and no spacing. Refuses numbers that JSON cannot carry. */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  for (const part of canonicalParts(value)) parts.push(part);
  return parts.join('');
}

/** SHA-256, in hexadecimal, of the canonical JSON of a value. */
export function contentHash(value: unknown): string {
  const hash = createHash('sha256');
  for (const part of canonicalParts(value)) hash.update(part);
  return hash.digest('hex');
}

/** A canonical JSON in parts, and its SHA-256: for a text read to its end it is not written again. */
export type HashedText = { parts: () => Iterable<string>; hash: () => string };

/** The text of a value that is made when it is written. */
export function hashedText(make: () => unknown): HashedText {
  let known: string | undefined;
  function* parts(): Generator<string> {
    const hash = createHash('sha256');
    for (const part of canonicalParts(make())) {
      hash.update(part);
      yield part;
    }
    known ??= hash.digest('hex');
  }
  return {
    parts,
    hash: () => {
      known ??= contentHash(make());
      return known;
    },
  };
}

/** Characters of a part: enough to make few of them, and no text of hundreds of megabytes. */
const partLength = 1 << 16;

/**
 * The canonical JSON of a value in parts, to be hashed or compressed as it is written: a whole metropolis would not fit
 * in one text. Lists are written element by element, at any depth of the first two levels.
 */
export function* canonicalParts(value: unknown): Generator<string> {
  let text = '';
  for (const piece of pieces(value, 2)) {
    text += piece;
    if (text.length < partLength) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** A list whose elements somebody else writes, in texts of one or more with their commas: read once. */
export class WrittenList {
  readonly texts: Iterable<string>;

  constructor(texts: Iterable<string>) {
    this.texts = texts;
  }
}

function* pieces(value: unknown, levels: number): Generator<string> {
  if (levels > 0 && value instanceof WrittenList) {
    let separator = '[';
    for (const text of value.texts) {
      yield `${separator}${text}`;
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  } else if (levels > 0 && Array.isArray(value)) {
    yield '[';
    for (let start = 0; start < value.length; start += rowsAtOnce) {
      const text = rowsText(value.slice(start, start + rowsAtOnce));
      yield start === 0 ? text : `,${text}`;
    }
    yield ']';
  } else if (levels > 0 && isRecord(value)) {
    let separator = '{';
    for (const { key, written } of keyOrderOf(value)) {
      const item = value[key];
      if (item === undefined) continue;
      yield `${separator}${written}`;
      yield* pieces(item, levels - 1);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  } else {
    yield textOf(value);
  }
}

const rowsAtOnce = 256;

/** Elements of a list with their commas. Rows that the engine's own JSON writes alike are written together by it. */
function rowsText(rows: readonly unknown[]): string {
  if (isOrdered(rows)) return JSON.stringify(rows).slice(1, -1);
  return rows.map((row) => textOf(row ?? null)).join(',');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a JSON number: ${value}`);
    return `${value}`;
  }
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return JSON.stringify(value);
    let text = '[';
    for (let index = 0; index < value.length; index += 1) {
      text += index === 0 ? textOf(value[index] ?? null) : `,${textOf(value[index] ?? null)}`;
    }
    return `${text}]`;
  }
  if (isRecord(value)) {
    let text = '';
    for (const { key, written } of keyOrderOf(value)) {
      const item = value[key];
      if (item !== undefined) text += `${text === '' ? '{' : ','}${written}${textOf(item)}`;
    }
    return text === '' ? '{}' : `${text}}`;
  }
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

/**
 * What the engine's own JSON writes as this does, and many times faster: values whose keys stand in order at every
 * depth. False proves nothing.
 */
function isOrdered(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return isPlain(value) || typeof value === 'boolean' || value === null;
  }
  if (Array.isArray(value)) return value.every(isOrdered);
  if (!isRecord(value) || 'toJSON' in value) return false;
  let before = '';
  // Walking keys in place: a list of them for each object would cost as much as writing it.
  for (const key in value) {
    if (before > key || !isOrdered(value[key])) return false;
    before = key;
  }
  return true;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

type KeyOrder = readonly { key: string; written: string }[];

/** Rows of one kind have the same keys in the same order: theirs are sorted once. Known by the first key. */
const knownOrders = new Map<string, { keys: readonly string[]; order: KeyOrder }>();
const mostOrders = 1_000;

function keyOrderOf(value: object): KeyOrder {
  const keys = Object.keys(value);
  const first = keys[0];
  if (first === undefined) return [];
  const known = knownOrders.get(first);
  if (known && known.keys.length === keys.length && keys.every((key, at) => key === known.keys[at])) {
    return known.order;
  }
  const order = [...keys].sort(compareCodeUnits).map((key) => ({ key, written: `${JSON.stringify(key)}:` }));
  // Objects used as dictionaries have keys without end.
  if (knownOrders.size >= mostOrders) knownOrders.clear();
  if (keys.length <= 50) knownOrders.set(first, { keys, order });
  return order;
}

/** The order of identifiers everywhere: by UTF-16 code unit, never by locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

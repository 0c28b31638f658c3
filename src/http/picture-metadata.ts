/**
 * What a picture says beside what it shows: a telephone writes the place, the day and its owner in it. A picture that
 * everyone may open keeps only what draws it, and which way is up. Nothing is decoded: segments are copied or left.
 */
import type { FileKind } from './file-kind.ts';

/** The same picture without what it says of its making; null where its parts cannot be read to the end. */
export function withoutMetadata(kind: FileKind, bytes: Buffer): Buffer | null {
  if (kind === 'jpeg') return bareJpeg(bytes);
  return kind === 'png' ? barePng(bytes) : null;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
const exif = 0xe1;
// JFIF, colour profile, and how Adobe's colours are read; every other application segment and comment goes.
const keptApplications = new Set([0xe0, 0xe2, 0xee]);
const comment = 0xfe;
/** Colour profiles share their segment with the index of other pictures hidden after the first. */
const profile = 'ICC_PROFILE';

function bareJpeg(bytes: Buffer): Buffer | null {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === exif) parts.push(...uprightOnly(segment));
    else if (isKept(marker, segment)) parts.push(segment);
    at = end;
    if (marker !== startOfScan) continue;
    const next = endOfScan(bytes, at);
    if (next === null) return null;
    parts.push(bytes.subarray(at, next));
    at = next;
    // Whatever follows the image is another file.
    if (bytes[at + 1] === endOfImage) return Buffer.concat([...parts, bytes.subarray(at, at + 2)]);
  }
  return null;
}

function isKept(marker: number, segment: Buffer): boolean {
  if (marker === comment) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const isOther = marker === 0xe2 && segment.toString('latin1', 4, 4 + profile.length) !== profile;
  return keptApplications.has(marker) && !isOther;
}

/** Where the next marker stands: in a scan, 0xff is followed by 0 or by a mark of restart. */
function endOfScan(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return null;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return null;
}

/** A segment that says the orientation alone, where the original's says one: a photo of a telephone lies on its side. */
function uprightOnly(segment: Buffer): Buffer[] {
  const orientation = orientationOf(segment);
  if (orientation === null || orientation < 2 || orientation > 8) return [];
  return [Buffer.concat([orientationSegment, Buffer.from([orientation, 0]), Buffer.alloc(6)])];
}

/** Exif of one entry, up to its value: its length, "Exif", little-endian, one directory of one short. */
const orientationSegment = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000', 'hex');
const tiffAt = 10;
const orientationTag = 0x0112;

function orientationOf(segment: Buffer): number | null {
  if (segment.length < tiffAt + 8 || segment.toString('latin1', 4, 8) !== 'Exif') return null;
  const little = segment.toString('latin1', tiffAt, tiffAt + 2) === 'II';
  const short = (at: number) =>
    at + 2 > segment.length ? 0 : little ? segment.readUInt16LE(at) : segment.readUInt16BE(at);
  const long = little ? segment.readUInt32LE(tiffAt + 4) : segment.readUInt32BE(tiffAt + 4);
  const directory = tiffAt + long;
  const entries = short(directory);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > segment.length) return null;
    if (short(at) === orientationTag) return short(at + 8);
  }
  return null;
}

/** The chunks that draw; texts, times and Exif go. */
const keptChunks = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs'],
]);

function barePng(bytes: Buffer): Buffer | null {
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (keptChunks.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

/**
 * Passwords known from leaks, without asking anybody: those of twelve characters or more by a list of ours of truncated
 * hashes (`leaked-passwords.json`, which `scripts/write-leaked-passwords.ts` makes), shorter ones, which people make long
 * by figures and signs, by the list of the package. Both are read when the first password is chosen, and stay.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** 40 bits: among forty thousand, one good password in twenty-five million is refused by chance. */
const hashBytes = 5;
const listFile = new URL('./leaked-passwords.json', import.meta.url);
const listShape = z.object({ hashes: z.base64() });

let read: Promise<{ long: ReadonlySet<string>; short: ReadonlySet<string> }> | undefined;

/** Whether a password, in small letters without accents, was seen in a leak, as it is or under figures and signs. */
export async function isLeaked(plain: string, withoutTail: string): Promise<boolean> {
  read ??= readLists();
  const { long, short } = await read;
  return long.has(leakHash(plain)) || short.has(plain) || short.has(withoutTail);
}

/** How the list keeps a password. */
export function leakHash(plain: string): string {
  return createHash('sha256').update(plain).digest().subarray(0, hashBytes).toString('hex');
}

async function readLists() {
  const { hashes } = listShape.parse(JSON.parse(readFileSync(listFile, 'utf8')));
  const bytes = Buffer.from(hashes, 'base64');
  const long = new Set<string>();
  for (let at = 0; at < bytes.length; at += hashBytes) long.add(bytes.toString('hex', at, at + hashBytes));
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  // A word of three letters under figures is anybody's initials: the rest of the password then counts.
  return { long, short: new Set(dictionary['passwords-common'].filter((word) => word.length > 3)) };
}

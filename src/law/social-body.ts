/** M-01: whether the landlord that a household left, or lives with, is one of the social bodies of a dated list. */
import type { SocialBody } from '../domain/objective.ts';
import type { CivilDate } from '../kernel/civil-date.ts';

/** Makes the test of a list: a landlord as files write it, on a day. */
export function socialBodyTest(bodies: readonly SocialBody[]): (name: string, on: CivilDate) => boolean {
  const listed = new Map<string, SocialBody[]>();
  for (const body of bodies) {
    for (const name of new Set([body.name, ...body.aliases].map(plain))) {
      listed.set(name, [...(listed.get(name) ?? []), body]);
    }
  }
  return (name, on) =>
    (listed.get(plain(name)) ?? []).some(
      ({ from, until }) => (from === null || from <= on) && (until === null || on <= until),
    );
}

/** Names as files write them: accents, case and punctuation tell nothing apart. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The identity that FranceConnect vouches for, beside the holder of a file. Names are compared as they are spelled
 * without accents, case and hyphens; the day of birth must be the same. In doubt it is not them: a code opens the file.
 */
import { z } from 'zod';
import type { Application } from '../../domain/application.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';

export type PivotIdentity = {
  /** At birth, and the one used where it is another. */
  familyNames: readonly string[];
  /** All of them, in order. */
  givenNames: readonly string[];
  bornOn: CivilDate;
};

const claimsSchema = z.object({
  family_name: z.string().trim().min(1).max(200),
  given_name: z.string().trim().min(1).max(200),
  preferred_username: z.string().trim().max(200).optional(),
  // Days that are not known come as 00: they open nothing.
  birthdate: civilDateSchema,
});

/** The identity of the claims; null where one that is needed is missing. */
export function pivotOf(claims: Readonly<Record<string, unknown>>): PivotIdentity | null {
  const read = claimsSchema.safeParse(claims).data;
  if (!read) return null;
  const used = read.preferred_username ?? '';
  return {
    familyNames: [read.family_name, used].filter((name) => name !== ''),
    givenNames: read.given_name.split(/\s+/),
    bornOn: read.birthdate,
  };
}

/** Whether the file's holder is that person: family name, then the first given name or all of them. */
export function isHolder(
  file: Pick<Application, 'name' | 'household'>,
  { familyNames, givenNames, bornOn }: PivotIdentity,
): boolean {
  const holder = file.household.persons.find(({ role }) => role === 'holder');
  if (file.name === null || holder?.bornOn !== bornOn) return false;
  const written = spelled(file.name);
  const given = [givenNames.slice(0, 1), givenNames];
  return familyNames.some((family) =>
    given.some((names) => spelled([family, ...names].join(' ')) === written),
  );
}

function spelled(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, ' ')
    .trim();
}

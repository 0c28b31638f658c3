/**
 * Protecting a file: what happens at once where someone must not be found through it. The ground is never asked nor
 * stored; everywhere the file reads "situation prioritaire (L441-1)" (D-04).
 */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** The only way to reach the protected person from now on; never shown to anyone else on the file. */
export type NewContact = { email: string | null; telephone: string | null; address: readonly string[] };

export type ProtectionRequest = {
  number: string;
  newContact: NewContact;
  /**
   * Where the file is shared with a partner: who goes on with the protected person, by their place in the household,
   * and the unique number of the separate application (null: registered later, no home can be attributed before).
   */
  split: { persons: readonly number[]; name: string; newNumber: string | null } | null;
};

export type ProtectionRefusal =
  | 'unknown-file'
  | 'already-protected'
  | 'no-contact'
  | 'split-needs-someone-on-each-side'
  | 'split-needs-an-adult'
  | 'number-taken';

const personal: ReadonlySet<string> = new Set(['g', 'gbis', 'h', 'i']);

/** The two files that a split makes: the protected person's, and what is left of the first. */
export type SplitFiles = { own: Application; left: Application };

/**
 * Splits an application (N-05): the protected person's own keeps the seniority, the wishes, the labels and the facts of
 * the first; the one that is left keeps its number and loses the persons who go.
 */
export function splitApplication(
  application: Application,
  { persons, name, newNumber }: NonNullable<ProtectionRequest['split']>,
  ownKey: string,
  today: CivilDate,
): Result<SplitFiles, ProtectionRefusal> {
  const all = application.household.persons;
  const going = all.filter((_, index) => persons.includes(index));
  const staying = all.filter((_, index) => !persons.includes(index));
  if (going.length === 0 || staying.length === 0) return refuse('split-needs-someone-on-each-side');
  const first = going.find(({ role }) => role !== 'dependant');
  if (!first) return refuse('split-needs-an-adult');
  const { withoutNumber: _withoutNumber, ...plain } = application;
  // The couple's income says nothing of the person alone: it is asked again, never guessed (I-05).
  const household = {
    ...application.household,
    monthlyResourcesCents: null,
    resourcesEvidence: 'declared' as const,
    taxIncome: { n2Cents: null, n1Cents: null, last12MonthsCents: null },
  };
  const holderFirst = [{ ...first, role: 'holder' as const }, ...going.filter((person) => person !== first)];
  return ok({
    own: {
      ...plain,
      ...(newNumber === null ? { withoutNumber: true as const } : {}),
      number: newNumber ?? ownKey,
      name,
      renewedOn: today,
      household: { ...household, persons: holderFirst },
      // Where they live now is what must not be found, and no longer says anything of their need.
      current: { ...application.current, tenancyId: null, rentCents: null },
    },
    left: {
      ...application,
      household: { ...household, persons: staying },
      // What was recognised of the person protected goes with them.
      labels: application.labels.filter(({ category }) => !personal.has(category)),
    },
  });
}

/**
 * Applications that may be of the same household, with what makes one think so. They are shown to a person; nothing is
 * ever merged here, because the merger of two applications is an act with its own rules (R441-2-8 f).
 */
import type { Application } from '../domain/application.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';

/** Means of reaching a household, read only to find duplicates and never kept in an application. */
export type Contact = { email: string | null; phone: string | null };

export type DuplicateEvidence = 'namesAndBirthDates' | 'email' | 'phone' | 'tenancy';

export type PossibleDuplicate = {
  evidence: DuplicateEvidence;
  /** Two or more numbers, in order. */
  numbers: readonly string[];
};

/** Gathers live applications one by one, in any order, and gives the groups that share something. */
export class DuplicateFinder {
  readonly #byKey = new Map<string, string | string[]>();

  add(application: Application, contact: Contact): void {
    if (application.status !== 'live') return;
    const { name, household, current, number } = application;
    const births = household.persons.map((person) => person.bornOn).sort();
    if (name !== null) this.#note(`namesAndBirthDates\n${plain(name)}\n${births.join(' ')}`, number);
    if (contact.email !== null) this.#note(`email\n${contact.email.trim().toLowerCase()}`, number);
    const phone = plainPhone(contact.phone);
    if (phone !== null) this.#note(`phone\n${phone}`, number);
    if (current.tenancyId !== null)
      this.#note(`tenancy\n${current.landlord ?? ''}\n${current.tenancyId}`, number);
  }

  /** The groups found so far; the same in any order of the applications. */
  found(): readonly PossibleDuplicate[] {
    const groups: PossibleDuplicate[] = [];
    for (const [key, numbers] of this.#byKey) {
      if (typeof numbers === 'string') continue;
      groups.push({ evidence: evidenceOf(key), numbers: [...numbers].sort(compareCodeUnits) });
    }
    return groups.sort(
      (a, b) =>
        compareCodeUnits(a.numbers.join(), b.numbers.join()) || compareCodeUnits(a.evidence, b.evidence),
    );
  }

  #note(key: string, number: string): void {
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, number);
    else if (typeof known === 'string') this.#byKey.set(key, [known, number]);
    else known.push(number);
  }
}

function evidenceOf(key: string): DuplicateEvidence {
  const word = key.slice(0, key.indexOf('\n'));
  if (word === 'email' || word === 'phone' || word === 'tenancy') return word;
  return 'namesAndBirthDates';
}

/** Without accents, capitals or marks, its words in order: "DUPONT Zoé" and "Zoe Dupont" are one name. */
function plain(name: string): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}

/** The nine significant digits of a French number; null where there are fewer. */
function plainPhone(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 9 ? null : digits.slice(-9);
}

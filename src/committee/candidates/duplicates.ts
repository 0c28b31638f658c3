/**
 * Applications that look like one household, each pair with its evidence. Nothing is merged here: a person judges, and
 * the register alone merges (N-04 f). Candidates of a pair share a key, so that twelve thousand files take no time.
 */
import type { Application } from '../../domain/application.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

/** What is compared of a file; built by `duplicateRecord`. */
export type DuplicateRecord = {
  number: string;
  name: string | null;
  /** Birth dates of the adults who signed: holder first, partner next. */
  signers: readonly CivilDate[];
  /** Birth dates of everybody, sorted. */
  births: readonly CivilDate[];
  email: string | null;
  telephone: string | null;
  tenancyId: string | null;
};

export const duplicateEvidences = [
  'sameTenancy',
  'sameBirths',
  'sameSignerAndCloseName',
  'sameEmail',
  'sameTelephone',
] as const;
export type DuplicateEvidence = (typeof duplicateEvidences)[number];

export type DuplicatePair = {
  /** The smaller number first. */
  first: string;
  second: string;
  evidence: readonly DuplicateEvidence[];
};

/** A record ready to be compared: its name and birth dates read once; null where the dates tell nothing. */
type Compared = DuplicateRecord & { nameKey: string; birthsKey: string | null };

// A telephone or an address shared by more files is that of somebody who helps many households; birth dates shared by
// more were typed by default where the real ones were unknown. Neither tells who is who.
const mostSharing = 6;
// Two letters swapped, forgotten or mistyped.
const nameDistance = 2;

/** Whether a pair rests on more than a telephone, which relatives and helpers share. */
export function isStrong({ evidence }: Pick<DuplicatePair, 'evidence'>): boolean {
  return evidence.some((code) => code !== 'sameTelephone');
}

/** The record of an application and of how to reach its household. */
export function duplicateRecord(
  application: Pick<Application, 'number' | 'name'> & {
    household: Pick<Application['household'], 'persons'>;
    current: Pick<Application['current'], 'tenancyId'>;
  },
  contact: { email: string | null; telephone: string | null } | null,
): DuplicateRecord {
  const { persons } = application.household;
  return {
    number: application.number,
    name: application.name,
    signers: persons
      .filter(({ role }) => role === 'holder' || role === 'partner')
      .map(({ bornOn }) => bornOn),
    births: persons.map(({ bornOn }) => bornOn).sort(compareCodeUnits),
    email: contact?.email?.trim().toLowerCase() || null,
    telephone: telephoneKey(contact?.telephone ?? null),
    tenancyId: application.current.tenancyId,
  };
}

/** Every pair that shares evidence, by first then second number. The order of the records changes nothing. */
export function findDuplicates(records: readonly DuplicateRecord[]): DuplicatePair[] {
  const pairs = new Map<string, DuplicatePair>();
  for (const group of groupsOf(withoutShared(records))) {
    for (const [place, one] of group.entries()) {
      for (const other of group.slice(place + 1)) {
        const [first, second] = one.number < other.number ? [one, other] : [other, one];
        if (first.number === second.number) continue;
        const evidence = evidenceOf(first, second);
        if (evidence.length === 0) continue;
        pairs.set(`${first.number} ${second.number}`, {
          first: first.number,
          second: second.number,
          evidence,
        });
      }
    }
  }
  return [...pairs.values()].sort(
    (a, b) => compareCodeUnits(a.first, b.first) || compareCodeUnits(a.second, b.second),
  );
}

/** The records without the contacts and birth dates that many share: they are nobody's own. */
function withoutShared(records: readonly DuplicateRecord[]): Compared[] {
  const counts = new Map<string, number>();
  const keysOf = ({ email, telephone, births }: DuplicateRecord) => ({
    email: `email ${email}`,
    telephone: `telephone ${telephone}`,
    births: `births ${births.join(' ')}`,
  });
  for (const record of records) {
    for (const key of Object.values(keysOf(record))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isOwn = (key: string) => (counts.get(key) ?? 0) <= mostSharing;
  return records.map((record) => {
    const keys = keysOf(record);
    return {
      ...record,
      nameKey: nameKey(record.name),
      email: isOwn(keys.email) ? record.email : null,
      telephone: isOwn(keys.telephone) ? record.telephone : null,
      birthsKey: record.births.length > 1 && isOwn(keys.births) ? keys.births : null,
    };
  });
}

/** Records that share a key: only they are compared. */
function groupsOf(records: readonly Compared[]): Compared[][] {
  const byKey = new Map<string, Compared[]>();
  const add = (key: string, record: Compared) => {
    const known = byKey.get(key);
    if (known) known.push(record);
    else byKey.set(key, [record]);
  };
  for (const record of records) {
    if (record.tenancyId !== null) add(`tenancy ${record.tenancyId}`, record);
    if (record.email !== null) add(`email ${record.email}`, record);
    if (record.telephone !== null) add(`telephone ${record.telephone}`, record);
    for (const bornOn of new Set(record.signers)) add(`signer ${bornOn}`, record);
    if (record.birthsKey !== null) add(record.birthsKey, record);
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}

function evidenceOf(a: Compared, b: Compared): DuplicateEvidence[] {
  const found: Readonly<Record<DuplicateEvidence, boolean>> = {
    sameTenancy: a.tenancyId !== null && a.tenancyId === b.tenancyId,
    sameBirths: a.birthsKey !== null && a.birthsKey === b.birthsKey,
    sameSignerAndCloseName:
      a.signers.some((bornOn) => b.signers.includes(bornOn)) && areCloseKeys(a.nameKey, b.nameKey),
    sameEmail: a.email !== null && a.email === b.email,
    sameTelephone: a.telephone !== null && a.telephone === b.telephone,
  };
  return duplicateEvidences.filter((evidence) => found[evidence]);
}

/** The same words whatever their order, accents and case, two letters apart at most; unknown names are never close. */
export function areCloseNames(a: string | null, b: string | null): boolean {
  return areCloseKeys(nameKey(a), nameKey(b));
}

function areCloseKeys(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const allowed = Math.min(nameDistance, Math.floor(Math.min(a.length, b.length) / 4));
  return a === b || isWithin(a, b, allowed);
}

/** "MULLER ZOE" from "Zoé Müller"; empty where the name is unknown. */
function nameKey(name: string | null): string {
  return (name ?? '')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word !== '')
    .sort(compareCodeUnits)
    .join(' ');
}

/** The nine last digits: "06 12…" and "+33 6 12…" are one line. Null where there are fewer. */
function telephoneKey(telephone: string | null): string | null {
  const digits = (telephone ?? '').replace(/\D/g, '');
  return digits.length < 9 ? null : digits.slice(-9);
}

/** Whether so many letters added, taken away or changed lead from one word to the other; stops once they cannot. */
function isWithin(a: string, b: string, allowed: number): boolean {
  if (Math.abs(a.length - b.length) > allowed) return false;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const letters = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(letters);
      least = Math.min(least, letters);
    }
    if (least > allowed) return false;
    row = next;
  }
  return (row[b.length] ?? 0) <= allowed;
}

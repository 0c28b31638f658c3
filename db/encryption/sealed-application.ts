/**
 * The content of an application with its sensitive part encrypted in place: labels other than DALO (letters a, b, g, g bis,
 * h, i among them), facts declared for the grid, disabilities. All labels and all facts go together, in every
 * application and in lengths of 64 bytes: the stored row does not even tell whether there is something to hide.
 */
import { customType } from 'drizzle-orm/pg-core';
import type { Application } from '../../src/domain/application.ts';
import { type Cipher, isEnvelope, type Place } from './cipher.ts';
import { sealingScope } from './scope.ts';
import { sealedPlaces } from './sealed-columns.ts';

type Content = Omit<Application, 'name'>;
type Persons = Content['household']['persons'];
type Hidden = {
  /** With their place in the list. */
  labels: readonly (readonly [number, Content['labels'][number]])[];
  gridFacts: Content['gridFacts'];
  disabled: readonly Persons[number]['disabled'][];
};
/** As the row holds it. */
type StoredApplication = Omit<Content, 'household'> & {
  household: Omit<Content['household'], 'persons'> & { persons: Omit<Persons[number], 'disabled'>[] };
  /** The envelope of what is hidden. */
  sealed: string;
};

const column = 'applications.content';
const block = 64;

/** The column type of `applications.content`. */
export function sealedApplication() {
  sealedPlaces.set(column, 'application');
  return customType<{ data: Content; driverData: StoredApplication | string }>({
    dataType: () => 'jsonb',
    toDriver: (content) => {
      const { cipher, landlordId } = sealingScope(column);
      return JSON.stringify(sealApplication(content, cipher, landlordId));
    },
    fromDriver: (stored) => {
      const { cipher, landlordId } = sealingScope(column);
      if (typeof stored === 'string') throw new Error('the driver gives JSON as values');
      return openApplication(stored, cipher, landlordId);
    },
  })();
}

/** True of a stored content whose sensitive part is sealed. */
export function isSealedApplication(value: unknown): value is StoredApplication {
  return typeof value === 'object' && value !== null && 'sealed' in value && isEnvelope(value.sealed);
}

/** The content as it is stored. */
export function sealApplication(content: Content, cipher: Cipher, landlordId: string): StoredApplication {
  const { persons } = content.household;
  const hidden: Hidden = {
    labels: content.labels.flatMap((label, index) => (label.category === 'dalo' ? [] : [[index, label]])),
    gridFacts: content.gridFacts,
    disabled: persons.map(({ disabled }) => disabled),
  };
  const text = JSON.stringify(hidden);
  const bytes = Buffer.byteLength(text);
  const padded = text + ' '.repeat(Math.ceil(bytes / block) * block - bytes);
  return {
    ...content,
    household: {
      ...content.household,
      persons: persons.map(({ disabled: _disabled, ...person }) => person),
    },
    labels: content.labels.filter(({ category }) => category === 'dalo'),
    gridFacts: [],
    // Repeatable, so that an import sees that nothing changed; tied to the number, so that it opens in no other row.
    sealed: cipher.seal(padded, placeOf(content.number, landlordId), true),
  };
}

/** The content as the domain knows it. Throws an AppError where the hidden part does not open. */
export function openApplication(stored: StoredApplication, cipher: Cipher, landlordId: string): Content {
  const { household, withoutNumber } = stored;
  const hidden: Hidden = JSON.parse(cipher.open(stored.sealed ?? '', placeOf(stored.number, landlordId)));
  const labels = [...stored.labels];
  for (const [index, label] of hidden.labels) labels.splice(index, 0, label);
  // Field by field: a spread without some of them takes longer than the deciphering, and a metropolis is read so.
  const content: Content = {
    number: stored.number,
    filedOn: stored.filedOn,
    renewedOn: stored.renewedOn,
    status: stored.status,
    household: {
      persons: household.persons.map(({ bornOn, role }, index) => ({
        bornOn,
        role,
        disabled: hidden.disabled[index] ?? null,
      })),
      visitingChildren: household.visitingChildren,
      monthlyResourcesCents: household.monthlyResourcesCents,
      resourcesEvidence: household.resourcesEvidence,
      taxIncome: household.taxIncome,
    },
    wishes: stored.wishes,
    current: stored.current,
    labels,
    gridFacts: hidden.gridFacts,
    relocation: stored.relocation,
    employment: stored.employment,
    refusals: stored.refusals,
    arrears: stored.arrears,
  };
  return withoutNumber === undefined ? content : { ...content, withoutNumber };
}

function placeOf(number: string, landlordId: string): Place {
  return { column, landlordId, row: number };
}

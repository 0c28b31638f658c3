/**
 * How a copy for training hides whom it came from. Every name, number, address and identifier is replaced by one that
 * a secret decides: the same everywhere in the copy, so that it holds together, and nobody's once the secret is thrown
 * away. What is left (commune, composition, age within a month, resources within 3 %) may still single a household out
 * to someone who knows it: a pseudonymous copy, to be kept as personal data (docs/privacy/copie-de-formation.md).
 */
import { createHmac } from 'node:crypto';
import { type Application, sensitiveLetters } from '../../domain/application.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';

// Words that are no family's: a name of the copy is never that of someone in it.
const firsts = [
  'Alizéa',
  'Brumel',
  'Cendric',
  'Dorvane',
  'Éliand',
  'Floranne',
  'Galienne',
  'Hesper',
] as const;
const lasts = ['Tournevent', 'Clairlac', 'Brumefeu', 'Pierrelune', 'Hautesource', 'Vallombre'] as const;
const streets = ['rue de l’Exercice', 'allée du Modèle', 'place de l’Exemple', 'impasse de l’Essai'] as const;

/** Most days that a household's dates move, always towards the past. */
const mostDays = 28;
/** Resources move by so much at most, in thousandths. */
const resourcesPermille = 30;

export type Disguise = {
  /** Another identifier of the same kind: "HOME-3f2a…". */
  id: (kind: 'home' | 'vacancy' | 'tenancy' | 'lease' | 'offer' | 'residence', original: string) => string;
  number: (original: string) => string;
  name: (number: string) => string;
  contact: (number: string) => { email: string; telephone: string; address: string[] };
  address: (homeId: string) => string;
  /** The same move for all the dates of one household or lease. */
  date: (key: string, day: CivilDate) => CivilDate;
  application: (application: Application, landlordNames: ReadonlyMap<string, string>) => Application;
};

/** The disguises that a secret decides. */
export function disguiseOf(secret: string): Disguise {
  const digest = (purpose: string, value: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${value}`).digest();
  const pick = <Item>(list: readonly [Item, ...Item[]], purpose: string, value: string): Item =>
    list[digest(purpose, value).readUInt32BE() % list.length] ?? list[0];
  const integer = (purpose: string, value: string, below: number) =>
    digest(purpose, value).readUInt32BE() % below;
  const id: Disguise['id'] = (kind, original) =>
    `X-${kind.toUpperCase()}-${digest(kind, original).toString('hex').slice(0, 16)}`;
  // Département 999 exists nowhere: whoever meets such a number knows that it is of an exercise.
  const number: Disguise['number'] = (original) =>
    `999${(digest('number', original).readBigUInt64BE() % 10n ** 15n).toString().padStart(15, '0')}`;
  const daysBack = (key: string) => 1 + integer('days', key, mostDays);
  const date: Disguise['date'] = (key, day) => addDays(day, -daysBack(key));
  const address: Disguise['address'] = (homeId) =>
    `${1 + integer('street-number', homeId, 200)} ${pick(streets, 'street', homeId)}`;
  return {
    id,
    number,
    date,
    address,
    name: (own) => `${pick(firsts, 'first', own)} ${pick(lasts, 'last', own)}`,
    contact: (own) => ({
      email: `exercice-${digest('email', own).toString('hex').slice(0, 10)}@exercice.invalid`,
      // Numbers that the numbering plan keeps for fiction.
      telephone: `0639980${String(integer('telephone', own, 1000)).padStart(3, '0')}`,
      address: [address(`contact ${own}`), '99999 EXERCICE'],
    }),
    application: (application, landlordNames) => {
      const own = application.number;
      const moved = (day: CivilDate) => date(own, day);
      const cents = (amount: number | null) =>
        amount === null
          ? null
          : Math.round(
              (amount * (1000 - resourcesPermille + integer('resources', own, 2 * resourcesPermille + 1))) /
                1_000_000,
            ) * 1000;
      const { household, current, labels, withoutNumber } = application;
      const { taxIncome } = household;
      return {
        ...(withoutNumber ? { withoutNumber } : {}),
        number: number(own),
        name: null,
        filedOn: moved(application.filedOn),
        renewedOn: moved(application.renewedOn),
        status: application.status,
        household: {
          ...household,
          // Health is nobody's business in a classroom.
          persons: household.persons.map(({ bornOn, role }) => ({
            bornOn: moved(bornOn),
            role,
            disabled: null,
          })),
          monthlyResourcesCents: cents(household.monthlyResourcesCents),
          taxIncome: {
            n2Cents: cents(taxIncome.n2Cents),
            n1Cents: cents(taxIncome.n1Cents),
            last12MonthsCents: cents(taxIncome.last12MonthsCents),
          },
        },
        wishes: { ...application.wishes },
        current: {
          ...current,
          landlord:
            current.landlord === null ? null : (landlordNames.get(current.landlord) ?? 'Autre bailleur'),
          tenancyId: current.tenancyId === null ? null : id('tenancy', current.tenancyId),
        },
        // Sensitive grounds are left out, never disguised (D-04); so is the name of whoever recognised the others.
        labels: labels
          .filter(({ category }) => category === 'dalo' || !sensitiveLetters.has(category))
          .map((label) => ({
            ...label,
            by: 'organisme d’exercice',
            on: moved(label.on),
            until: label.until === null ? null : moved(label.until),
          })),
        // Facts of the grid tell violence, health and separations: none is copied.
        gridFacts: [],
        relocation: application.relocation,
        employment: application.employment,
        refusals: application.refusals.map((refusal) => ({
          ...refusal,
          homeId: id('home', refusal.homeId),
          on: moved(refusal.on),
        })),
        arrears: null,
      };
    },
  };
}

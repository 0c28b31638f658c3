/**
 * An extract of the register beside what we hold, field by field: what differs, which side is newer, what to do.
 * Nothing is overwritten here; a person chooses for each field.
 */
import type { Application } from '../../domain/application.ts';
import { geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchShortDate } from '../../kernel/french.ts';
import { householdInWords } from '../../matching/candidate-sheet.ts';

export type DifferenceAdvice = 'takeTheirs' | 'correctThere' | 'askHousehold';

export type Difference = {
  field: ReconciledField;
  /** French name of the field. */
  label: string;
  ours: string;
  theirs: string;
  newer: 'ours' | 'theirs' | 'unknown';
  advice: DifferenceAdvice;
  /** One sentence: why this advice. */
  because: string;
};

/** A field compared: how it reads, and how the register's value is put into ours. */
type FieldRule = {
  label: string;
  read: (application: Application, date: CivilDate) => string | null;
  take: (ours: Application, theirs: Application) => Application;
};

const fieldRules = {
  filedOn: {
    label: 'Date de dépôt',
    read: ({ filedOn }) => frenchShortDate(filedOn),
    take: (ours, { filedOn }) => ({ ...ours, filedOn }),
  },
  renewedOn: {
    label: 'Dernier renouvellement',
    read: ({ renewedOn }) => frenchShortDate(renewedOn),
    take: (ours, { renewedOn }) => ({ ...ours, renewedOn }),
  },
  name: {
    label: 'Nom',
    read: ({ name }) => name,
    take: (ours, { name }) => ({ ...ours, name }),
  },
  persons: {
    label: 'Personnes à loger',
    read: ({ household }, date) =>
      `${householdInWords(household, date)} (naissances : ${household.persons
        .map(({ bornOn }) => bornOn)
        .sort()
        .map(frenchShortDate)
        .join(', ')})`,
    take: (ours, { household }) => ({
      ...ours,
      household: {
        ...ours.household,
        persons: household.persons,
        visitingChildren: household.visitingChildren,
      },
    }),
  },
  monthlyResources: {
    label: 'Ressources mensuelles',
    read: ({ household }) => euros(household.monthlyResourcesCents),
    take: (ours, { household }) => ({
      ...ours,
      household: {
        ...ours.household,
        monthlyResourcesCents: household.monthlyResourcesCents,
        resourcesEvidence: household.resourcesEvidence,
      },
    }),
  },
  taxIncome: {
    label: 'Revenu fiscal (N-2, N-1)',
    read: ({ household: { taxIncome } }) =>
      taxIncome.n2Cents === null && taxIncome.n1Cents === null
        ? null
        : `${euros(taxIncome.n2Cents) ?? 'inconnu'}, ${euros(taxIncome.n1Cents) ?? 'inconnu'}`,
    take: (ours, { household }) => ({
      ...ours,
      household: { ...ours.household, taxIncome: household.taxIncome },
    }),
  },
  communes: {
    label: 'Communes demandées',
    read: ({ wishes }) => [...wishes.communes].map(communeName).sort().join(', '),
    take: (ours, { wishes }) => ({ ...ours, wishes: { ...ours.wishes, communes: wishes.communes } }),
  },
  typologies: {
    label: 'Types de logement demandés',
    read: ({ wishes }) => [...wishes.typologies].sort().join(', '),
    take: (ours, { wishes }) => ({ ...ours, wishes: { ...ours.wishes, typologies: wishes.typologies } }),
  },
  accessibility: {
    label: 'Accès que le logement doit offrir',
    read: ({ wishes }) =>
      ({ none: 'aucun besoin', stepFree: 'sans marche', wheelchair: 'fauteuil roulant' })[
        wishes.accessibility
      ],
    take: (ours, { wishes }) => ({
      ...ours,
      wishes: { ...ours.wishes, accessibility: wishes.accessibility },
    }),
  },
  currentHousing: {
    label: 'Logement actuel (bailleur, loyer, habitants)',
    read: ({ current }) =>
      [
        current.landlord ?? 'hors parc social',
        euros(current.rentCents) ?? 'loyer inconnu',
        current.residents === null ? 'habitants inconnus' : frenchCount(current.residents, 'habitant'),
      ].join(', '),
    take: (ours, { current }) => ({
      ...ours,
      current: {
        ...current,
        tenancyId: ours.current.tenancyId,
        qpvCode: ours.current.qpvCode,
        // The address under protection never comes back by an extract.
        insee: ours.current.insee,
      },
    }),
  },
  employment: {
    label: 'Situation professionnelle',
    read: ({ employment }) =>
      employment === null
        ? null
        : { employee: 'salarié', jobSeeker: 'demandeur d’emploi', other: 'autre' }[employment],
    take: (ours, { employment }) => ({ ...ours, employment }),
  },
} as const satisfies Readonly<Record<string, FieldRule>>;

export type ReconciledField = keyof typeof fieldRules;

const rules: Readonly<Record<ReconciledField, FieldRule>> = fieldRules;

export const reconciledFields: readonly ReconciledField[] = [
  'filedOn',
  'renewedOn',
  'name',
  'persons',
  'monthlyResources',
  'taxIncome',
  'communes',
  'typologies',
  'accessibility',
  'currentHousing',
  'employment',
];

export function fieldLabel(field: ReconciledField): string {
  return rules[field].label;
}

/** What our value of a field reads like, for the register to copy. */
export function fieldValue(application: Application, field: ReconciledField, date: CivilDate): string {
  return rules[field].read(application, date) ?? 'inconnu';
}

/** The fields that differ, each explained. Two files that say the same give none. */
export function differences(ours: Application, theirs: Application, today: CivilDate): Difference[] {
  return reconciledFields.flatMap((field) => {
    const [own, other] = [rules[field].read(ours, today), rules[field].read(theirs, today)];
    if (own === other) return [];
    return [
      {
        field,
        label: rules[field].label,
        ours: own ?? 'inconnu',
        theirs: other ?? 'inconnu',
        ...adviceOn(field, ours, theirs, own, other),
      },
    ];
  });
}

/** Ours with the chosen fields of theirs; labels, refusals, arrears and facts of the grid are never touched. */
export function takeFields(
  ours: Application,
  theirs: Application,
  fields: readonly ReconciledField[],
): Application {
  return fields.reduce((application, field) => rules[field].take(application, theirs), ours);
}

/**
 * Whether the chosen fields are already equal: what was to be corrected in the register has been. A renewal shows from
 * the day on which it was asked, whatever the day on which it was entered.
 */
export function isConfirmed(
  theirs: Application,
  field: ReconciledField,
  value: string,
  today: CivilDate,
): boolean {
  if (field === 'renewedOn') return theirs.renewedOn >= value.split('/').reverse().join('-');
  return fieldValue(theirs, field, today) === value;
}

function adviceOn(
  field: ReconciledField,
  ours: Application,
  theirs: Application,
  own: string | null,
  other: string | null,
): Pick<Difference, 'newer' | 'advice' | 'because'> {
  if (own === null) return say('theirs', 'takeTheirs', 'Nous n’avons pas cette donnée.');
  if (other === null) return say('ours', 'correctThere', 'Le SNE n’a pas cette donnée.');
  if (field === 'filedOn') {
    return say(
      'unknown',
      'askHousehold',
      'L’ancienneté en dépend : vérifiez l’attestation d’enregistrement.',
    );
  }
  if (field === 'monthlyResources' && ours.household.resourcesEvidence === 'proved') {
    return say('ours', 'correctThere', 'Nos ressources sont prouvées par des pièces.');
  }
  if (theirs.renewedOn > ours.renewedOn) {
    return say(
      'theirs',
      'takeTheirs',
      `La demande a été renouvelée au SNE le ${frenchShortDate(theirs.renewedOn)}.`,
    );
  }
  if (theirs.renewedOn < ours.renewedOn) {
    return say(
      'ours',
      'correctThere',
      `Notre renouvellement du ${frenchShortDate(ours.renewedOn)} est plus récent que celui du SNE.`,
    );
  }
  return say('unknown', 'askHousehold', 'Les deux dossiers ont la même date : demandez au ménage.');
}

function say(newer: Difference['newer'], advice: DifferenceAdvice, because: string) {
  return { newer, advice, because };
}

function euros(cents: number | null): string | null {
  return cents === null ? null : frenchEuros(cents);
}

function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}

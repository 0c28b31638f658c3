/** The applications table (contract of `match`): one row an application, with its household in one cell. */
import { type Application, numberPattern } from '../../domain/application.ts';
import type { Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { maxEuros, pastBounds } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import {
  type DesignatedFor,
  readArrears,
  readCommunes,
  readDesignatedFor,
  readGridFacts,
  readLabels,
  readPersons,
  readRefusals,
} from '../compact-values.ts';
import type { RowContext, Table } from '../csv/table.ts';
import type { Contact } from '../duplicates.ts';
import { readTypology } from '../words.ts';
import { accessibilityWords, isWhole, readInsee, readQpv } from './homes.ts';

/** A row: the application, the homes it was designated for, and what only serves to find duplicates. */
export type ApplicationRow = {
  application: Application;
  designatedFor: readonly DesignatedFor[];
  contact: Contact;
};

const statusWords = {
  live: 'live',
  active: 'live',
  housed: 'housed',
  radatt: 'housed',
  renounced: 'renounced',
  radaba: 'renounced',
  unreachable: 'unreachable',
  radcon: 'unreachable',
  inadmissible: 'inadmissible',
  radirr: 'inadmissible',
  expired: 'expired',
  radren: 'expired',
} as const;
const evidenceWords = {
  proved: 'proved',
  justifie: 'proved',
  declared: 'declared',
  declare: 'declared',
} as const;
export const employmentWords = {
  employee: 'employee',
  salarie: 'employee',
  jobseeker: 'jobSeeker',
  chomage: 'jobSeeker',
  other: 'other',
  autre: 'other',
} as const;
const relocationWords = {
  urbanrenewal: 'urbanRenewal',
  orcod: 'orcod',
  unfithousing: 'unfitHousing',
  sale: 'sale',
  demolition: 'demolition',
} as const;

/** Live and past applications of the landlord's territories. */
export const applicationsTable: Table<ApplicationRow> = {
  name: 'Demandes',
  key: [['nur']],
  mandatory: [
    'nur',
    'filed_on',
    'renewed_on',
    'persons',
    'income_n2',
    'monthly_resources',
    'wished_communes',
    'wished_typologies',
    'current_landlord',
    'labels',
    'grid_facts',
  ],
  optional: [
    'name',
    'email',
    'phone',
    'status',
    'visiting_children',
    'income_n1',
    'income_last12',
    'resources_evidence',
    'accessibility',
    'current_kind',
    'current_insee',
    'current_qpv_code',
    'current_rooms',
    'current_surface',
    'current_residents',
    'current_rent',
    'tenancy_id',
    'employment',
    'relocation',
    'arrears',
    'refusals',
    'designated_for',
  ],
  read: (cells, context) => {
    const { today } = context;
    const filedOn = cells.requiredDate('filed_on', pastBounds(today));
    const renewedOn = filedOn && readRenewal(cells, filedOn, today);
    const labels = readLabels(cells, 'labels', today);
    const gridFacts = readGridFacts(cells, 'grid_facts', renewedOn ?? today, today);
    const application = {
      number: cells.pattern('nur', numberPattern, 'numéro unique mal écrit', '18 chiffres ou majuscules'),
      name: cells.textOrNull('name'),
      filedOn,
      renewedOn,
      status: cells.word('status', statusWords, 'live, housed, renounced, expired…', 'live'),
      household: readHousehold(cells, today),
      wishes: readWishes(cells, context.communes),
      current: readCurrent(cells, context.communes),
      labels,
      gridFacts,
      relocation: cells.word('relocation', relocationWords, Object.values(relocationWords).join(', '), null),
      employment: cells.word('employment', employmentWords, 'employee, jobSeeker ou other', null),
      refusals: readRefusals(cells, 'refusals', today),
      arrears: readArrears(cells, 'arrears', today),
    };
    const designatedFor = readDesignatedFor(cells, 'designated_for', today);
    if (!isWhole(application)) return undefined;
    const contact = { email: cells.textOrNull('email'), phone: cells.textOrNull('phone') };
    return { application, designatedFor, contact };
  },
};

/** An empty renewal is an application that was never renewed: valid from its filing (N-03). */
function readRenewal(cells: Cells, filedOn: CivilDate, today: CivilDate): CivilDate | undefined {
  const renewedOn = cells.date('renewed_on', pastBounds(today));
  if (renewedOn === null) return filedOn;
  if (renewedOn !== undefined && renewedOn < filedOn) {
    return cells.note(
      'renewed_on',
      renewedOn,
      'renouvellement avant le dépôt',
      `date à partir du ${filedOn}`,
    );
  }
  return renewedOn;
}

function readHousehold(cells: Cells, today: CivilDate): Application['household'] | undefined {
  const taxIncome = {
    n2Cents: cells.cents('income_n2', maxEuros.yearlyIncome),
    n1Cents: cells.cents('income_n1', maxEuros.yearlyIncome),
    last12MonthsCents: cells.cents('income_last12', maxEuros.yearlyIncome),
  };
  const household = {
    persons: readPersons(cells, 'persons', today),
    visitingChildren: cells.integer('visiting_children', 0, 20) ?? 0,
    monthlyResourcesCents: cells.cents('monthly_resources', maxEuros.monthlyResources),
    resourcesEvidence: cells.word('resources_evidence', evidenceWords, 'proved ou declared', 'declared'),
  };
  return isWhole(taxIncome) && isWhole(household) ? { ...household, taxIncome } : undefined;
}

function readWishes(cells: Cells, communes: ReadonlySet<string>): Application['wishes'] | undefined {
  const accessibility = cells.word(
    'accessibility',
    accessibilityWords,
    'none, stepFree ou wheelchair',
    'none',
  );
  const wished = readCommunes(cells, 'wished_communes', communes);
  if (cells.text('wished_communes') === '') {
    cells.note('wished_communes', '', 'aucune commune', 'au moins un code INSEE, comme 57463|57672');
  }
  const typologies = readWishedTypologies(cells);
  return accessibility && { communes: wished, typologies, accessibility };
}

function readWishedTypologies(cells: Cells): Typology[] {
  const parts = cells.parts('wished_typologies');
  if (parts.length === 0) {
    cells.note('wished_typologies', '', 'aucune typologie', 'au moins une, comme T2|T3');
  }
  const typologies = parts.flatMap(
    (part) =>
      readTypology(part) ?? cells.note('wished_typologies', part, 'typologie inconnue', 'T1 à T6') ?? [],
  );
  return [...new Set(typologies)];
}

function readCurrent(cells: Cells, communes: RowContext['communes']): Application['current'] | undefined {
  const current = {
    kind: cells.textOrNull('current_kind')?.toUpperCase() ?? null,
    landlord: cells.textOrNull('current_landlord'),
    tenancyId: cells.textOrNull('tenancy_id'),
    insee: cells.text('current_insee') === '' ? null : readInsee(cells, 'current_insee', communes),
    qpvCode: readQpv(cells, 'current_qpv_code'),
    habitableRooms: cells.integer('current_rooms', 1, 20),
    surfaceM2: cells.measure('current_surface', 1000),
    residents: cells.integer('current_residents', 1, 30),
    rentCents: cells.cents('current_rent', maxEuros.rent),
  };
  return isWhole(current) ? current : undefined;
}

/** Reads the year that was computed by hand: leases from a table, the rest and the expected figures from YAML. */
import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { decisionKinds } from '../../../src/committee/decision.ts';
import { vacancyStatuses } from '../../../src/domain/home.ts';
import { leaseFactsSchema } from '../../../src/domain/lease-facts.ts';
import { socialBodySchema } from '../../../src/domain/objective.ts';
import { refusalReasons } from '../../../src/domain/offer.ts';
import { holderSchema } from '../../../src/domain/reservation.ts';
import { targetKinds } from '../../../src/domain/target.ts';
import { addDays, civilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../../../src/reporting/facts.ts';
import { indicatorNames } from '../../../src/reporting/indicator.ts';
import { makeHome, makeVacancy } from '../../support/make-domain.ts';

const year = 2026;
const folder = new URL('../../cases/year/', import.meta.url);

const words = {
  quartile: { '1': true, autre: false, inconnu: null },
  preuve: { pièce: 'proved', dit: 'declared', '': 'unknown' },
  emploi: { salarié: 'employee', recherche: 'jobSeeker', autre: 'other', inconnu: null },
  mutation: { '': 'none', interne: 'internal', autre: 'otherLandlord' },
  yesNo: { oui: true, non: false, '': null },
} as const;

/** The value that a word of the table stands for; a word that is not of the list is a mistake of the table. */
function meaning<Value>(list: Readonly<Record<string, Value>>, word: string): Value {
  const found = Object.entries(list).find(([known]) => known === word);
  if (!found) throw new Error(`unknown word: ${word}`);
  return found[1];
}

const row = z.record(z.string(), z.string());

function readLeases(): LeaseRecord[] {
  const rows = z
    .array(row)
    .parse(
      parseCsv(readFileSync(new URL('baux-2026.csv', folder), 'utf8'), { columns: true, delimiter: ';' }),
    );
  return rows.map(leaseOf);
}

function leaseOf(cells: Record<string, string>): LeaseRecord {
  const cell = (name: string): string => {
    const text = cells[name];
    if (text === undefined) throw new Error(`no column ${name}`);
    return text;
  };
  const notes = cell('note').split(',');
  const signedOn = civilDate(cell('signé'));
  const isKept = !notes.includes('rien gardé');
  return {
    id: cell('bail'),
    homeId: `logement-${cell('bail')}`,
    signedOn,
    insee: cell('commune'),
    qpvCode: cell('qpv') === 'oui' ? 'QN00000M' : null,
    typology: 'T3',
    financing: 'PLUS',
    holderId: cell('réservé') === '' ? null : cell('réservé'),
    reservationFailed: cell('échec') === 'oui',
    firstQuartile: meaning(words.quartile, cell('quartile')),
    relocated: cell('relogé') === 'oui',
    dalo: cell('dalo') !== '',
    priority: cell('motifs') !== '',
    employment: meaning(words.emploi, cell('emploi')),
    transfer: meaning(words.mutation, cell('mutation')),
    residence: null,
    constructionYear: 1975,
    vacancyId: null,
    applicationNumber: null,
    facts: isKept ? factsOf(cell, signedOn, notes) : null,
  };
}

function factsOf(
  cell: (name: string) => string,
  signedOn: LeaseRecord['signedOn'],
  notes: readonly string[],
): LeaseRecord['facts'] {
  const isBody = notes.includes('personne morale');
  const letters = cell('motifs')
    .split(' ')
    .filter((letter) => letter !== '' && letter !== '?');
  const dalo = cell('dalo');
  return leaseFactsSchema.parse({
    income: meaning(words.preuve, cell('preuve')),
    filedOn: cell('attente') === '' ? null : addDays(signedOn, -Number(cell('attente'))),
    noticeReceivedOn: addDays(signedOn, -90),
    availableOn: notes.includes('sans disponibilité') ? null : addDays(signedOn, -60),
    orientedOn: addDays(signedOn, -75),
    decidedOn: addDays(signedOn, -20),
    daloRecognisedOn: /^\d/.test(dalo) ? civilDate(dalo) : null,
    categories: letters.map((letter) => (letter === 'protégé' ? 'protected' : letter)),
    targetedPublic: false,
    persons: isBody ? null : 2,
    holderAge: isBody ? null : 40,
    loneParent: isBody ? null : false,
    adaptedNeed: isBody ? null : false,
    originInsee: null,
    originInQpv: meaning(words.yesNo, cell('départ en qpv')),
    originLandlord: cell('quitte') === '' ? null : cell('quitte'),
    channel: isBody ? null : 'online',
    essentialWorker: isBody ? null : notes.includes('essentiel'),
    volunteerFirefighter: isBody ? null : notes.includes('pompier'),
    effortPermille: null,
    occupancyAfter: null,
    rank: null,
    list: null,
    proposedRank: null,
    gridPoints: null,
    freedHome: null,
    deducted: cell('déduit') === '' ? null : cell('déduit'),
    substituted: notes.includes('substitué'),
    legalPerson: isBody,
    firstLetting: notes.includes('neuf'),
    ...(notes.includes('échange de droit') ? { swapOfRight: true } : {}),
    ...(notes.includes('membres') ? { membersOnly: true } : {}),
  });
}

const place = {
  level: z.enum(['landlord', 'departement', 'epci']),
  code: z.string().nullable(),
  communes: z.array(z.string()).nullable().default(null),
};
const share = z.number().optional();
const count = z.number().int();

const expectedFigure = z.strictObject({
  mesure: z.string(),
  lieu: z.string(),
  dans: z.string().optional(),
  comptés: count,
  ensemble: count,
  part: z.number().nullable().optional(),
  manquants: count.nullable().optional(),
  au_delà: count.optional(),
  prouvés: count.optional(),
  déclarés: count.optional(),
  inconnus: count.optional(),
  contrôle: z.enum(['normal', 'injonction']).optional(),
  médiane: z.number().optional(),
  centile: z.number().optional(),
});
export type ExpectedFigure = z.infer<typeof expectedFigure>;

const expectedSchema = z.strictObject({
  chiffres: z.array(expectedFigure),
  non_comptés: z.record(z.string(), count).optional(),
  défauts: z.array(z.string()).optional(),
  tables: z.record(z.string(), z.array(z.array(z.union([z.string(), z.number(), z.null()])))).optional(),
});

const fileSchema = z.strictObject({
  réservataires: z.array(holderSchema),
  organismes: z.array(socialBodySchema),
  objectifs: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(targetKinds),
      ...place,
      share,
      number: count.optional(),
      none: z.enum(['forSale', 'notSignificant', 'empty']).optional(),
    }),
  ),
  références: z.array(
    z.strictObject({
      level: z.enum(['departement', 'epci']),
      code: z.string(),
      name: z.string(),
      number: count,
      share: z.number(),
    }),
  ),
  flux: z.strictObject({
    internalTransfers: count,
    urbanRenewal: count,
    orcod: count,
    unfitHousing: count,
    sale: count,
  }),
  objectifs_comptes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['essentialWorkers', 'volunteerFirefighters', 'statePublic']),
      name: z.string(),
      public: z.string().nullable(),
      ...place,
      share,
      number: count.optional(),
    }),
  ),
  séances: z.array(
    z.strictObject({
      id: z.string(),
      heldOn: civilDateSchema,
      homes: count,
      examined: count,
      decisions: z.tuple([count, count, count, count, count]),
      exceptions: z.record(z.string(), count),
      departures: count.nullable(),
    }),
  ),
  logements_libérés: z.array(
    z.strictObject({
      id: z.string(),
      insee: z.string(),
      status: z.enum(vacancyStatuses),
      availableOn: civilDateSchema.nullable(),
    }),
  ),
  propositions: z.array(
    z.strictObject({
      id: z.string(),
      insee: z.string(),
      sentOn: civilDateSchema,
      answer: z.enum(['accepted', 'refused']).nullable(),
      reason: z.enum(refusalReasons).optional(),
      adapted: z.boolean().optional(),
      dalo: z.boolean().nullable(),
    }),
  ),
  parc: z.array(z.strictObject({ insee: z.string(), qpv: z.boolean(), homes: count })),
  attendu: z.partialRecord(z.enum(indicatorNames), expectedSchema),
});
type YearFile = z.infer<typeof fileSchema>;

export function readYear(): { facts: ReportingFacts; expected: YearFile['attendu'] } {
  const read = fileSchema.parse(parseYaml(readFileSync(new URL('annee-2026.yaml', folder), 'utf8')));
  return { facts: factsOfYear(read), expected: read.attendu };
}

function factsOfYear(read: YearFile): ReportingFacts {
  return {
    landlord: { id: 'essai', name: 'Logis d’essai', aliases: [] },
    asOf: civilDate(`${year}-12-31`),
    from: civilDate('2024-07-01'),
    leases: readLeases(),
    offers: read.propositions.map(({ reason, adapted, ...offer }) => ({
      ...offer,
      homeId: `logement-${offer.id}`,
      applicationNumber: offer.id,
      rank: 1,
      answeredOn: null,
      refusalReason: reason ?? null,
      adapted: adapted ?? null,
      typology: 'T3',
    })),
    sittings: read.séances.map(({ decisions, ...sitting }) => ({
      ...sitting,
      commissionId: 'caleol',
      decisions: decisionsOf(decisions),
    })),
    vacancies: read.logements_libérés.map(({ id, insee, status, availableOn }) => ({
      vacancy: makeVacancy(id, { id, status, availableOn }),
      home: makeHome(id, { insee }),
      orientations: [],
    })),
    holders: read.réservataires,
    targets: read.objectifs.map(({ id, kind, level, code, communes, ...goal }) => ({
      id,
      kind,
      name: id,
      class: 'convention',
      year,
      territory: { level, code, communes },
      goal: goal.none ? { kind: 'none', because: goal.none } : goalOf(goal),
      source: 'essai',
    })),
    objectives: read.objectifs_comptes.map(({ level, code, communes, share, number, ...objective }) => ({
      ...objective,
      year,
      territory: { level, code, communes },
      goal: goalOf({ share, number }),
      source: 'essai',
    })),
    socialBodies: read.organismes,
    commitments: read.références.map(({ level, code, name, number, share }) => ({
      level,
      code,
      name,
      reference: { years: '2018-2020', number, share },
      rates: [{ year: 2023, share: 0.3 }],
      source: 'essai',
    })),
    flowPlans: [
      {
        year,
        source: 'essai',
        estimated: false,
        vacated: 60,
        newDeliveries: 2,
        newProgrammesInFlow: true,
        deducted: read.flux,
        prefetSubstituted: 0,
        namedHomes: 0,
        rounding: 'nearest',
        tenseCommunes: null,
        largeAreaDepartements: null,
        conventions: [],
      },
    ],
    stock: read.parc.map(({ insee, qpv, homes }) => ({
      insee,
      qpvCode: qpv ? 'QN00000M' : null,
      typology: 'T3',
      homes,
    })),
  };
}

function goalOf(goal: { share?: number | undefined; number?: number | undefined }) {
  if (goal.share !== undefined) return { kind: 'share' as const, share: goal.share };
  return { kind: 'number' as const, number: goal.number ?? 0 };
}

function decisionsOf(counts: readonly number[]): ReportingFacts['sittings'][number]['decisions'] {
  const made = {
    attribution: 0,
    rankedAttribution: 0,
    suspensiveAttribution: 0,
    nonAttribution: 0,
    irrecevability: 0,
  };
  for (const [index, kind] of decisionKinds.entries()) made[kind] = counts[index] ?? 0;
  return made;
}

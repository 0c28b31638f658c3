/** What a landlord sends for indicators: objectives, social bodies, the convention's annex, past sittings, facts of leases. */
import { describe, expect, it } from 'vitest';
import { exceptionNames } from '../../src/committee/papers/paper-words.ts';
import { leaseFactsSchema } from '../../src/domain/lease-facts.ts';
import { objectiveSchema, socialBodySchema } from '../../src/domain/objective.ts';
import { commitmentsTable } from '../../src/intake/tables/commitments.ts';
import { withTold } from '../../src/intake/tables/lease-facts.ts';
import { leasesTable } from '../../src/intake/tables/leases.ts';
import { objectivesTable } from '../../src/intake/tables/objectives.ts';
import { pastSittingsTable } from '../../src/intake/tables/past-sittings.ts';
import { socialBodiesTable } from '../../src/intake/tables/social-bodies.ts';
import { read, reasons } from './samples.ts';

describe('the objectives table', () => {
  const header = 'objective_id;kind;year;goal;name;public;level;code;source';

  it('gives objectives of essential workers, of firefighters and of the State that the domain accepts', async () => {
    const { rows, rejects } = await read(
      objectivesTable,
      `${header}
E1;travailleurs-essentiels;2026;10 %;;;epci;200039865;CIA de Metz
P1;pompiers-volontaires;2026;6;;;departement;57;
K1;public-etat;2026;45;Personnes sans logement;K;departement;57;Préfecture
T1;public-etat;2026;12;;protected;;;
`,
    );
    expect(rejects).toEqual([]);
    expect(rows.map((row) => objectiveSchema.parse(row))).toEqual(rows);
    expect(rows.map(({ goal }) => goal)).toEqual([
      { kind: 'share', share: 0.1 },
      { kind: 'number', number: 6 },
      { kind: 'number', number: 45 },
      { kind: 'number', number: 12 },
    ]);
    expect(rows.map((row) => row.public)).toEqual([null, null, 'k', 'protected']);
    expect(rows[3]?.name).toBe('Situations prioritaires protégées (L441-1)');
    expect(rows[3]?.territory).toEqual({ level: 'landlord', code: null, communes: null });
  });

  it('never counts a sensitive letter apart, and sets aside what says no number', async () => {
    const { rows, rejects } = await read(
      objectivesTable,
      `${header}
A1;public-etat;2026;20;Handicap;a;departement;57;
G1;public-etat;2026;20;Violences;g bis;departement;57;
X1;autre;2026;20;;;;;
X2;public-etat;2026;non significatif;;k;;;
X3;pompiers-volontaires;1999;6;;k;holder;prefet57;
X4;public-etat;2026;20;;;;;
`,
    );
    expect(rows).toEqual([]);
    expect(reasons(rejects)).toEqual([
      '2 public : situation protégée : elle n’est jamais comptée à part',
      '3 public : situation protégée : elle n’est jamais comptée à part',
      '4 kind : valeur inconnue',
      '5 goal : objectif sans chiffre',
      '6 public : public sans objet ici',
      '6 year : nombre hors de portée',
      '6 level : un objectif compté ne tient ni à un réservataire ni à une résidence',
      '7 public : valeur manquante',
    ]);
  });
});

describe('the list of social bodies', () => {
  it('dates each body and knows its other names; an end before its beginning is set aside', async () => {
    const { rows, rejects } = await read(
      socialBodiesTable,
      'body_id;name;aliases;from;until;source\nB1;Batigère;Batigere Habitat|BATIGERE;1998-01-01;;ANCOLS\nB2;Ancien office;;2010-01-01;2009-12-31;\nB3;;;hier;;\n',
    );
    expect(rows.map((row) => socialBodySchema.parse(row))).toEqual([
      {
        id: 'B1',
        name: 'Batigère',
        aliases: ['Batigere Habitat', 'BATIGERE'],
        from: '1998-01-01',
        until: null,
        source: 'ANCOLS',
      },
    ]);
    expect(reasons(rejects)).toEqual([
      '3 until : la fin vient avant le début',
      '4 name : valeur manquante',
      '4 from : date mal écrite',
    ]);
  });
});

describe('the annex of the convention', () => {
  it('keeps the reference and one rate a year, where words are no rate', async () => {
    const { rows, rejects } = await read(
      commitmentsTable,
      'level;code;name;reference_years;reference_number;reference_share;rate_2024;rate_2023\ndepartement;57;Moselle;2018-2020;412;31,5 %;Parc en vente;32 %\nepci;200039865;Metz;2018-2020;;;33 %;\n',
    );
    expect(rejects).toEqual([]);
    expect(rows).toEqual([
      {
        level: 'departement',
        code: '57',
        name: 'Moselle',
        reference: { years: '2018-2020', number: 412, share: 0.315 },
        rates: [
          { year: 2023, share: 0.32 },
          { year: 2024, share: null },
        ],
        source: '',
      },
      {
        level: 'epci',
        code: '200039865',
        name: 'Metz',
        reference: { years: '2018-2020', number: null, share: null },
        rates: [
          { year: 2023, share: null },
          { year: 2024, share: 0.33 },
        ],
        source: '',
      },
    ]);
  });

  it('sets aside a number given for a rate, a code of another level and a reference without its years', async () => {
    const { rejects } = await read(
      commitmentsTable,
      'level;code;name;reference_years;reference_number;rate_2023\ndepartement;57;Moselle;2018-2020;412;32\nepci;57;Metz;;;\nEPCI;200039865;Metz;;;\ndepartement;54;Meurthe-et-Moselle;;12;\n',
    );
    expect(reasons(rejects)).toEqual([
      '2 rate_2023 : ce n’est pas une part',
      '3 code : code du territoire mal écrit',
      '4 level : valeur inconnue',
      '5 reference_years : valeur manquante',
    ]);
  });
});

describe('the past sittings table', () => {
  const header =
    'sitting_id;held_on;commission;homes;examined;attributions;ranked_attributions;suspensive_attributions;non_attributions;irrecevabilities;exceptions;departures';

  it('counts the five decisions and the exceptions of a sitting', async () => {
    const { rows } = await read(
      pastSittingsTable,
      `${header}\nS1;2026-01-12;CALEOL-1;10;27;1;20;2;3;1;pas-assez-de-candidats=2|designation-dalo=1;\n`,
    );
    expect(rows).toEqual([
      {
        id: 'S1',
        heldOn: '2026-01-12',
        commissionId: 'CALEOL-1',
        homes: 10,
        examined: 27,
        decisions: {
          attribution: 1,
          rankedAttribution: 20,
          suspensiveAttribution: 2,
          nonAttribution: 3,
          irrecevability: 1,
        },
        exceptions: { notEnoughCandidates: 2, daloDesignation: 1 },
        departures: null,
        source: '',
      },
    ]);
  });

  it('knows every exception that the commission’s papers know', async () => {
    const cell = Object.keys(exceptionNames)
      .map((ground) => `${ground}=1`)
      .join('|');
    const { rows } = await read(
      pastSittingsTable,
      `${header}\nS1;2026-01-12;CALEOL-1;9;9;9;0;0;0;0;${cell};\n`,
    );
    expect(Object.keys(rows[0]?.exceptions ?? {}).sort()).toEqual(Object.keys(exceptionNames).sort());
  });

  it('sets aside counts that do not add up, a sitting to come and more exceptions than homes', async () => {
    const { rejects } = await read(
      pastSittingsTable,
      `${header}
S1;2026-01-12;C;10;28;1;20;2;3;1;;
S2;2026-12-01;C;1;1;1;0;0;0;0;;
S3;2026-01-12;C;1;1;1;0;0;0;0;plai-adapte=2;
S4;2026-01-12;C;1;1;1;0;0;0;0;neige=1;
S5;2026-01-12;C;1;1;1;0;0;0;0;;2
S6;2026-01-12;C;1;1;-1;2;0;0;0;;
`,
    );
    expect(reasons(rejects)).toEqual([
      '2 examined : les cinq décisions n’y font pas le compte',
      '3 held_on : date hors de portée',
      '4 exceptions : plus que de logements examinés',
      '5 exceptions : exception mal écrite',
      '6 departures : plus que de logements examinés',
      '7 attributions : nombre hors de portée',
    ]);
  });
});

describe('the facts that a leases file tells', () => {
  const header =
    'lease_id;home_id;signed_on;insee;typology;financing;qpv_code;first_quartile;transfer;application_number;income_evidence;categories;persons;essential_worker;legal_person;filed_on';
  const line = (more: string, id = 'B1') => `${id};L1;2026-03-02;57463;T3;PLUS;;oui;none;${more}`;

  it('keep what the cells say and nothing of the empty ones', async () => {
    const { rows } = await read(
      leasesTable,
      `${header}\n${line('057032400000100001;prouve;d|k;3;oui;;2020-01-02')}\n${line(';;;;;;', 'B2')}\n`,
    );
    expect(rows.map(({ told }) => told)).toEqual([
      {
        leaseId: 'B1',
        applicationNumber: '057032400000100001',
        facts: {
          income: 'proved',
          categories: ['d', 'k'],
          persons: 3,
          essentialWorker: true,
          filedOn: '2020-01-02',
        },
      },
      null,
    ]);
  });

  it.each(['a', 'b', 'g', 'gbis', 'g bis', 'h', 'i'])(
    'keep the sensitive letter %s without its ground',
    async (letter) => {
      const { rows } = await read(leasesTable, `${header}\n${line(`;;${letter}|k;;;;`)}\n`);
      expect([...(rows[0]?.told?.facts.categories ?? [])].sort()).toEqual(['k', 'protected']);
    },
  );

  it('set the whole row aside where a cell is wrong', async () => {
    const { rows, rejects } = await read(
      leasesTable,
      `${header}\n${line('123;vu;z;0;peut-être;;2027-01-01')}\n`,
    );
    expect(rows).toEqual([]);
    expect(reasons(rejects).map((one) => one.split(' :')[0])).toEqual([
      '2 filed_on',
      '2 essential_worker',
      '2 income_evidence',
      '2 categories',
      '2 persons',
      '2 application_number',
    ]);
  });

  it('replace what files told before, and only fill what a signature in the tool left unknown', () => {
    const imported = withTold(null, { persons: 3, income: 'declared' }, false);
    expect(leaseFactsSchema.parse(imported)).toEqual(imported);
    expect(withTold(imported, { persons: 4, income: 'proved' }, false)).toMatchObject({
      persons: 4,
      income: 'proved',
    });
    expect(
      withTold(imported, { persons: 4, income: 'proved', essentialWorker: true, firstLetting: true }, true),
    ).toEqual({ ...imported, essentialWorker: true, firstLetting: true });
  });
});

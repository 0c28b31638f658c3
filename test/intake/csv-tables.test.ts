import { describe, expect, it } from 'vitest';
import { applicationSchema } from '../../src/domain/application.ts';
import { homeSchema, vacancySchema } from '../../src/domain/home.ts';
import { targetSchema } from '../../src/domain/target.ts';
import { applicationsTable } from '../../src/intake/tables/applications.ts';
import { homesTable } from '../../src/intake/tables/homes.ts';
import { targetsTable } from '../../src/intake/tables/targets.ts';
import { applicationLine, applicationsHeader, homeLine, homesHeader, read, reasons } from './samples.ts';

describe('the homes table', () => {
  it('gives a home and its vacancy that the domain accepts', async () => {
    const { rows, report } = await read(homesTable, `${homesHeader}\n${homeLine}\n`);
    expect(report).toMatchObject({ rows: 1, accepted: 1, rejected: 0, unknownColumns: [], warnings: [] });
    expect(homeSchema.parse(rows[0]?.home)).toMatchObject({
      id: 'L1',
      surfaceM2: 62.5,
      rentCents: 41230,
      chargesCents: 8500,
      qpvCode: null,
      energyClass: 'D',
    });
    expect(vacancySchema.parse(rows[0]?.vacancy)).toMatchObject({
      holderId: 'prefet57',
      acceptancePermille: 700,
      status: 'available',
    });
  });

  it('is the same with commas, a byte order mark, Windows line ends and points as decimal marks', async () => {
    const plain = await read(homesTable, `${homesHeader}\n${homeLine}\n`);
    const commas =
      '\ufeffhome_id,insee,typology,habitable_rooms,surface_m2,financing,rent,charges,qpv_code,energy_class,holder,acceptance\r\nL1,57463,T3,3,62.5,PLUS,412.30,85,,D,prefet57,"0,7"\r\n';
    expect((await read(homesTable, commas)).rows).toEqual(plain.rows);
  });

  it('refuses a file without a mandatory column and names it', async () => {
    const { refusal } = await read(homesTable, `${homesHeader.replace(';rent', '')}\n${homeLine}\n`);
    expect(refusal).toMatchObject({ code: 'header', row: 1 });
    expect(refusal?.message).toBe('Logements : la colonne « rent » manque.');
  });

  it('reports unknown columns and reads the rest', async () => {
    const { rows, report } = await read(homesTable, `${homesHeader};couleur\n${homeLine};bleu\n`);
    expect(rows).toHaveLength(1);
    expect(report?.unknownColumns).toEqual(['couleur']);
  });

  it('sets a bad row aside with every problem it has, and serves the others', async () => {
    const bad = 'L2;57000;T9x;0;62,5;HLM;-3;;;Z;;1,7';
    const { rows, rejects } = await read(homesTable, `${homesHeader}\n${bad}\n${homeLine}\n`);
    expect(rows.map(({ home }) => home.id)).toEqual(['L1']);
    expect(reasons(rejects)).toEqual([
      '2 insee : code INSEE inconnu (un code postal ?)',
      '2 typology : typologie inconnue',
      '2 habitable_rooms : nombre hors de portée',
      '2 financing : valeur inconnue',
      '2 rent : montant négatif',
      '2 charges : valeur manquante',
      '2 energy_class : valeur inconnue',
      '2 acceptance : part hors de portée',
    ]);
    expect(rejects[0]?.cells[0]).toBe('L2');
  });
});

describe('the applications table', () => {
  it('gives an application that the domain accepts', async () => {
    const { rows } = await read(applicationsTable, `${applicationsHeader}\n${applicationLine()}\n`);
    const application = applicationSchema.parse(rows[0]?.application);
    expect(application.household).toEqual({
      persons: [
        { bornOn: '1988-03-02', role: 'holder', disabled: false },
        { bornOn: '1990-01-01', role: 'partner', disabled: false },
        { bornOn: '2015-05-05', role: 'dependant', disabled: false },
      ],
      visitingChildren: 0,
      monthlyResourcesCents: 185050,
      resourcesEvidence: 'declared',
      taxIncome: { n2Cents: 2100000, n1Cents: null, last12MonthsCents: null },
    });
    expect(application.labels).toEqual([
      { category: 'dalo', by: 'commission de médiation', on: '2026-02-01', until: null },
      { category: 'c', by: 'prefet57', on: '2026-03-03', until: null },
    ]);
    expect(application.gridFacts).toEqual([
      { criterion: 'sans-logement', value: true, asOf: '2026-03-01', evidence: 'declared' },
      { criterion: 'enfants', value: 1, asOf: '2026-03-01', evidence: 'declared' },
    ]);
  });

  it('keeps 0 € and an empty cell apart: one is a real value, the other is unknown', async () => {
    const zero = applicationLine().replace(';1850,50;', ';0;');
    const empty = applicationLine('057032400000100002').replace(';1850,50;', ';;');
    const { rows } = await read(applicationsTable, `${applicationsHeader}\n${zero}\n${empty}\n`);
    expect(rows.map(({ application }) => application.household.monthlyResourcesCents)).toEqual([0, null]);
  });

  it('takes an application that was never renewed as valid from its filing', async () => {
    const line = applicationLine().replace(';2026-03-01;', ';;');
    const { rows } = await read(applicationsTable, `${applicationsHeader}\n${line}\n`);
    expect(rows[0]?.application.renewedOn).toBe('2024-03-02');
  });

  it('sets aside both rows of a number that stands twice', async () => {
    const text = [
      applicationsHeader,
      applicationLine(),
      applicationLine('057032400000100009'),
      applicationLine(),
    ];
    const { rows, rejects } = await read(applicationsTable, `${text.join('\n')}\n`);
    expect(rows.map(({ application }) => application.number)).toEqual(['057032400000100009']);
    expect(reasons(rejects)).toEqual([
      '2 nur : présent plusieurs fois dans le fichier',
      '4 nur : présent plusieurs fois dans le fichier',
    ]);
  });

  it('asks for exactly one holder among the persons', async () => {
    const line = applicationLine().replace('partner', 'holder');
    const { rejects } = await read(applicationsTable, `${applicationsHeader}\n${line}\n`);
    expect(reasons(rejects)).toEqual(['2 persons : 2 titulaires']);
  });

  it('reads designations, refusals and arrears where the file has them', async () => {
    const header = `${applicationsHeader};designated_for;refusals;arrears`;
    const line = `${applicationLine()};L1@prefet57@2026-11-02@dalo;L9@2026-05-01@adapted;1250,00@2026-10-01@plan`;
    const { rows } = await read(applicationsTable, `${header}\n${line}\n`);
    expect(rows[0]?.designatedFor).toEqual([
      { homeId: 'L1', holderId: 'prefet57', on: '2026-11-02', dalo: true },
    ]);
    expect(rows[0]?.application.refusals).toEqual([{ homeId: 'L9', on: '2026-05-01', adapted: true }]);
    expect(rows[0]?.application.arrears).toEqual({
      amountCents: 125000,
      asOf: '2026-10-01',
      underPlan: true,
    });
  });
});

describe('the targets table', () => {
  it('reads which homes a target wants freed, and refuses one that does not say it or counts them by a share', async () => {
    const text = [
      'target_id;kind;year;goal;level;code;freed_typologies;freed_communes',
      't4;logements-liberes;2026;60;departement;57;T5|T4;57463',
      'partout;logements-liberes;2026;12;;;T4;',
      'vente;logements-liberes;2026;Parc en vente;;;;',
      'sans-taille;logements-liberes;2026;60;;;;',
      'inconnue;logements-liberes;2026;60;;;chalet;',
      'part;logements-liberes;2026;30 %;;;T4;',
    ].join('\n');
    const { rows, rejects } = await read(targetsTable, `${text}\n`);
    const targets = rows.flat();
    for (const { target } of targets) targetSchema.parse(target);
    expect(targets.map(({ target }) => [target.id, target.class, target.goal])).toEqual([
      [
        't4',
        'own',
        { kind: 'number', number: 60, freeing: { typologies: ['T4', 'T5'], communes: ['57463'] } },
      ],
      ['partout', 'own', { kind: 'number', number: 12, freeing: { typologies: ['T4'], communes: null } }],
      ['vente', 'own', { kind: 'none', because: 'forSale' }],
    ]);
    expect(reasons(rejects)).toEqual([
      '5 freed_typologies : typologie absente ou inconnue',
      '6 freed_typologies : typologie absente ou inconnue',
      '7 goal : une part de logements libérés',
    ]);
    expect(
      targetSchema.safeParse({ ...targets[0]?.target, goal: { kind: 'number', number: 60 } }).success,
    ).toBe(false);
  });

  it('reads a share, a number and the words that are no goal', async () => {
    const text = [
      'target_id;kind;year;goal;level;code;communes;signed_total;signed_in_group',
      'metz;mutations;2026;30 %;epci;200039865;;60;12',
      'interne;mutations-internes;2026;230;;;;;',
      'bitche;mutations;2026;Parc en vente;epci;200069441;;;',
      'colombey;mutations;2026;patrimoine mais non significatif;epci;245400510;;;',
      'sanon;mutations;2026;;epci;245400759;57463|57672;;',
      'q1;q1-hors-qpv;2026;0,25;epci;200039865;;40;9',
    ].join('\n');
    const { rows, rejects } = await read(targetsTable, `${text}\n`);
    expect(rejects).toEqual([]);
    const targets = rows.flat();
    for (const { target } of targets) targetSchema.parse(target);
    expect(targets.map(({ target }) => [target.id, target.class, target.goal])).toEqual([
      ['metz', 'convention', { kind: 'share', share: 0.3 }],
      ['interne', 'own', { kind: 'number', number: 230 }],
      ['bitche', 'convention', { kind: 'none', because: 'forSale' }],
      ['colombey', 'convention', { kind: 'none', because: 'notSignificant' }],
      ['sanon', 'convention', { kind: 'none', because: 'empty' }],
      ['q1', 'statutory', { kind: 'share', share: 0.25 }],
    ]);
    expect(targets[0]?.progress).toEqual({ signedTotal: 60, signedInGroup: 12, unknown: 0 });
    expect(targets[4]?.target.territory.communes).toEqual(['57463', '57672']);
  });

  it('gives one target a year where the table has a column a year', async () => {
    const text = 'target_id;kind;level;code;goal_2025;goal_2026\nmetz;mutations;epci;200039865;25 %;30 %\n';
    const { rows } = await read(targetsTable, text);
    expect(rows.flat().map(({ target }) => [target.id, target.year])).toEqual([
      ['metz-2025', 2025],
      ['metz-2026', 2026],
    ]);
  });
});

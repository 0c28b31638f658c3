import { describe, expect, it } from 'vitest';
import { applicationSchema } from '../../src/domain/application.ts';
import { bytesSource } from '../../src/intake/byte-source.ts';
import { type ApplicationFileRow, readApplicationsFile } from '../../src/intake/readers.ts';
import type { RejectedRow } from '../../src/intake/refusal.ts';
import { options, reasons } from './samples.ts';
import { message, request } from './sne-messages.ts';

async function readSne(content: string) {
  const rows: ApplicationFileRow[] = [];
  const rejects: RejectedRow[] = [];
  const result = await readApplicationsFile(
    bytesSource('message.xml', content),
    {
      onRow: (row) => {
        rows.push(row);
      },
      onReject: (rejected) => {
        rejects.push(rejected);
      },
    },
    options,
  );
  return { rows, rejects, result, refusal: result.ok ? null : result.refusal };
}

describe('an SNE message', () => {
  it('becomes an application that the domain accepts', async () => {
    const { rows, rejects } = await readSne(message('CRE', [request()]));
    expect(rejects).toEqual([]);
    const [row] = rows;
    if (row?.kind !== 'application') throw new Error('no application');
    const application = applicationSchema.parse(row.application);
    expect(application).toMatchObject({
      number: '057032400000100001',
      name: 'Ana Durand & Fils',
      filedOn: '2024-03-02',
      renewedOn: '2024-03-02',
      status: 'live',
      employment: 'employee',
      wishes: { communes: ['57463'], typologies: ['T3'], accessibility: 'wheelchair' },
      current: { kind: 'HLM', landlord: 'Office voisin', insee: '57672', habitableRooms: 2, residents: 3 },
    });
    expect(application.household.persons.map(({ role }) => role)).toEqual(['holder', 'partner', 'dependant']);
    expect(application.household.visitingChildren).toBe(1);
    expect(row.contact).toEqual({ email: 'ana@exemple.fr', phone: '0601020304' });
  });

  it('adds what is received, without housing benefit, and does not take paid alimony off', async () => {
    const { rows } = await readSne(message('CRE', [request()]));
    const household = rows[0]?.kind === 'application' ? rows[0].application.household : null;
    expect(household?.monthlyResourcesCents).toBe(133155);
    expect(household?.taxIncome).toEqual({ n2Cents: 1800050, n1Cents: 2000000, last12MonthsCents: null });
  });

  it('keeps nothing of nationality, health or the handicap itself', async () => {
    const { rows } = await readSne(message('CRE', [request()]));
    const kept = JSON.stringify(rows);
    expect(kept).toContain('motif-09');
    expect(kept).not.toContain('motif-08');
    expect(kept).not.toMatch(/nationalite|aideTechnique|"MI"/);
    const persons = rows[0]?.kind === 'application' ? rows[0].application.household.persons : [];
    expect(persons.map(({ disabled }) => disabled)).toEqual([null, null, null]);
  });

  it('dates a renewal by the message where it does not say when', async () => {
    const { rows } = await readSne(message('REN', [request()]));
    expect(rows[0]?.kind === 'application' && rows[0].application.renewedOn).toBe('2026-11-20');
  });

  it('tells ends with their ground, and suppressions', async () => {
    const ended = (ground: string) =>
      message('RAD', [request({ body: `<radiation><motifRadiation code="${ground}"/></radiation>` })]);
    const ending = { applicationNumber: '057032400000100001', on: '2026-11-20' };
    expect((await readSne(ended('RADATT'))).rows).toEqual([
      { kind: 'ending', ending: { ...ending, status: 'housed' } },
    ]);
    expect((await readSne(ended('RADREN'))).rows).toEqual([
      { kind: 'ending', ending: { ...ending, status: 'expired' } },
    ]);
    expect((await readSne(ended(''))).rows[0]?.kind).toBe('application');
    expect(reasons((await readSne(ended('RADXXX'))).rejects)).toEqual([
      '1 motifRadiation : motif de radiation inconnu',
    ]);
    expect((await readSne(message('SUP', [request()]))).rows).toEqual([
      { kind: 'ending', ending: { ...ending, status: 'removed' } },
    ]);
  });

  it('sets aside the request that has a bad datum, by its path, and serves the others', async () => {
    const bad = request({ number: '057032400000100002', commune: '57000', typology: 'T9' });
    const { rows, rejects } = await readSne(message('MOD', [request(), bad]));
    expect(rows).toHaveLength(1);
    expect(reasons(rejects)).toEqual([
      '2 demandeLogement/logementRecherche/listeTypeLogement/typeLogement : type de logement inconnu',
      '2 demandeLogement/logementRecherche/listeLocalisationSouhaite/localisationSouhaite/commune : code INSEE inconnu',
    ]);
  });

  it('sets aside both requests of a number that stands twice', async () => {
    const { rows, rejects } = await readSne(message('CRE', [request(), request()]));
    expect(rows).toEqual([]);
    expect(rejects).toHaveLength(2);
  });
});

describe('a hostile XML file', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>`;
  const external = `<!DOCTYPE x SYSTEM "http://exemple.invalid/x.dtd">`;
  const inside = (text: string) =>
    message('CRE', [request()]).replace('<n:interfaceNuu', `${text}<n:interfaceNuu`);
  const deep = `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`;

  it.each([
    ['with entities of its own', inside(laughs), 'forbidden-xml', /DOCTYPE/],
    ['with an external document type', inside(external), 'forbidden-xml', /DOCTYPE/],
    [
      'with an endless document type',
      `<?xml version="1.0"?><!DOCTYPE ${'x'.repeat(2_000_000)}`,
      'forbidden-xml',
      /DOCTYPE/,
    ],
    ['with an unknown entity', message('CRE', [request({ body: '<x>&xxe;</x>' })]), 'format', /bien formé/],
    [
      'with an endless text',
      message('CRE', [request({ body: `<x>${'y'.repeat(2_100_000)}` })]),
      'endless-line',
      /million/,
    ],
    [
      'with an endless attribute',
      message('CRE', [request({ body: `<x a="${'y'.repeat(2_100_000)}` })]),
      'endless-line',
      /million/,
    ],
    ['nested without end', message('CRE', [request({ body: deep })]), 'too-deep', /40 balises/],
    [
      'with a request of endless tags',
      message('CRE', [request({ body: '<a/>'.repeat(30_000) })]),
      'too-deep',
      /5000 balises/,
    ],
    ['cut in the middle', message('CRE', [request()]).slice(0, 900), 'format', /bien formé/],
    ['of another kind', '<rss version="2.0"></rss>', 'format', /« rss »/],
    ['of another version', message('CRE', [request()], '09.00'), 'format', /09\.00/],
    ['of an unknown message kind', message('XYZ', [request()]), 'format', /XYZ/],
    ['without any request', message('CRE', []), 'empty', /aucune demande/],
  ])('%s is refused with a clear word', async (_name, content, code, expected) => {
    const { refusal } = await readSne(content);
    expect(refusal).toMatchObject({ code });
    expect(refusal?.message).toMatch(expected);
  });
});

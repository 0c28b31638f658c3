/** Indicators at their two doors: the landlord's own people read everything, a préfecture its département, small counts hidden. */
import { read, utils } from '@e965/xlsx';
import { asc, eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { journalContents, journalLines } from '../../../db/schema/journal.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Agent = ReturnType<typeof request.agent>;

describe('indicators', () => {
  let service: TestService;
  let officer: Agent;
  let prefecture: Agent;
  const signedIn = async (mailbox: string): Promise<Agent> => {
    const agent = request.agent(service.app);
    await agent
      .post('/api/v1/sessions')
      .send({ email: `${mailbox}@demo.example`, password: demoPassword })
      .expect(201);
    return agent;
  };
  /** The cells of the row that a name opens, without no-break spaces. */
  const row = (html: string, name: string): string[] => {
    const body = new RegExp(`<th scope="row">${name}</th>(.*?)</tr>`).exec(html)?.[1] ?? '';
    return [...body.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) =>
      cell.replaceAll('\u00a0', ' ').replace(/<[^>]+>/g, ''),
    );
  };

  beforeAll(async () => {
    service = await testService();
    officer = await signedIn('agent');
    prefecture = await signedIn('prefecture');
  });
  afterAll(() => service.stop());

  it('counts for the landlord what its leases say, with the leases behind each figure', async () => {
    const { text } = await officer.get('/agent/indicateurs/internal-transfers').expect(200);
    const internal = testDemo.leases.filter(({ transfer }) => transfer === 'internal').length;
    const cells = row(text, testDemo.landlord.name);
    expect(cells[0]).toBe(String(internal));
    const address = /href="(\/agent\/indicateurs\/internal-transfers\/baux[^"]+)"/.exec(text)?.[1] ?? '';
    const behind = await officer.get(address.replaceAll('&amp;', '&')).expect(200);
    expect(behind.text.replaceAll('\u00a0', ' ')).toContain(`Comptés : ${internal}<`);
  });

  it('shows a préfecture its département alone, and opens no lease to it', async () => {
    const { text } = await prefecture.get('/prefecture/q1-outside-qpv').expect(200);
    expect(text).toContain('Metz Métropole');
    expect(text).not.toContain('Métropole du Grand Nancy');
    expect(text).not.toContain('/baux');
    await prefecture.get('/agent/indicateurs/q1-outside-qpv/baux?chiffre=x').expect(403);
    await prefecture.get('/prefecture/territoires/200039865').expect(200);
    await prefecture.get('/prefecture/territoires/54').expect(404);
    // Sittings are the landlord's: none is counted for a département, and no nought is shown for it.
    const sittings = (await prefecture.get('/prefecture/caleol').expect(200)).text;
    expect(sittings).toContain('Rien à compter');
  });

  it('hides from a préfecture the small counts that the landlord reads', async () => {
    const of = async (agent: Agent, base: string) =>
      (await agent.get(`${base}/q1-outside-qpv`).expect(200)).text;
    const [open, closed] = [await of(officer, '/agent/indicateurs'), await of(prefecture, '/prefecture')];
    const small = [
      'CC du Warndt',
      'CC Rives de Moselle',
      'CA Saint-Avold Synergie',
      'CC du Pays Orne Moselle',
    ].filter((name) => {
      const [counted] = row(open, name);
      return counted !== undefined && Number(counted) > 0 && Number(counted) < 11;
    });
    expect(small.length).toBeGreaterThan(0);
    for (const name of small) expect(row(closed, name)).toContain('secret');
    expect(closed).toContain('Secret statistique');
    expect(open).not.toContain('secret');
  });

  it('shows a préfecture no more of a territory alone, nor on days of its choice, than of all at once', async () => {
    const path = '/prefecture/priority';
    const all = (await prefecture.get(path).expect(200)).text;
    const territories = [...all.matchAll(/<option value="(\d{9})">([^<]+)</g)];
    const secret = territories.filter(([, , name = '']) => row(all, name).includes('secret'));
    expect(secret.length).toBeGreaterThan(1);
    for (const [, code = '', name = ''] of secret.slice(0, 2)) {
      const alone = (await prefecture.get(`${path}?territoire=${code}`).expect(200)).text;
      expect(row(alone, name)).toContain('secret');
    }
    const refused = await prefecture.get(`${path}?du=2026-01-01&au=2026-11-20`).expect(400);
    expect(refused.text).toContain('se lisent par année entière');
    await officer.get('/agent/indicateurs/priority?du=2026-01-01&au=2026-11-20').expect(200);
  });

  it('says on the sheet of a territory what its indicator says, hidden where it is', async () => {
    const page = (await prefecture.get('/prefecture/q1-outside-qpv').expect(200)).text;
    const sheet = (await prefecture.get('/prefecture/territoires/200039865').expect(200)).text;
    const onPage = row(page, 'Metz Métropole').filter((cell) => !cell.includes('–'));
    expect(row(sheet, '1er quartile hors QPV').slice(0, 2)).toEqual(onPage.slice(0, 2));
    const own = (await officer.get('/agent/indicateurs/territoires/200039865').expect(200)).text;
    const ofOfficer = (await officer.get('/agent/indicateurs/q1-outside-qpv').expect(200)).text;
    expect(row(own, '1er quartile hors QPV').slice(0, 3)).toEqual(
      row(ofOfficer, 'Metz Métropole').slice(0, 3),
    );
  });

  it('copies exactly what the screen shows, with its filter, and writes it in the journal', async () => {
    const path = '/prefecture/qpv-mix';
    const page = (await prefecture.get(path).expect(200)).text;
    const { body } = await prefecture
      .get(`${path}.ods`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    const book = read(body);
    const [first = ''] = book.SheetNames;
    const sheet = book.Sheets[first];
    const rows = sheet ? utils.sheet_to_json<(string | number | null)[]>(sheet, { header: 1 }) : [];
    expect(rows.length).toBeGreaterThan(2);
    for (const [name, counted] of rows.slice(1)) {
      const shown = row(page, String(name))[0] ?? '';
      expect(String(counted).replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
    }
    const csv = await prefecture.get(`${path}.csv?territoire=200039865`).expect(200);
    expect(csv.text).toContain('Metz Métropole, du 01/01/2026 au 31/12/2026');
    await prefecture.get(`${path}.pdf`).expect(200).expect('content-type', /pdf/);
    const acts = await withLandlord(service.database.db, 'demo', (tx) =>
      tx
        .select({ kind: journalLines.kind, content: journalContents.content })
        .from(journalLines)
        .innerJoin(journalContents, eq(journalContents.sequence, journalLines.sequence))
        .where(eq(journalLines.kind, 'indicator.copied'))
        .orderBy(asc(journalLines.sequence)),
    );
    expect(acts.map(({ content }) => content.after)).toMatchObject([
      { name: 'qpv-mix', format: 'ods' },
      { name: 'qpv-mix', format: 'csv', filter: expect.stringContaining('Metz Métropole') },
      { name: 'qpv-mix', format: 'pdf' },
    ]);
  });

  it('sends each reader to its own door, and says what is wrong in a filter', async () => {
    await officer.get('/prefecture/pp5').expect(303).expect('location', '/agent/indicateurs/pp5');
    const wrong = await officer.get('/agent/indicateurs/pp5?du=2026-05-01&au=2026-04-01').expect(400);
    expect(wrong.text).toContain('La période finit avant de commencer');
  });

  it('gives data to complete to a person once, and tells the second who comes', async () => {
    const page = (await officer.get('/agent/indicateurs/donnees').expect(200)).text;
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const [line = ''] = [...page.matchAll(/name="donnee" value="(0 income:[^"]+)"/g)].map(
      ([, value]) => value ?? '',
    );
    const send = (fields: Record<string, string>) =>
      officer
        .post('/agent/indicateurs/donnees')
        .type('form')
        .send({ _csrf: csrf, note: '', ...fields });
    await send({ geste: 'confier', donnee: line, personne: '', pour: '' }).expect(409);
    const given = await send({
      geste: 'confier',
      donnee: line,
      personne: 'Lucie',
      pour: '2026-12-01',
    }).expect(303);
    const after = await officer.get(given.headers.location ?? '').expect(200);
    expect(after.text).toContain('Lucie, pour le 01/12/2026');
    const late = await send({ geste: 'confier', donnee: line, personne: 'Marc', pour: '' }).expect(409);
    expect(late.text).toContain('entre-temps à Lucie');
    await prefecture.get('/agent/indicateurs/donnees').expect(403);
  });

  it('opens nothing to a préfecture whose départements nobody wrote', async () => {
    const email = 'prefecture@demo.example';
    await setAccount(service.database.db, email, { departements: null });
    const refused = await prefecture.get('/prefecture').expect(403);
    expect(refused.text).toContain('Aucun département');
    await setAccount(service.database.db, email, { departements: ['57'] });
    await prefecture.get('/prefecture').expect(200);
  });

  it('lists to a préfecture its own designations, never another holder’s', async () => {
    const { text } = await prefecture.get('/prefecture/contingent').expect(200);
    const others = testDemo.designations.filter(({ holderId }) => holderId !== 'prefet');
    for (const { applicationNumber } of others) expect(text).not.toContain(applicationNumber);
    const secretary = await signedIn('secretaire');
    await secretary.get('/prefecture/contingent').expect(403);
  });
});

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalStore } from '../../db/stores/journal-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { createApp } from '../../src/http/app.ts';
import { type TestService, testService } from '../support/service.ts';

const plain = (text: string): string => text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');
const holders =
  'holder_id;name;flow\nmairie-neuve;Mairie neuve;10 %\nmairie-vieille;Mairie vieille;beaucoup\n';

describe('imports sent from a page', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    officer = request.agent(service.app);
    const { text } = await officer.get('/connexion');
    const account = { email: 'agent@demo.example', password: demoPassword };
    await officer
      .post('/connexion')
      .type('form')
      .send({ _csrf: csrfOf(text), ...account });
  });
  afterAll(() => service.stop());

  const csrfOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const keyOf = (text: string) => /name="_key" value="([^"]+)"/.exec(text)?.[1] ?? '';
  async function send(content: string | Buffer, fields: Record<string, string> = {}) {
    const { text } = await officer.get('/agent/imports').expect(200);
    const all = { _csrf: csrfOf(text), _key: keyOf(text), genre: 'holders', mode: 'difference', ...fields };
    const sending = officer.post('/agent/imports');
    for (const [name, value] of Object.entries({ encodage: 'utf-8', ...all })) sending.field(name, value);
    return sending.attach('fichier', Buffer.from(content), 'reservataires de Mme Untel.csv');
  }
  const pieces = async () => {
    const rows = await service.database.db.execute<{ pieces: number }>('select 1 from job_files');
    return rows.length;
  };
  async function settledPage(address: string): Promise<string> {
    await service.dependencies.jobs.settled('demo', address.split('/').at(-1) ?? '');
    return plain((await officer.get(address).expect(200)).text);
  }

  it('a file becomes a task, and its page says what changed and gives back the rows to correct', async () => {
    const answer = await send(holders);
    expect(answer.status).toBe(303);
    const address = answer.headers.location ?? '';
    const text = await settledPage(address);
    expect(text).toContain('2 lignes lues, 1 retenue, 1 mise de côté');
    expect(text).toContain('réservataires');
    const sheet = (await officer.get(`${address}/lignes.csv`).expect(200)).text;
    expect(sheet).toContain('mairie-vieille');
    expect(sheet).not.toContain('mairie-neuve');
    const [act] = await journalStore(service.database.db).page('demo', null, 1);
    expect(act).toMatchObject({ kind: 'import.asked', after: { kind: 'holders', mode: 'difference' } });
    const [job] = await service.dependencies.jobs.list('demo', 'import', 1);
    expect(JSON.stringify(job)).not.toContain('Untel');
  });

  it('the same content sent again changes nothing, and says so', async () => {
    const answer = await send(holders);
    expect(await settledPage(answer.headers.location ?? '')).toContain('Ce contenu a déjà été importé');
  });

  it('tried without writing, it tells and keeps nothing', async () => {
    const other = 'holder_id;name\nmairie-autre;Mairie autre\n';
    const answer = await send(other, { essai: 'oui' });
    expect(await settledPage(answer.headers.location ?? '')).toContain('Essai à blanc : rien n’a été écrit.');
    const again = await send(other);
    expect(await settledPage(again.headers.location ?? '')).toContain('Import terminé.');
  });

  it('a file that is refused whole says why and where, without having written', async () => {
    const answer = await send('nom;couleur\nMairie;bleu\n');
    const text = await settledPage(answer.headers.location ?? '');
    expect(text).toContain('Fichier refusé');
    expect(text).toContain('Rien n’a été écrit.');
  });

  it('what is no table leaves nothing behind, nor does a form that cannot be read', async () => {
    const before = await pieces();
    const picture = await send(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]));
    expect(picture.status).toBe(400);
    expect(plain(picture.text)).toContain('n’est pas celui attendu');
    expect((await send('')).status).toBe(400);
    expect((await send(holders, { genre: 'policy' })).status).toBe(400);
    // A form older than the sign-in waits for its author, without its file.
    expect((await send(holders, { _csrf: 'stolen' })).headers.location).not.toContain('/imports/');
    await expect.poll(pieces).toBe(before);
  });

  it('a file that the database has no room for is refused in these words, not as a file that was cut', async () => {
    const { jobFiles } = service.dependencies;
    const full = async () => Promise.reject(Object.assign(new Error('no room'), { code: '53100' }));
    const app = createApp({ ...service.dependencies, jobFiles: { ...jobFiles, keep: full } });
    const other = request.agent(app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await other.post('/api/v1/sessions').send(credentials).expect(201);
    const page = await other.get('/agent/imports').expect(200);
    const answer = await other
      .post('/agent/imports')
      .set('accept', 'text/html')
      .field('_csrf', csrfOf(page.text))
      .field('_key', keyOf(page.text))
      .attach('fichier', Buffer.from(holders), 'reservataires.csv');
    expect(answer.status).toBe(503);
    expect(plain(answer.text)).toContain('plus de place');
  });

  it('the same form sent twice asks once', async () => {
    const { text } = await officer.get('/agent/imports');
    const fields = { _csrf: csrfOf(text), _key: keyOf(text) };
    const content = 'holder_id;name\nmairie-double;Mairie double\n';
    const [first, second] = await Promise.all([send(content, fields), send(content, fields)]);
    expect(first.headers.location).toBe(second.headers.location);
  });
});

describe('a file given to a task', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  it('comes back byte for byte whatever the size of what it came in, and is gone once dropped', async () => {
    const { jobFiles } = service.dependencies;
    const whole = Buffer.from(Array.from({ length: 2_500_000 }, (_, index) => (index * 31) % 251));
    async function* inBits() {
      for (let at = 0; at < whole.length; at += 77_777) yield whole.subarray(at, at + 77_777);
    }
    const { fileId, bytes } = await jobFiles.keep('demo', inBits());
    expect([bytes, await jobFiles.pieces('demo', fileId)]).toEqual([2_500_000, 3]);
    const back: Uint8Array[] = [];
    for await (const piece of jobFiles.open('demo', fileId)) back.push(piece);
    expect(Buffer.concat(back).equals(whole)).toBe(true);
    await jobFiles.drop('demo', fileId);
    expect(await jobFiles.pieces('demo', fileId)).toBe(0);
  });
});

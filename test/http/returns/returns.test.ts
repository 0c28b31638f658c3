/** Returns from the calendar to the copy that is kept: who may, once, for ever, and what changed since. */
import { createHash } from 'node:crypto';
import { eq, like } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { journalContents, journalLines } from '../../../db/schema/journal.ts';
import { filedReturns } from '../../../db/schema/reporting.ts';
import { leases } from '../../../db/schema/tenancy.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { createApp } from '../../../src/http/app.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { setAccount } from '../../support/accounts.ts';
import { pdfText, skipsPapers } from '../../support/pdf.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Agent = ReturnType<typeof request.agent>;

const landlordId = testDemo.landlord.id;
const page = '/agent/retours/half-year.2026-S1.57';
const plain = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('returns', () => {
  let service: TestService;
  let officer: Agent;
  let secretary: Agent;
  const signedIn = async (mailbox: string): Promise<Agent> => {
    const agent = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    return agent;
  };
  /** The hidden fields of the sending form, as a browser sends them back with what is typed. */
  const formOf = async (agent: Agent, path = page): Promise<Record<string, string>> => {
    const { text } = await agent.get(path).expect(200);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    return {
      ...{ _csrf: field('_csrf'), _key: field('_key') },
      ...{ empreinte: field('empreinte'), dernier: field('dernier') },
      ...{ destinataire: 'Préfet de la Moselle', moyen: 'platform', jour: testDemo.date },
      motif: 'Le délai expire ; les ressources manquantes sont demandées.',
    };
  };
  const send = (agent: Agent, form: Record<string, string>, path = page) =>
    agent.post(`${path}/envoi`).type('form').send(form);
  const bytes = async (agent: Agent, path: string): Promise<Buffer> => {
    const { body } = await agent.get(path).responseType('blob').expect(200);
    return Buffer.from(body);
  };
  const kept = () => withLandlord(service.database.db, landlordId, (tx) => tx.select().from(filedReturns));
  const acts = (kind: string) =>
    withLandlord(service.database.db, landlordId, (tx) =>
      tx
        .select({ content: journalContents.content })
        .from(journalLines)
        .innerJoin(journalContents, eq(journalContents.sequence, journalLines.sequence))
        .where(eq(journalLines.kind, kind)),
    );

  beforeAll(async () => {
    service = await testService();
    officer = await signedIn('agent');
    secretary = await signedIn('secretaire');
  });
  afterAll(() => service.stop());

  it('lists what is due with its articles and days, and what others make', async () => {
    const { text } = await officer.get('/agent/retours').expect(200);
    for (const words of [
      'CCH L441-1 al. 33',
      'au plus tard le 15/01/2027',
      'avant le 28/02/2027',
      'avant le 31/03/2027',
      'RPLS',
      'Préfet (Moselle)',
    ]) {
      expect(plain(text)).toContain(words);
    }
  });

  it('says on the page what was not seen of the official form, and what blocks a half-year that runs', async () => {
    const { text } = await officer.get('/agent/retours/half-year.2026-S2.57').expect(200);
    expect(text).toContain('arrêté du 6 juin 2023 n’a pas été vu');
    expect(text).toContain('La période n’est pas close');
    await officer.get('/agent/retours/half-year.1999-S1.57').expect(404);
    await officer.get('/agent/retours/nothing').expect(404);
  });

  it('opens to those who read returns, and lets the administrator record nothing', async () => {
    const admin = await signedIn('admin');
    const { text } = await admin.get(page).expect(200);
    expect(text).toContain('les agents et le secrétariat notent leur envoi');
    const { _csrf = '' } = await formOf(admin);
    await send(admin, { ...(await formOf(officer)), _csrf }).expect(403);
    for (const mailbox of ['prefecture', 'commission', 'reservataire', 'dpo']) {
      await (await signedIn(mailbox)).get('/agent/retours').set('accept', 'text/html').expect(403);
    }
    expect(await kept()).toEqual([]);
  });

  it('asks for the means of the sending, and for a reason where something blocks', async () => {
    const { moyen: _moyen, ...without } = await formOf(officer);
    expect((await send(officer, without).expect(409)).text).toContain('par quel moyen');
    const running = '/agent/retours/half-year.2026-S2.57';
    const refused = await send(officer, { ...(await formOf(officer, running)), motif: '' }, running);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('dites pourquoi il est transmis ainsi');
    // What was typed is not lost.
    expect(refused.text).toContain('Préfet de la Moselle');
    expect(await kept()).toEqual([]);
  });

  it('keeps once, on a double click, the very bytes that were downloaded', async () => {
    const drafts = { ods: await bytes(officer, `${page}/ods`), pdf: await bytes(officer, `${page}/pdf`) };
    const read = await formOf(secretary);
    const form = await formOf(officer);
    const answers = await Promise.all([send(officer, form), send(officer, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const rows = await kept();
    expect(rows.map(({ fileName }) => fileName).sort()).toEqual([
      'etat-half-year-2026-S1-57.ods',
      'etat-half-year-2026-S1-57.pdf',
    ]);
    expect(await acts('return.filed')).toHaveLength(1);
    const { text } = await officer.get(page).expect(200);
    for (const format of ['ods', 'pdf'] as const) {
      const copy = await bytes(officer, `/agent/retours/envois/${form._key}/${format}`);
      expect(copy.equals(drafts[format])).toBe(true);
      expect(text).toContain(createHash('sha256').update(copy).digest('hex'));
    }
    expect(text).toContain('Les chiffres sont ceux de l’état transmis');
    // The secretary had opened the page before: told who sent it, no second copy.
    const second = await send(secretary, read).expect(409);
    expect(plain(second.text)).toMatch(/a déjà noté un envoi de cet état le 21\/11\/2026/);
    expect(await kept()).toHaveLength(2);
  });

  it('lets nobody change or remove a copy, the database itself refusing', async () => {
    const { db } = service.database;
    const cause = expect.objectContaining({
      cause: expect.objectContaining({ message: expect.any(String) }),
    });
    await expect(
      withLandlord(db, landlordId, (tx) => tx.update(filedReturns).set({ recipient: 'X' })),
    ).rejects.toEqual(cause);
    await expect(withLandlord(db, landlordId, (tx) => tx.delete(filedReturns))).rejects.toEqual(cause);
    expect(await kept()).toHaveLength(2);
  });

  it('tells what changed since, and takes a corrected return that names the one before', async () => {
    const [first] = await kept();
    const before = await bytes(officer, `/agent/retours/envois/${first!.requestKey}/pdf`);
    await withLandlord(service.database.db, landlordId, async (tx) => {
      const [one] = await tx.select().from(leases).limit(1);
      const late = {
        ...one!,
        id: 'BAIL-TARDIF',
        signedOn: civilDate('2026-06-30'),
        insee: '57463',
        qpvCode: null,
      };
      await tx.insert(leases).values({ ...late, vacancyId: null, applicationNumber: null, offerId: null });
    });
    const { text } = await officer.get(page).expect(200);
    expect(plain(text)).toContain('1 bail de plus que dans l’état transmis');
    const refused = await send(officer, await formOf(officer));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('dites ce qu’il corrige');
    const draft = await bytes(officer, `${page}/pdf`);
    const form: Record<string, string> = {
      ...(await formOf(officer)),
      correction: 'Un bail saisi en retard.',
    };
    await send(officer, form).expect(303);
    expect(await kept()).toHaveLength(4);
    const corrected = await bytes(officer, `/agent/retours/envois/${form._key}/pdf`);
    expect(corrected.equals(draft)).toBe(true);
    if (!skipsPapers) expect(pdfText(corrected)).toContain('État corrigé');
    const [act] = await acts('return.corrected');
    expect(act?.content).toMatchObject({ before: { sending: first!.requestKey } });
    const after = await officer.get(page).expect(200);
    expect(plain(after.text)).toContain('Remplace l’envoi du 21/11/2026 : Un bail saisi en retard.');
    expect((await bytes(officer, `/agent/retours/envois/${first!.requestKey}/pdf`)).equals(before)).toBe(
      true,
    );
  });

  it('refuses figures that changed since the page was read', async () => {
    const board = '/agent/retours/committee.2025';
    const read = await formOf(officer, board);
    const refused = await send(officer, { ...read, empreinte: 'd’hier' }, board);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Les chiffres ont changé depuis que vous avez ouvert la page');
  });

  it('stands in the officer’s day from fifteen days before its last one', async () => {
    const { text } = await officer.get('/agent').expect(200);
    expect(text).not.toContain('Un état est dû');
    const later = createApp({ ...service.dependencies, today: () => civilDate('2027-01-05') });
    const agent = request.agent(later);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    const day = await agent.get('/agent').expect(200);
    expect(plain(day.text)).toContain('Un état est dû à 3 destinataires, dernier jour 15/01/2027');
  });

  it('lets an officer held to some communes read, and record nothing for the whole stock', async () => {
    const { db } = service.database;
    const form = await formOf(officer, '/agent/retours/committee.2025');
    const holdTo = (communes: string[] | null) => setAccount(db, 'agent@demo.example', { communes });
    await holdTo(['57463']);
    const { text } = await officer.get('/agent/retours/committee.2025').expect(200);
    expect(text).toContain('une personne qui voit l’ensemble note l’envoi');
    await send(officer, form, '/agent/retours/committee.2025').expect(403);
    await holdTo(null);
  });

  it('puts one reminder a return and threshold in the outbox of each who may send it, and none of what was sent', async () => {
    const { returns } = service.dependencies;
    const now = new Date('2026-12-31T06:00:00Z');
    const day = civilDate('2026-12-31');
    const told = await Promise.all([
      returns.remind(landlordId, day, now),
      returns.remind(landlordId, day, now),
    ]);
    const rows = await withLandlord(service.database.db, landlordId, (tx) =>
      tx.select().from(outbox).where(like(outbox.subject, 'État à transmettre%')),
    );
    const senders = ['agent@demo.example', 'secretaire@demo.example'];
    expect(told[0]! + told[1]!).toBeGreaterThan(0);
    expect(rows).toHaveLength((told[0]! + told[1]!) * senders.length);
    expect([...new Set(rows.map(({ recipient }) => recipient))].sort()).toEqual(senders);
    const half = rows.filter(({ text }) => text.includes('2e semestre 2026'));
    expect(half).toHaveLength(senders.length);
    expect(await returns.remind(landlordId, day, now)).toBe(0);
    expect(await returns.remind(landlordId, civilDate('2027-01-12'), now)).toBe(1);
  });
});

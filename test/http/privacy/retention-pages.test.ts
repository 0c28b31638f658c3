/** The pages of conservation, breaches and consultations: who may, once, and what they say. */
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Agent = ReturnType<typeof request.agent>;
const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ');

describe('the pages of the data-protection officer', () => {
  let service: TestService;
  let dpo: Agent;
  let admin: Agent;
  const number = testDemo.applications[7]?.number ?? '';
  const signedIn = async (mailbox: string): Promise<Agent> => {
    const agent = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    return agent;
  };
  const post = async (agent: Agent, path: string, fields: Record<string, unknown>) => {
    const { text } = await agent.get('/').expect(200);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return agent
      .post(path)
      .type('form')
      .send({ _csrf: csrf, ...fields });
  };

  beforeAll(async () => {
    service = await testService();
    [dpo, admin] = [await signedIn('dpo'), await signedIn('admin')];
  }, 240_000);
  afterAll(() => service.stop());

  it('show each duration with its source, and that it must be checked where it was not read', async () => {
    const text = plain((await dpo.get('/dpo/conservation').expect(200)).text);
    expect(text).toContain('12 mois');
    expect(text).toContain('de mémoire, à vérifier');
    expect(text).toContain('valeur par défaut');
    expect(text).not.toContain('Choisir d’autres durées');
    expect(plain((await admin.get('/dpo/conservation').expect(200)).text)).toContain(
      'Choisir d’autres durées',
    );
  });

  it('count what is due without erasing anything, and erase only what a ticked box validated', async () => {
    const made = await post(dpo, '/dpo/conservation/essai', { _key: v7() });
    expect(made.status).toBe(303);
    const path = String(made.headers.location);
    expect(plain((await dpo.get(path).expect(200)).text)).toContain('rien n’est effacé');
    expect((await post(dpo, `${path}/validation`, {})).status).toBe(400);
    // Nothing is due in the demonstration of the day: there is nothing to validate.
    expect((await post(dpo, `${path}/validation`, { lu: 'oui' })).status).toBe(409);
    expect((await post(dpo, `${path}/suite`, {})).status).toBe(409);
  });

  it('have what was validated erased by a task, whose end the page shows with its certificate', async () => {
    const { db } = service.database;
    const sentAt = new Date('2025-01-15T09:00:00Z');
    const message = { landlordId: 'demo', recipient: 'a@exemple.example', subject: 'Objet', text: 'Texte' };
    await withLandlord(db, 'demo', (tx) => tx.insert(outbox).values({ ...message, state: 'sent', sentAt }));
    const made = await post(dpo, '/dpo/conservation/essai', { _key: v7() });
    const path = String(made.headers.location);
    expect((await post(dpo, `${path}/validation`, { lu: 'oui' })).status).toBe(303);
    const { jobs } = service.dependencies;
    const [task, ...others] = await jobs.list('demo', 'purge', 10);
    expect(others).toEqual([]);
    expect(await jobs.settled('demo', task?.id ?? '')).toMatchObject({ state: 'done', result: { left: 0 } });
    const text = plain((await dpo.get(path).expect(200)).text);
    expect(text).toContain('Effacement terminé.');
    expect(text).toContain('Certificat d’effacement');
    expect(
      await withLandlord(db, 'demo', (tx) => tx.select().from(outbox).where(eq(outbox.sentAt, sentAt))),
    ).toEqual([]);
    // Asked for again once it is over, it starts no task; an officer neither sees it nor stops it.
    expect((await post(dpo, `${path}/suite`, {})).status).toBe(303);
    expect((await post(dpo, `${path}/arret`, {})).status).toBe(303);
    expect(await jobs.list('demo', 'purge', 10)).toHaveLength(1);
    const agent = await signedIn('agent');
    expect((await agent.get(`/api/v1/jobs/${task?.id}`)).status).toBe(404);
    expect((await post(agent, `${path}/arret`, {})).status).toBe(403);
  });

  it('let an erasure that was stopped go on where it was', async () => {
    const { db } = service.database;
    const { retention, jobs } = service.dependencies;
    const sentAt = new Date('2025-01-16T09:00:00Z');
    const message = { landlordId: 'demo', recipient: 'a@exemple.example', subject: 'Objet', text: 'Texte' };
    await withLandlord(db, 'demo', (tx) => tx.insert(outbox).values({ ...message, state: 'sent', sentAt }));
    const made = await post(dpo, '/dpo/conservation/essai', { _key: v7() });
    const path = String(made.headers.location);
    const purgeId = path.split('/').at(-1) ?? '';
    const actor = { accountId: null, name: 'Inès Hoffmann', role: 'dpo' };
    // As where the service dies between the validation and its task.
    await retention.validate({ landlordId: 'demo', actor, now: new Date(), today: testDemo.date }, purgeId);
    expect(plain((await dpo.get(path).expect(200)).text)).toContain('Reprendre l’effacement');
    expect((await post(dpo, `${path}/suite`, {})).status).toBe(303);
    const [task] = await jobs.list('demo', 'purge', 10);
    await jobs.settled('demo', task?.id ?? '');
    expect((await retention.purge('demo', purgeId))?.state).toBe('done');
  });

  it('refuse a duration beyond its bound, and a choice made on older ones', async () => {
    const durations = { version: '0', motif: 'Délibération du 3 novembre', application: '24' };
    const beyond = await post(admin, '/dpo/conservation/durees', durations);
    expect([beyond.status, plain(beyond.text).includes('de 1 à 12 mois')]).toEqual([409, true]);
    expect((await post(admin, '/dpo/conservation/durees', { ...durations, application: '6' })).status).toBe(
      303,
    );
    const late = await post(admin, '/dpo/conservation/durees', { ...durations, application: '9' });
    expect(plain(late.text)).toContain('a changé les durées entre-temps');
    expect((await post(dpo, '/dpo/conservation/durees', durations)).status).toBe(403);
  });

  it('suspend a file once, and say who did when a second person tries', async () => {
    const hold = { dossier: number, motif: 'Recours', revue: '2027-06-01' };
    expect((await post(dpo, '/dpo/conservation/suspensions', { ...hold, _key: v7() })).status).toBe(303);
    const again = await post(admin, '/dpo/conservation/suspensions', { ...hold, _key: v7() });
    expect(plain(again.text)).toContain('Inès Hoffmann a déjà suspendu');
    const unknown = await post(dpo, '/dpo/conservation/suspensions', { ...hold, dossier: 'X', _key: v7() });
    expect(plain(unknown.text)).toContain('Aucun dossier ni bail de ce numéro');
  });

  it('keep each version of a breach, with the 72 hours that run from its discovery', async () => {
    const breach = {
      titre: 'Courriel envoyé au mauvais ménage',
      faits: 'Une pièce est partie à un autre demandeur.',
      nature: 'confidentiality',
      decouverte: `${testDemo.date}T08:00`,
      personnes: 'Demandeurs',
      nombrePersonnes: '1',
      donnees: 'Avis d’imposition',
      consequences: 'Ressources connues d’un tiers',
      mesures: 'Rappel du message, effacement confirmé',
      risque: 'risk',
    };
    const nowhere = { ...breach, decouverte: '2026-02-30T99:99', _key: v7() };
    expect((await post(dpo, '/dpo/violations', nowhere)).status).toBe(400);
    const key = v7();
    const opened = await post(dpo, '/dpo/violations', { ...breach, _key: key });
    const path = String(opened.headers.location);
    expect((await post(dpo, '/dpo/violations', { ...breach, _key: key })).headers.location).toBe(path);
    expect(plain((await dpo.get(path).expect(200)).text)).toContain(
      'À notifier à la CNIL avant le 24 novembre 2026 à 08 h 00',
    );
    const notified = {
      ...breach,
      version: '1',
      notifiee: `${testDemo.date}T18:00`,
      reference: 'N-1',
      _key: v7(),
    };
    expect((await post(dpo, path, notified)).status).toBe(303);
    const late = await post(dpo, path, { ...notified, _key: v7() });
    expect([late.status, plain(late.text).includes('a écrit la version 2')]).toEqual([409, true]);
    const page = plain((await dpo.get(path).expect(200)).text);
    expect(page).toContain('Notifiée à la CNIL le 21 novembre 2026 à 18 h 00');
    expect(page).toContain('Version 1, Inès Hoffmann');
    const { text } = await dpo.get('/dpo/violations/registre.csv').expect(200);
    expect(text.trim().split('\r\n')).toHaveLength(3);
    await admin.get('/dpo/violations').expect(403);
  });

  it('tell a household which service opened its file and when, without a name, and the DPO who it was', async () => {
    const agent = await signedIn('agent');
    const own = await request.agent(service.app);
    await own
      .post('/api/v1/sessions')
      .send({ email: 'locataire@demo.example', password: demoPassword })
      .expect(201);
    const tenant =
      (await service.dependencies.accounts.findByEmail('locataire@demo.example'))?.applicationNumber ?? '';
    await agent.get(`/agent/dossiers/${service.dependencies.files.of(tenant)}`).expect(200);
    const text = plain((await own.get('/demandeur/consultations').expect(200)).text);
    expect(text).toContain('21 novembre 2026');
    expect(text).toContain('agent d’attribution');
    expect(text).not.toContain('Camille Weber');
    const seen = plain((await post(dpo, '/dpo/consultations', { numero: tenant })).text);
    expect(seen).toContain('Camille Weber');
    // Reading who has seen is seen in its turn.
    expect(plain((await own.get('/demandeur/consultations')).text)).toContain(
      'relire la liste des consultations',
    );
  });
});

/** The removals on the page of the register, as an officer makes them: warn, prove, wait, remove; numbers never in an address. */
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { removalWarnings } from '../../../db/schema/register.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const today = testDemo.date;
const landlordId = testDemo.landlord.id;
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('removals on the page of the register', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let token = '';
  const [household] = testDemo.applications.filter(({ status }) => status === 'live');
  const number = household?.number ?? '';
  beforeAll(async () => {
    service = await testService();
    agent = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    const { text } = await agent.get('/agent/sne').expect(200);
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  });
  afterAll(() => service.stop());

  const post = (path: string, fields: Record<string, string>) =>
    agent
      .post(`/agent/sne/radiations/${path}`)
      .type('form')
      .send({ _csrf: token, ...fields });
  const page = async () => plain((await agent.get('/agent/sne').expect(200)).text);
  const section = async () => (await page()).split('id="radier"')[1]?.split('</section>')[0] ?? '';
  const letterId = async () => /name="courrier" value="([^"]+)"/.exec(await section())?.[1] ?? '';
  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, landlordId, work);

  it('says on an empty list what will stand there, and that refusing an offer removes nothing', async () => {
    const text = await section();
    expect(text).toContain('Aucune radiation en cours');
    expect(text).toContain('ne radie jamais une demande');
    expect(text).not.toContain('value="offer"');
  });

  it('refuses to warn for an offer, an unknown number, or a letter of today', async () => {
    const form = { _key: crypto.randomUUID(), numero: number, le: addDays(today, -45), objet: 'offer' };
    const refused = await post('avertir', form).expect(409);
    expect(plain(refused.text)).toContain('ne radie jamais une demande (R441-2-8)');
    const unknown = await post('avertir', { ...form, numero: '9'.repeat(18), objet: 'documents' });
    expect(unknown.status).toBe(409);
    await post('avertir', { ...form, le: today, objet: 'documents' }).expect(409);
  });

  it('warns, waits for the proof, refuses before the month with its day, and stops at an answer', async () => {
    const form = { _key: crypto.randomUUID(), numero: number, le: addDays(today, -45), objet: 'appointment' };
    await post('avertir', form).expect(303);
    await post('avertir', form).expect(303);
    expect(await section()).toContain('Courrier à envoyer, avec une preuve de remise');
    const courrier = await letterId();
    await inLandlord((tx) =>
      tx
        .update(letters)
        .set({ sentAt: new Date(`${addDays(today, -40)}T09:00:00Z`), sentBy: 'post' })
        .where(eq(letters.id, courrier)),
    );
    const proof = { courrier, le: addDays(today, -10), moyen: 'registered', reference: '' };
    expect(plain((await post('remise', proof).expect(409)).text)).toContain(
      'Indiquez le numéro du recommandé',
    );
    await post('remise', { ...proof, reference: '1A 234 567' }).expect(303);
    const early = await post('radier', { courrier }).expect(409);
    expect(plain(early.text)).toContain('La radiation sera possible le');
    const text = await section();
    expect(text).toContain('Le mois court');
    expect(text).not.toContain('Radier la demande');
    await post('arret', { courrier, raison: 'non' }).expect(400);
    await post('arret', { courrier, raison: 'A rappelé : cherche toujours.' }).expect(303);
    expect(await section()).toContain('A rappelé : cherche toujours.');
  });

  it('removes in one gesture once the month has run, and prepares the event for the register', async () => {
    const form = { _key: crypto.randomUUID(), numero: number, le: addDays(today, -60), objet: 'documents' };
    await post('avertir', form).expect(303);
    const courrier = await letterId();
    await inLandlord(async (tx) => {
      const sentAt = new Date(`${addDays(today, -50)}T09:00:00Z`);
      await tx.update(letters).set({ sentAt, sentBy: 'post' }).where(eq(letters.id, courrier));
      const delivered = { deliveredOn: addDays(today, -45), means: 'hand' as const };
      await tx.insert(removalWarnings).values({ landlordId, letterId: courrier, number, ...delivered });
    });
    expect(await section()).toContain('Radier la demande');
    expect(await section()).not.toMatch(new RegExp(`href="[^"]*${number}`));
    await post('radier', { courrier }).expect(303);
    const twice = await post('radier', { courrier }).expect(409);
    expect(plain(twice.text)).toMatch(/radiée par Camille Weber\. Rien n’a été ajouté/);
    expect(await page()).toContain('<strong>Radiation de la demande</strong>');
    const ref = service.dependencies.files.of(number);
    const file = await agent.get(`/agent/dossiers/${ref}`).expect(200);
    expect(plain(file.text)).toContain('Demande radiée');
  });
});

import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { homeDecisions } from '../../../db/schema/committee.ts';
import { vacancies } from '../../../db/schema/home.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { designations, holders } from '../../../db/schema/reservation.ts';
import { offers } from '../../../db/schema/tenancy.ts';
import { holderKinds } from '../../../src/domain/reservation.ts';
import { holderLinks } from '../../../src/http/pages/holder/holder-link.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const landlordId = testDemo.landlord.id;
const today = testDemo.date;
const available = testDemo.vacancies.filter(({ status }) => status === 'available');
const mine = available[0]?.id ?? '';
const others = available[1]?.id ?? '';
const priority = testDemo.applications.filter(
  ({ labels, status }) => status === 'live' && labels.some(({ category }) => category === 'dalo'),
);
const live = testDemo.applications.filter(({ status }) => status === 'live').map(({ number }) => number);
const designated = priority[0]?.number ?? live[0] ?? '';

describe('the space of a reservation holder', () => {
  let service: TestService;
  let holder: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    holder = await signedIn('reservataire@demo.example');
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    await inLandlord(async (tx) => {
      await tx.delete(designations);
      await tx.delete(offers).where(eq(offers.vacancyId, mine));
      const orientedOn = addDays(today, -22);
      const own = { orientedOn, designationDueOn: addDays(today, 9), reservationFailed: false };
      await tx
        .update(vacancies)
        .set({ holderId: 'als', ...own })
        .where(eq(vacancies.id, mine));
      await tx
        .update(vacancies)
        .set({ holderId: 'prefet', ...own })
        .where(eq(vacancies.id, others));
      await tx.update(holders).set({ kind: 'actionLogement' }).where(eq(holders.id, 'als'));
    });
  });

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, landlordId, work);
  const signedIn = async (email: string) => {
    const agent = request.agent(service.app);
    await agent.post('/api/v1/sessions').send({ email, password: 'demo-parcours' }).expect(201);
    return agent;
  };
  const path = `/reservataire/logements/${mine}`;
  const csrfOn = async (agent: ReturnType<typeof request.agent>, on: string) => {
    const page = await agent.get(on).expect(200);
    return /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  };
  const post = async (on: string, form: Record<string, string>, agent = holder, from = path) => {
    // First the page: the request that follows carries its cookie.
    const _csrf = await csrfOn(agent, from);
    return agent
      .post(on)
      .type('form')
      .send({ ...form, _csrf });
  };
  const designate = () =>
    inLandlord((tx) =>
      tx.insert(designations).values({
        landlordId,
        vacancyId: mine,
        applicationNumber: designated,
        holderId: 'als',
        on: today,
        dalo: false,
      }),
    );

  it('lists only what is oriented to that holder, with the days left', async () => {
    const page = await holder.get('/reservataire').expect(200);
    expect(page.text).toContain(path);
    expect(page.text).not.toContain(`/reservataire/logements/${others}`);
    expect(page.text).toMatch(/Il vous reste 9.jours pour désigner, jusqu’au 30.novembre.2026/);
    await holder.get(`/reservataire/logements/${others}`).expect(404);
  });

  it('understands a pasted column, and says alike of a stranger and of an ended application', async () => {
    const ended = testDemo.applications.find(({ status }) => status !== 'live')?.number ?? '0'.repeat(18);
    const spaced = `${live[1]?.slice(0, 3)} ${live[1]?.slice(3)}`;
    const answer = await post(`${path}/designations`, {
      numeros: `${live[0]}\n${spaced}\n999999999999999999\n${ended}\nM. Dupont`,
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/2.candidat\(s\) désigné\(s\)/);
    expect(answer.text).toContain('MDUPONT'.replace('M', 'M.'));
    expect(answer.text).toContain(`999999999999999999, ${ended}`.split(', ').sort().join(', '));
    const rows = await inLandlord((tx) =>
      tx.select().from(designations).where(eq(designations.vacancyId, mine)),
    );
    expect(rows.map(({ applicationNumber }) => applicationNumber).sort()).toEqual([live[0], live[1]].sort());
  });

  it('designates nobody for a home of another holder', async () => {
    const answer = await post(`/reservataire/logements/${others}/designations`, { numeros: live[0] ?? '' });
    expect(answer.status).toBe(409);
    const rows = await inLandlord((tx) =>
      tx.select().from(designations).where(eq(designations.vacancyId, others)),
    );
    expect(rows).toHaveLength(0);
  });

  it('keeps DALO designations for the préfet alone', async () => {
    await post(`${path}/designations`, { numeros: live[0] ?? '', dalo: 'oui' });
    const rows = await inLandlord((tx) =>
      tx.select().from(designations).where(eq(designations.vacancyId, mine)),
    );
    expect(rows).toMatchObject([{ dalo: false }]);
  });

  it.each(holderKinds)('shows a holder of the kind %s no more than its kind may see', async (kind) => {
    await designate();
    await inLandlord(async (tx) => {
      await tx.update(holders).set({ kind }).where(eq(holders.id, 'als'));
      await tx.insert(offers).values({
        landlordId,
        id: `offre-${kind}`,
        homeId: available[0]?.homeId ?? '',
        applicationNumber: designated,
        rank: 2,
        sentOn: today,
        answer: null,
        vacancyId: mine,
      });
    });
    const { text } = await holder.get(path).expect(200);
    const employer = kind === 'employer' || kind === 'other';
    expect(text.includes('encore en lice')).toBe(employer);
    expect(/proposé le 21\/11\/2026, réponse attendue/.test(text)).toBe(!employer);
    const answerPart = text.slice(text.indexOf('Vos candidats'), text.indexOf('Numéros uniques'));
    expect(answerPart).not.toMatch(/DALO|prioritaire|L441-1|quartile|rang/i);
  });

  it('tells an employer that a refused candidate is out, and no more', async () => {
    await designate();
    await inLandlord(async (tx) => {
      await tx.update(holders).set({ kind: 'employer' }).where(eq(holders.id, 'als'));
      await tx.insert(offers).values({
        landlordId,
        id: 'offre-refusee',
        homeId: available[0]?.homeId ?? '',
        applicationNumber: designated,
        rank: 1,
        sentOn: today,
        answer: 'refused',
        vacancyId: mine,
      });
    });
    const { text } = await holder.get(path).expect(200);
    expect(text).toContain('n’est plus en lice');
    expect(text).not.toMatch(/refusé par le ménage/);
  });

  it('gives a home back once confirmed, and it leaves the space', async () => {
    expect((await post(`${path}/refus`, {})).status).toBe(400);
    const answer = await post(`${path}/refus`, { confirme: 'oui' });
    expect(answer.headers.location).toBe('/reservataire?rendu=1');
    await holder.get(path).expect(404);
  });

  it('lets no other role in', async () => {
    for (const mailbox of ['agent', 'commission', 'prefecture', 'locataire']) {
      const agent = await signedIn(`${mailbox}@demo.example`);
      await agent.get('/reservataire').expect(403);
    }
  });

  it('says what to do where the account speaks for no holder', async () => {
    await setAccount(service.database.db, 'reservataire@demo.example', { holderId: null });
    const page = await holder.get('/reservataire').expect(403);
    expect(page.text).toContain('lié à aucun réservataire');
    await setAccount(service.database.db, 'reservataire@demo.example', { holderId: 'als' });
  });

  describe('by signed link', () => {
    const tokenFor = (over: Partial<Parameters<ReturnType<typeof holderLinks>['tokenOf']>[0]> = {}) =>
      holderLinks(service.dependencies.sessionSecret).tokenOf({
        landlordId,
        holderId: 'als',
        vacancyId: mine,
        orientedOn: addDays(today, -22),
        expiresOn: addDays(today, 9),
        ...over,
      });

    it('opens that one home without an account, designates, and the journal keeps it', async () => {
      const visitor = request.agent(service.app);
      const link = `/reservataire/lien/${tokenFor()}`;
      const answer = await post(`${link}/designations`, { numeros: live[0] ?? '' }, visitor, link);
      expect(answer.status).toBe(200);
      const lines = await inLandlord((tx) => tx.select().from(journalLines));
      const kinds = lines
        .filter(({ actor }) => actor.name === 'Action Logement Services (lien signé)')
        .map(({ kind, actor }) => `${kind} ${actor.accountId}`);
      expect(kinds).toContain('holderLink.opened null');
      expect(kinds).toContain('designation.made null');
      await visitor.get('/reservataire').expect(303);
    });

    it('takes “nous ne proposons personne” as an answer', async () => {
      const visitor = request.agent(service.app);
      const link = `/reservataire/lien/${tokenFor()}`;
      const answer = await post(`${link}/refus`, { confirme: 'oui' }, visitor, link);
      expect(answer.text).toContain('Le logement est rendu');
      await visitor.get(link).expect(404);
    });

    it('is worth nothing once changed, expired, or of an earlier orientation', async () => {
      const [body, signature] = tokenFor().split('.');
      const forged = Buffer.from(
        Buffer.from(body ?? '', 'base64url')
          .toString('utf8')
          .replace(mine, others),
      ).toString('base64url');
      await request(service.app).get(`/reservataire/lien/${forged}.${signature}`).expect(404);
      await request(service.app).get(`/reservataire/lien/${body}`).expect(404);
      await request(service.app)
        .get(`/reservataire/lien/${tokenFor({ expiresOn: addDays(today, -1) })}`)
        .expect(410);
      const earlier = tokenFor({ orientedOn: addDays(today, -90) });
      await request(service.app).get(`/reservataire/lien/${earlier}`).expect(404);
    });

    it('opens no home of another holder even where it is well signed', async () => {
      await request(service.app)
        .get(`/reservataire/lien/${tokenFor({ vacancyId: others })}`)
        .expect(404);
    });
  });

  it('has no decision yet to show where the commission has not met', async () => {
    const rows = await inLandlord((tx) =>
      tx.select().from(homeDecisions).where(eq(homeDecisions.vacancyId, mine)),
    );
    expect(rows).toHaveLength(0);
    await designate();
    const { text } = await holder.get(path).expect(200);
    expect(text).toContain('instruction en cours');
  });
});

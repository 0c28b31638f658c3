import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { bylaws } from '../../../db/schema/committee.ts';
import { homes, vacancies } from '../../../db/schema/home.ts';
import { protections } from '../../../db/schema/instruction.ts';
import { dueProposals, flowPlans, orientations, specialLettings } from '../../../db/schema/letting.ts';
import { designations } from '../../../db/schema/reservation.ts';
import { applicationRow } from '../../../db/stores/application-rows.ts';
import { defaultBylaws } from '../../../src/committee/bylaws.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../../support/decided-home.ts';
import { makeApplication } from '../../support/make-domain.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const landlordId = testDemo.landlord.id;
const today = testDemo.date;
const available = testDemo.vacancies.filter(({ status }) => status === 'available').slice(0, 4);
const [first, second, third, held] = available.map(({ id }) => id);

describe('the pages of orientation', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    agent = await signedIn('agent@demo.example');
    await inLandlord(async (tx) => {
      await tx.delete(orientations);
      await tx.delete(flowPlans);
      await tx.delete(designations);
      const free = { holderId: null, orientedOn: null, designationDueOn: null, reservationFailed: false };
      for (const { id } of available) await tx.update(vacancies).set(free).where(eq(vacancies.id, id));
      const due = { holderId: 'prefet', orientedOn: today, designationDueOn: today };
      await tx
        .update(vacancies)
        .set(due)
        .where(eq(vacancies.id, held ?? ''));
    });
  });
  afterAll(() => service.stop());

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, landlordId, work);
  const signedIn = async (email: string) => {
    const browser = request.agent(service.app);
    await browser.post('/api/v1/sessions').send({ email, password: 'demo-parcours' }).expect(201);
    return browser;
  };
  const csrfOn = async (browser: ReturnType<typeof request.agent>) => {
    const { text } = await browser.get('/agent/calculs').expect(200);
    return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  };
  const post = async (path: string, form: Record<string, string | string[]>) => {
    const _csrf = await csrfOn(agent);
    return agent
      .post(path)
      .type('form')
      .send({ _csrf, _key: crypto.randomUUID(), ...form });
  };

  it('advises each home with figures, proves it, ticks nothing and links the holder’s answer', async () => {
    // A machine that many share may show the batch before its advice.
    let text = '';
    do ({ text } = await agent.get('/agent/orientation').expect(200));
    while (text.includes('Le conseil se calcule'));
    expect(text).toContain('Conseil vérifié');
    expect(text).toMatch(/dus à ce jour/);
    expect(text).not.toMatch(/<input[^>]*type="(checkbox|radio)"[^>]*checked/);
    expect(text).toContain('/reservataire/lien/');
    expect(text).toContain('Avant ce lot');
  });

  it('shows what each other choice costs on the home that was opened', async () => {
    const { text } = await agent.get(`/agent/orientation?logement=${first}`).expect(200);
    expect(text).toMatch(/logements? d’écart|sans écart de plus/);
    expect(text).toContain('Motif, si vous vous écartez du conseil');
  });

  const advisedOn = async (vacancyId: string | undefined) => {
    const { text } = await agent.get(`/agent/orientation?logement=${vacancyId}`).expect(200);
    return /name="conseil" value="([^"]*)"/.exec(text)?.[1] ?? '';
  };

  it('judges a departure on its own advice, not on what the form says that it was', async () => {
    const destination = (await advisedOn(third)) === 'own' ? 'als' : 'own';
    const form = { jours: '0', logement: third ?? '', destination, conseil: destination, motif: '' };
    const asked = await post('/agent/orientation/decision', form);
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('indiquez le motif');
  });

  it('follows the advice for the ticked homes; sent again it changes nothing', async () => {
    const advised = [await advisedOn(first), await advisedOn(second)];
    const form = {
      _csrf: await csrfOn(agent),
      _key: crypto.randomUUID(),
      logement: [first ?? '', second ?? ''],
      [`conseil.${first}`]: advised[0],
      [`conseil.${second}`]: advised[1],
    };
    const send = () => agent.post('/agent/orientation').type('form').send(form);
    expect((await send()).headers.location).toBe('/agent/orientation?jours=0&fait=2');
    expect((await send()).headers.location).toBe('/agent/orientation?jours=0&fait=2');
    const rows = await inLandlord((tx) => tx.select().from(orientations));
    expect(rows).toHaveLength(2);
  });

  it('asks for the reason of a departure, and tells the late officer who oriented the home', async () => {
    const destination = (await advisedOn(third)) === 'own' ? 'als' : 'own';
    const form = { jours: '0', logement: third ?? '', destination, conseil: '', motif: '' };
    const asked = await post('/agent/orientation/decision', form);
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('indiquez le motif');
    const done = await post('/agent/orientation/decision', {
      ...form,
      motif: 'householdKnown',
    });
    expect(done.status).toBe(303);
    const late = await post('/agent/orientation/decision', {
      ...form,
      motif: 'householdKnown',
    });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/Déjà orienté vers «.[^»]+.» par Camille Weber le 21\/11\/2026/);
  });

  it('prints a balance of every destination and keeps a forecast with its source', async () => {
    const { text } = await agent.get('/agent/orientation/bilan').expect(200);
    for (const name of ['Action Logement Services', 'Flux non réservé', 'Mutation interne'])
      expect(text).toContain(name);
    expect(text).toContain('Aucune prévision n’a été saisie');
    const figures = {
      liberes: '1000',
      neufs: '0',
      mutations: '100',
      renouvellement: '0',
      orcod: '0',
      indigne: '0',
      vente: '0',
      substitution: '0',
      nommes: '0',
      programmes: 'oui',
      version: '0',
      'mois.als': '2',
      'garant.ville-nancy': 'oui',
      tendues: '57463, 54395',
      source: 'Bilan de février 2026',
    };
    const saved = await post('/agent/orientation/bilan', figures);
    expect(saved.status).toBe(303);
    const after = await agent.get('/agent/orientation/bilan').expect(200);
    expect(after.text).toMatch(/900.logements \(Bilan de février 2026\)/);
    expect(after.text).toContain('Garants d’emprunts, Ville de Nancy');
    const late = await post('/agent/orientation/bilan', figures);
    expect(late.status).toBe(409);
  });

  it('lists DALO designations by their clock and keeps the mayor’s step', async () => {
    const dalo = testDemo.applications.find(
      ({ status, labels }) => status === 'live' && labels.some(({ category }) => category === 'dalo'),
    );
    const number = dalo?.number ?? '';
    await inLandlord((tx) =>
      tx.insert(designations).values({
        landlordId,
        vacancyId: held ?? '',
        applicationNumber: number,
        holderId: 'prefet',
        on: today,
        dalo: true,
      }),
    );
    const before = await agent.get('/agent/dalo').expect(200);
    expect(before.text).toContain(number);
    expect(before.text).not.toContain(`/agent/dossiers/${number}`);
    const form = { logement: held ?? '', numero: number, date: '2026-11-20' };
    await post('/agent/dalo/maire', form);
    const { text } = await agent.get('/agent/dalo').expect(200);
    expect(text).toMatch(/attendu avant le 05\/12\/2026, dans 14.jours/);
  });

  it('records a gliding lease once and passes it only to a registered household', async () => {
    const page = '/agent/particuliers';
    const record = { logement: first ?? '', nature: 'glidingLease', association: '' };
    expect((await post(page, record)).text).toContain('Nommez l’association');
    const named = { ...record, association: 'Le Toit' };
    expect((await post(page, named)).status).toBe(303);
    expect((await post(page, named)).status).toBe(409);
    const glide = { logement: first ?? '', numero: '9'.repeat(18), le: today };
    expect((await post(`${page}/glissement`, glide)).text).toContain('sans numéro unique, aucun bail');
    const household = { ...makeApplication(1), number: '057032400000100001' };
    const { number } = household;
    const vacancy = testDemo.vacancies.find(({ id }) => id === first);
    const home = testDemo.homes.find(({ id }) => id === vacancy?.homeId);
    if (!vacancy || !home) throw new Error('the demonstration has no home to let');
    const refused = [decisionOf(number, null)];
    const heldOn = addDays(today, -9);
    await writeDecided(
      service.database.db,
      landlordId,
      [{ vacancy, home, decisions: refused, heldOn }],
      [household],
    );
    const undecided = await post(`${page}/glissement`, { ...glide, numero: number });
    expect(undecided.status).toBe(409);
    expect(undecided.text).toContain('présentez-le d’abord à la commission');
    const decisions = [decisionOf(number, 1)];
    await writeDecided(service.database.db, landlordId, [{ vacancy, home, decisions, heldOn: today }], []);
    const passed = { ...glide, numero: number, verifie: 'oui' };
    expect((await post(`${page}/glissement`, passed)).status).toBe(303);
    const rows = await inLandlord((tx) => tx.select().from(specialLettings));
    expect(rows).toMatchObject([{ kind: 'glidingLease', association: 'Le Toit', glidedOn: today }]);
  });

  it('shows what is owed after a refusal for social mix, and closes it once, by a home that suits', async () => {
    const household = makeApplication(7, { number: '057032400000100007' });
    const refused = freeHome('Q18-refuse');
    const suiting = freeHome('Q18-convient');
    const tooLarge = freeHome('Q18-trop-grand', { typology: 'T6' });
    const places = [refused, suiting, tooLarge];
    const [due] = await inLandlord(async (tx) => {
      await tx.insert(homes).values(places.map(({ home }) => ({ ...home, landlordId })));
      await tx.insert(vacancies).values(places.map(({ vacancy }) => ({ ...vacancy, landlordId })));
      await tx.insert(applications).values(applicationRow(landlordId, household));
      return tx
        .insert(dueProposals)
        .values({ landlordId, number: household.number, refusedVacancyId: refused.vacancy.id, since: today })
        .returning({ id: dueProposals.id });
    });
    const page = '/agent/particuliers';
    const { text } = await agent.get(page).expect(200);
    expect(text).toMatch(/À proposer en premier.: 1.ménage/);
    const listed = text.split(`id="du-${due?.id}"`)[1]?.split('</select>')[0] ?? '';
    expect(listed).toContain(`value="${suiting.vacancy.id}"`);
    expect(listed).not.toContain(`value="${tooLarge.vacancy.id}"`);
    const propose = (logement: string) => post(`${page}/dus`, { du: due?.id ?? '', logement });
    const unsuitable = await propose(tooLarge.vacancy.id);
    expect(unsuitable.status).toBe(409);
    expect(unsuitable.text).toContain('sa taille n’est pas celle');
    expect((await propose(suiting.vacancy.id)).status).toBe(303);
    expect((await propose(suiting.vacancy.id)).status).toBe(409);
  });

  it('opens an emergency sitting in one gesture, with its 48 hours on the day, and nothing of whom or why', async () => {
    const page = '/agent/particuliers';
    const { text } = await agent.get(page).expect(200);
    const commission = /name="commission" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(text).toContain('Ouvrir une séance d’urgence');
    const _key = crypto.randomUUID();
    const opened = await post(`${page}/urgence`, { _key, commission });
    expect(opened.status).toBe(303);
    const { location } = opened.headers;
    expect((await post(`${page}/urgence`, { _key, commission })).headers.location).toBe(location);
    const day = await agent.get('/agent').expect(200);
    expect(day.text).toMatch(/Séance d’urgence du[^<]+<\/a>.: <strong>encore 4[78].heures/);
    const sitting = await agent.get(location ?? '').expect(200);
    for (const shown of [day.text, sitting.text]) expect(shown).not.toMatch(/violence|g bis|abri/i);
  });

  it('opens none where the règlement provides none, and says so', async () => {
    const version = 99;
    const commissionId =
      (await service.dependencies.committees.commissions(landlordId, today))[0]?.commission.id ?? '';
    const content = {
      ...defaultBylaws(commissionId, today),
      version,
      emergency: { allowed: false, convocationHours: 24 },
    };
    await inLandlord((tx) =>
      tx.insert(bylaws).values({ landlordId, commissionId, version, effectiveOn: today, content }),
    );
    const page = await agent.get('/agent/particuliers').expect(200);
    expect(page.text).not.toContain('Ouvrir une séance d’urgence');
    expect(page.text).toContain('ne prévoit pas de séance d’urgence');
    const refused = await post('/agent/particuliers/urgence', { commission: commissionId });
    expect(refused.status).toBe(409);
    await inLandlord((tx) => tx.delete(bylaws).where(eq(bylaws.version, version)));
  });

  it('opens it from a protected file too', async () => {
    const number = '057032400000100007';
    await inLandlord((tx) =>
      tx.insert(protections).values({ landlordId, number, since: new Date(), by: 'Camille Weber' }),
    );
    const file = await agent
      .get(`/agent/dossiers/${service.dependencies.files.of(number)}/protection`)
      .expect(200);
    expect(file.text).toContain('action="/agent/particuliers/urgence"');
    expect(file.text).not.toMatch(/violence/i);
  });

  it('lets the secretary read and nobody else decide', async () => {
    const secretary = await signedIn('secretaire@demo.example');
    const page = await secretary.get('/agent/orientation').expect(200);
    expect(page.text).not.toContain('Orienter les logements cochés');
    await secretary
      .post('/agent/orientation')
      .type('form')
      .send({ _csrf: await csrfOn(secretary), _key: crypto.randomUUID(), logement: first ?? '' })
      .expect(403);
    for (const mailbox of ['reservataire', 'commission', 'prefecture', 'dpo']) {
      const other = await signedIn(`${mailbox}@demo.example`);
      await other.get('/agent/orientation').expect(403);
      await other.get('/agent/dalo').expect(403);
      await other.get('/agent/particuliers').expect(403);
    }
  });
});

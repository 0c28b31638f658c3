/** Exchanges as tenants and officers live them, without a script: wished, found, asked, refused, replaced, seated. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { agendaCandidates, agendaHomes, homeDecisions } from '../../../db/schema/committee.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { exchangePlans, exchangeSteps } from '../../../db/schema/exchange.ts';
import { vacancies } from '../../../db/schema/home.ts';
import { protections } from '../../../db/schema/instruction.ts';
import { tenancies } from '../../../db/schema/tenancy.ts';
import { deskHomes } from '../../../db/stores/advert-rows.ts';
import { demoExchangePlan } from '../../../db/stores/demo-exchange-loader.ts';
import { afterRefusedMoves } from '../../../db/stores/exchange-occupied.ts';
import { freeHomes, stepOf } from '../../../db/stores/exchange-rows.ts';
import { offeredHomes } from '../../../db/stores/relocation-read.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addMonths } from '../../../src/kernel/civil-date.ts';
import { defaultPortalPolicy } from '../../../src/portal/policy.ts';
import type { PortalVisitor } from '../../../src/portal/visitor.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, heldOn, open, send, signIn } from '../sitting/steps.ts';

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');
const today = testDemo.date;
const everywhere = { landlordId: 'demo', communes: null };
const asked: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Sonia Peltier', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today,
};
const wishPath = '/demandeur/logement/echange';

describe('exchanges', () => {
  let service: TestService;
  let officer: Agent;
  let tenant: Agent;
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
    tenant = await signIn(service, 'locataire');
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const fileOf = async (id: string) => {
    const file = await service.dependencies.exchanges.find('demo', id, today);
    if (!file) throw new Error('no such plan');
    return file;
  };
  const lettersTo = async (number: string) =>
    (await inDatabase((tx) => tx.select().from(letters).where(eq(letters.number, number)))).length;
  const visitorOf = (number: string | null, tenancyId: string): PortalVisitor => ({
    landlordId: 'demo',
    number,
    tenancyId,
    mandate: null,
    since: 0,
  });
  const search = async () => {
    const done = await send(officer, await open(officer, '/agent/echanges'), '/recherche').expect(303);
    return (done.headers.location ?? '').split('?')[0] ?? '';
  };

  describe('a tenant', () => {
    it('reads what is proposed, its cost beside today’s, what was checked, and never an address', async () => {
      const { text } = await tenant.get(wishPath).expect(200);
      const page = plain(text);
      expect(page).toContain('On me propose un T');
      expect(page).toContain('Ce que nous avons déjà vérifié');
      expect(page).toContain('Rien n’est promis');
      expect(text.length).toBeLessThan(100_000);
      const { steps } = await fileOf(demoExchangePlan);
      const own = testDemo.applications.find(({ number }) => number === demoTenant(testDemo).number);
      const step = steps.find(({ tenancyId }) => tenancyId === own?.current.tenancyId);
      const there = testDemo.homes.find(({ id }) => id === step?.toHomeId);
      expect(there).toBeDefined();
      expect(text).not.toContain(there?.address);
    });

    it('changes its wish, and the old one ends; the same form sent twice makes one', async () => {
      const page = await open(tenant, wishPath);
      const given = { commune: ['57606'], taille: ['T3'], loyer: '600', mots: 'Balcon au soleil.' };
      await send(tenant, page, '/echange', given).expect(303);
      await send(tenant, page, '/echange', given).expect(303);
      const after = plain(await open(tenant, `${wishPath}?fait=souhait`));
      expect(after).toContain('Je déménage si : T3 ; Saint-Avold ; 600 € au plus avec charges');
      const { wishes } = await service.dependencies.exchanges.board(everywhere, today);
      const own = wishes.filter(({ number }) => number === demoTenant(testDemo).number);
      expect(own).toHaveLength(1);
    });

    it('is told what its words may not hold, and keeps what it typed', async () => {
      const page = await open(tenant, wishPath);
      const wrong = { commune: ['57606'], taille: ['T3'], mots: 'Appelez-moi au 06 12 34 56 78.' };
      const told = await send(tenant, page, '/echange', wrong).expect(409);
      expect(plain(told.text)).toContain('Retirez-en ce qui parle de personnes');
      expect(told.text).toContain('06 12 34 56 78');
      const far = { commune: ['57606'], taille: ['T3'], jusque: addMonths(today, 13) };
      expect(plain((await send(tenant, page, '/echange', far).expect(409)).text)).toContain('un an au plus');
    });

    it('answers no step of another household, even when it knows its identifier', async () => {
      const { steps } = await fileOf(demoExchangePlan);
      const own = demoTenant(testDemo).current.tenancyId;
      const other = steps.find(({ tenancyId, consent }) => tenancyId !== own && consent === 'asked');
      const page = await open(tenant, wishPath);
      const tried = await send(tenant, page, '/reponse', { pas: other?.id ?? '', reponse: 'given' }).expect(
        409,
      );
      expect(plain(tried.text)).toContain('n’existe pas, ou n’est plus à vous');
      expect((await fileOf(demoExchangePlan)).steps.find(({ id }) => id === other?.id)?.consent).toBe(
        'asked',
      );
    });

    it('says yes once, may take it back, and loses nothing', async () => {
      const page = await open(tenant, wishPath);
      await send(tenant, page, '/reponse', { reponse: 'given' }).expect(303);
      await send(tenant, page, '/reponse', { reponse: 'given' }).expect(303);
      expect(plain(await open(tenant, wishPath))).toContain('Nous attendons la réponse des autres ménages');
      await send(tenant, await open(tenant, wishPath), '/reponse', { reponse: 'refused' }).expect(303);
      const after = plain(await open(tenant, wishPath));
      expect(after).toContain('Vous n’avez rien perdu');
      expect(after).toContain('Je déménage si :');
    });
  });

  describe('an officer', () => {
    it('reads the fallback at once, adopts it in one gesture, and who agreed to the same move is not asked again', async () => {
      const address = `/agent/echanges/${demoExchangePlan}`;
      const page = await open(officer, address);
      expect(plain(page)).toContain('Un ménage a dit non, ou n’a pas répondu : le repli');
      const before = await fileOf(demoExchangePlan);
      const agreed = before.steps.filter(({ group, consent }) => group === 0 && consent === 'given');
      await send(officer, page, '/repli').expect(303);
      const late = await send(officer, page, '/repli').expect(409);
      expect(plain(late.text)).toContain('Rien n’a été enregistré');
      const after = await fileOf(demoExchangePlan);
      const again = after.steps.filter(({ checks }) => !checks.fallen);
      for (const step of agreed) {
        const same = again.find(
          ({ tenancyId, toHomeId }) => tenancyId === step.tenancyId && toHomeId === step.toHomeId,
        );
        if (same) expect(same.consent).toBe('given');
      }
      const refused = before.steps.filter(({ consent }) => consent === 'refused');
      for (const step of refused) {
        expect(
          again.some(({ tenancyId, toHomeId }) => tenancyId === step.tenancyId && toHomeId === step.toHomeId),
        ).toBe(false);
      }
      expect(again.length).toBeGreaterThan(0);
    });

    it('finds a swap of right, circles and chains, proved, as a picture and in words; nobody is told', async () => {
      const before = (await inDatabase((tx) => tx.select({ id: letters.id }).from(letters))).length;
      const address = await search();
      const html = await open(officer, address);
      const page = plain(html);
      expect(page).toContain('Prouvé optimal');
      for (const kind of ['Échange de droit 1', 'Échange 2', 'Chaîne']) expect(page).toContain(kind);
      expect(html).toMatch(/<svg[^>]*role="img"/);
      expect(html.length).toBeLessThan(100_000);
      expect((await inDatabase((tx) => tx.select({ id: letters.id }).from(letters))).length).toBe(before);
      // The same facts searched again give the plan that stands.
      expect(await search()).toBe(address);
    });

    it('asks beyond the published cap nobody, and reads the figures; within it each household once', async () => {
      const address = await search();
      const id = address.slice(address.lastIndexOf('/') + 1);
      const policies = service.dependencies.portalPolicies;
      const now = await policies.inForce('demo');
      await policies.save(asked, { ...now, exchangeMovesAYear: 0 });
      const refused = await send(officer, await open(officer, address), '/accord').expect((answer) =>
        expect([303, 409]).toContain(answer.status),
      );
      const chain = (await fileOf(id)).content.groups.findIndex(({ kind }) => kind === 'chain');
      const steps = (await fileOf(id)).steps.filter(({ group }) => group === chain);
      const over = await service.dependencies.exchanges.ask(asked, {
        id,
        version: (await fileOf(id)).version,
        stepIds: steps.map((step) => step.id),
      });
      expect(refused.status).toBe(303);
      expect(over).toMatchObject({
        ok: false,
        refusal: { code: 'capReached', cap: 0, wanted: steps.length },
      });
      await policies.save(asked, {
        ...now,
        version: now.version + 1,
        exchangeMovesAYear: defaultPortalPolicy.exchangeMovesAYear,
      });
      const { version } = await fileOf(id);
      const number = (await fileOf(id)).people.get(steps[0]?.tenancyId ?? '')?.number ?? '';
      const told = await lettersTo(number);
      const both = await Promise.all(
        [1, 2].map(() =>
          service.dependencies.exchanges.ask(asked, { id, version, stepIds: steps.map((step) => step.id) }),
        ),
      );
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.find(({ ok }) => !ok)).toMatchObject({
        refusal: { code: 'changedMeanwhile', by: 'Sonia Peltier' },
      });
      expect(await lettersTo(number)).toBe(told + 1);
    });

    it('takes a chain that agreed to a sitting: one candidate a home, exception (i) and its warning', async () => {
      const plans = await inDatabase((tx) =>
        tx.select().from(exchangePlans).where(eq(exchangePlans.state, 'consulting')),
      );
      const found = plans.find(({ id }) => id !== demoExchangePlan);
      const id = found?.id ?? '';
      const file = await fileOf(id);
      const chain = file.content.groups.findIndex(({ kind }) => kind === 'chain');
      const commission = testDemo.committee.commission.id;
      const session = await service.dependencies.sessions.create(asked, {
        key: '0199b000-0000-7000-8000-0000000000aa',
        commissionId: commission,
        heldOn,
        startsAt: '09:30',
        place: null,
        mode: 'inPerson',
        kind: 'ordinary',
      });
      if (!session.ok) throw new Error(session.refusal.code);
      const seat = async () => {
        const { version } = await fileOf(id);
        return service.dependencies.exchanges.toCommittee(asked, {
          id,
          version,
          group: chain,
          sessionId: session.value.sessionId,
          sessionVersion: session.value.version,
        });
      };
      expect(await seat()).toEqual({ ok: false, refusal: { code: 'notAllAgreed' } });
      const steps = file.steps.filter(({ group }) => group === chain);
      for (const step of steps) {
        const page = await open(officer, `/agent/echanges/${id}`);
        expect(page).toContain(step.id);
        await service.dependencies.exchanges.answer(asked, visitorOf(null, step.tenancyId), {
          stepId: step.id,
          answer: 'given',
        });
      }
      const page = await open(officer, `/agent/echanges/${id}`);
      await send(officer, page, '/commission', { groupe: String(chain) }).expect(303);
      const seated = (await fileOf(id)).steps.filter(({ group }) => group === chain);
      for (const step of seated) {
        const vacancyId = step.checks.agendaVacancyId ?? '';
        const [home] = await inDatabase((tx) =>
          tx.select().from(agendaHomes).where(eq(agendaHomes.vacancyId, vacancyId)),
        );
        expect(home?.exception).toMatchObject({ ground: 'notEnoughCandidates' });
        expect(home?.exception?.evidence).toContain('M-08b');
        const names = await inDatabase((tx) =>
          tx.select().from(agendaCandidates).where(eq(agendaCandidates.vacancyId, vacancyId)),
        );
        expect(names.map(({ number }) => number)).toEqual([file.people.get(step.tenancyId)?.number]);
        expect(step.checks.movesOn).not.toBeNull();
      }
      const moves = seated.map(({ checks }) => checks.movesOn ?? '');
      expect(moves).toEqual([...moves].sort());
      expect(moves[0]! >= addMonths(heldOn, 1)).toBe(true);
      const view = await service.dependencies.sessions.find('demo', session.value.sessionId, null);
      expect(view?.homes.map(({ candidatesCheck }) => candidatesCheck.state)).toEqual(
        seated.map(() => 'exception'),
      );
    });

    it('shows no home as freed where a household still lives, and ends what a committee refused', async () => {
      const rows = await inDatabase((tx) => tx.select().from(exchangeSteps));
      const seated = rows
        .map(stepOf)
        .filter(({ checks }) => checks.agendaVacancyId !== null && !checks.fallen)
        .sort((a, b) => a.position - b.position);
      const lived = seated.filter(({ id, checks }) => checks.agendaVacancyId === `ECH-${id}`);
      expect(lived.length).toBeGreaterThan(0);
      const shown = await inDatabase(async (tx) => [
        ...(await deskHomes(tx, undefined)),
        ...(await freeHomes(tx)),
        ...(await offeredHomes(tx, undefined, 100_000)),
      ]);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter(({ vacancyId }) => vacancyId.startsWith('ECH-'))).toEqual([]);
      const [refused] = lived;
      const vacancyId = refused?.checks.agendaVacancyId ?? '';
      await inDatabase(async (tx) => {
        const [home] = await tx.select().from(agendaHomes).where(eq(agendaHomes.vacancyId, vacancyId));
        const sessionId = home?.sessionId ?? '';
        await tx.insert(homeDecisions).values({
          landlordId: 'demo',
          sessionId,
          vacancyId,
          decidedAt: asked.now,
          recordedBy: 'Sonia Peltier',
          candidates: [
            {
              number: 'x',
              kind: 'nonAttribution',
              rank: null,
              condition: null,
              reasons: ['sizeMismatch'],
              note: null,
              criteria: [],
            },
          ],
          requestKey: 'exchange-refused',
        });
        await afterRefusedMoves(tx, asked, sessionId);
      });
      const [vacancy] = await inDatabase((tx) =>
        tx.select().from(vacancies).where(eq(vacancies.id, vacancyId)),
      );
      expect(vacancy?.status).toBe('withdrawn');
      const after = (await inDatabase((tx) => tx.select().from(exchangeSteps))).map(stepOf);
      // In a chain, whoever moves before goes on: the home it moves to does not wait for the one refused.
      for (const step of seated) {
        const { fallen } = after.find(({ id }) => id === step.id)?.checks ?? {};
        expect(fallen).toBe(step.position >= (refused?.position ?? 0));
      }
      // Whatever the committee gave of a home that nobody leaves any more, no offer of it can be sent.
      const kept = await inDatabase((tx) => tx.select().from(vacancies));
      for (const { position, checks } of lived) {
        const { status } = kept.find(({ id }) => id === checks.agendaVacancyId) ?? {};
        expect(status === 'withdrawn').toBe(position >= (refused?.position ?? 0));
      }
    });

    it('notes for each family how it answered, then carries a swap of right out from the plan’s page', async () => {
      const plans = await inDatabase((tx) => tx.select().from(exchangePlans));
      const files = await Promise.all(
        plans.filter(({ state }) => state === 'consulting').map(({ id }) => fileOf(id)),
      );
      const file = files.find(({ content }) => content.groups.some(({ kind }) => kind === 'swap'));
      const id = file?.id ?? '';
      const at = file?.content.groups.findIndex(({ kind }) => kind === 'swap') ?? -1;
      const steps = (await fileOf(id)).steps.filter(({ group }) => group === at);
      expect(steps.map(({ consent }) => consent)).toEqual(['asked', 'asked']);
      const address = `/agent/echanges/${id}`;
      for (const { id: pas } of steps) {
        const version = (await fileOf(id)).steps.find((step) => step.id === pas)?.version;
        const answer = { pas, version: String(version), reponse: 'given' };
        const page = await open(officer, address);
        await send(officer, page, '/reponse', { ...answer, par: '' }).expect(400);
        await send(officer, page, '/reponse', { ...answer, par: 'telephone' }).expect(303);
      }
      expect(plain(await open(officer, address))).toContain(
        'par Camille Weber, pour le ménage (par téléphone)',
      );
      const leased = steps.map(({ fromHomeId }) => fromHomeId);
      await send(officer, await open(officer, address), '/droit', { jour: today }).expect(303);
      const after = await open(officer, `${address}?fait=droit`);
      expect(plain(after)).toContain('chaque famille a repris le bail de l’autre');
      expect(plain(after)).toContain('Échange de droit 1 : terminé');
      const now = await inDatabase((tx) => tx.select().from(tenancies));
      const homesNow = steps.map(({ tenancyId }) => now.find((row) => row.id === tenancyId)?.homeId);
      expect(homesNow).toEqual([...leased].reverse());
      // The household reads that it is done; it is asked for nothing more.
      const [own] = steps;
      const read = await service.dependencies.exchanges.ofTenant(
        visitorOf(null, own?.tenancyId ?? ''),
        today,
      );
      expect(read.home?.id).toBe(own?.toHomeId);
      expect(read.wish).toBeNull();
      expect(read.proposals[0]?.step.checks.doneOn).toBe(today);
    });

    it('reads what one freed home can do: households moved, months empty, rent lost', async () => {
      const [freed] = (await service.dependencies.exchanges.board(everywhere, today)).freed;
      const page = plain(await open(officer, `/agent/echanges/chaines/${freed?.vacancyId}`));
      expect(page).toContain('Aucun : loué à un nouveau ménage');
      expect(page).toMatch(/Mois de vacance Loyers perdus/);
      await officer.get('/agent/echanges/chaines/VAC-NONE').expect(404);
      await officer.get('/agent/echanges/0199b000-0000-7000-8000-00000000ffff').expect(404);
    });

    it('never reads where a protected household lives, and offers its home to nobody', async () => {
      const board = await service.dependencies.exchanges.board(everywhere, today);
      const line = board.wishes.find(({ isEngaged, number }) => !isEngaged && number !== null);
      const { built } = await service.dependencies.exchanges.prepare(everywhere, today, null);
      await inDatabase((tx) =>
        tx.insert(protections).values({
          landlordId: 'demo',
          number: line?.number ?? '',
          since: asked.now,
          by: 'essai',
        }),
      );
      const after = await service.dependencies.exchanges.prepare(everywhere, today, null);
      expect(after.built.graph.arcs.filter(([home]) => home === line?.tenancyId)).toEqual([]);
      expect(after.built.graph.arcs.length).toBeLessThanOrEqual(built.graph.arcs.length);
      const page = plain(await open(officer, '/agent/echanges'));
      expect(page).toContain('Ménage protégé');
      expect(page).not.toContain(line?.name ?? 'no name');
    });

    it('held to an agency reads neither the plans nor the chains of another', async () => {
      await setAccount(service.database.db, 'agent@demo.example', { agencyIds: ['nancy'], communes: [] });
      const held = await signIn(service, 'agent');
      const { content } = await fileOf(demoExchangePlan);
      const nancy = new Set(testDemo.committee.agencies.find(({ id }) => id === 'nancy')?.communes);
      expect(content.communes.every((insee) => nancy.has(insee))).toBe(false);
      await held.get(`/agent/echanges/${demoExchangePlan}`).expect(403);
      const elsewhere = testDemo.vacancies.find(
        ({ homeId }) => !nancy.has(testDemo.homes.find(({ id }) => id === homeId)?.insee ?? ''),
      );
      await held.get(`/agent/echanges/chaines/${elsewhere?.id}`).expect(403);
      const page = plain(await open(held, '/agent/echanges'));
      const inScope = await service.dependencies.exchanges.board(
        { landlordId: 'demo', communes: nancy },
        today,
      );
      expect(page).toContain(`lit ${inScope.wishes.filter(({ isEngaged }) => !isEngaged).length} souhait`);
    });
  });
});

/** Transfers as officers and tenants live them, without a script: found, asked, examined, answered, moved. */
import { eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { protections } from '../../../db/schema/instruction.ts';
import { tenancyFacts, transferFindings, transferRequests } from '../../../db/schema/transfer.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { frenchLongDate } from '../../../src/kernel/french.ts';
import type { RequestLine } from '../../../src/portal/transfers/transfer-port.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, open, send, signIn } from '../sitting/steps.ts';

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');
const everyone = { landlordId: 'demo', communes: null };
const today = testDemo.date;
const nextAnswer = addDays(today, 15);
const asked: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Sonia Peltier', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today,
};
const anyOpen = {
  state: 'open',
  ground: null,
  commune: null,
  typology: null,
  scarce: false,
  verdict: null,
} as const;

describe('transfers', () => {
  let service: TestService;
  let officer: Agent;
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const lettersOf = async (number: string) =>
    (await inDatabase((tx) => tx.select().from(letters).where(eq(letters.number, number)))).length;
  const requestsIn = async (state: RequestLine['state']) =>
    service.dependencies.transfers.list(
      everyone,
      { state, ground: null, owner: null },
      { accountId: '', today },
    );
  const requestOf = async (id: string) => {
    const found = await service.dependencies.transfers.find('demo', id);
    if (!found) throw new Error('no such request');
    return found;
  };

  describe('found in the tenancies', () => {
    it('a second search the same day changes nothing, and no letter ever leaves', async () => {
      const before = (await inDatabase((tx) => tx.select({ id: letters.id }).from(letters))).length;
      const page = await open(officer, '/agent/mutations/reperages');
      const done = await send(officer, page, '/recherche').expect(303);
      expect(plain(await open(officer, done.headers.location ?? ''))).toMatch(
        /baux relus : [1-9]\d* nouveaux/,
      );
      const again = await service.dependencies.transferFindings.scan(asked);
      expect(again).toMatchObject({ opened: 0, reopened: 0, changed: 0, gone: 0 });
      expect((await inDatabase((tx) => tx.select({ id: letters.id }).from(letters))).length).toBe(before);
    });

    it('every ground of the law stands in the demonstration, with its article', async () => {
      const { byGround } = await service.dependencies.transferFindings.list(everyone, anyOpen, {
        limit: 1,
        offset: 0,
      });
      expect([...byGround.keys()].sort()).toEqual([
        'aboveCeilings',
        'adaptedHomeLeft',
        'adaptedHomeNeeded',
        'overOccupied',
        'relocation',
        'underOccupied',
      ]);
      const page = plain(await open(officer, '/agent/mutations/reperages?motif=underOccupied&surete=yes'));
      expect(page).toContain('Plus de pièces que de personnes plus une');
      expect(page).toContain('CCH L621-2');
    });

    it('an officer held to a commune reads and takes nothing of another', async () => {
      const { lines } = await service.dependencies.transferFindings.list(everyone, anyOpen, {
        limit: 1,
        offset: 0,
      });
      const [line] = lines;
      if (!line) throw new Error('no finding');
      const elsewhere = new Set(['75056']);
      const seen = await service.dependencies.transferFindings.list(
        { ...everyone, communes: elsewhere },
        anyOpen,
        { limit: 10, offset: 0 },
      );
      expect(seen.total).toBe(0);
      const taken = await service.dependencies.transferFindings.take(
        asked,
        line,
        { accountId: '00000000-0000-4000-8000-000000000000', name: 'X' },
        elsewhere,
      );
      expect(taken).toEqual({ ok: false, refusal: { code: 'outOfScope' } });
    });

    it('set aside, it stays aside while the facts stand, and opens again where they change', async () => {
      const { lines } = await service.dependencies.transferFindings.list(
        everyone,
        { ...anyOpen, ground: 'adaptedHomeLeft', verdict: 'yes' },
        { limit: 1, offset: 0 },
      );
      const [line] = lines;
      if (!line) throw new Error('no adapted home left');
      const state = async () =>
        (
          await inDatabase((tx) =>
            tx
              .select({ state: transferFindings.state })
              .from(transferFindings)
              .where(eq(transferFindings.id, line.id)),
          )
        )[0]?.state;
      const reason = { ...line, reason: 'Le ménage vient de nous le dire.' };
      expect(await service.dependencies.transferFindings.setAside(asked, reason, null)).toMatchObject({
        ok: true,
      });
      await service.dependencies.transferFindings.scan(asked);
      expect(await state()).toBe('setAside');
      const facts = await inDatabase((tx) =>
        tx.select().from(tenancyFacts).where(eq(tenancyFacts.tenancyId, line.tenancyId)),
      );
      await inDatabase((tx) =>
        tx
          .update(tenancyFacts)
          .set({ content: { ...facts[0]?.content, holderBornOn: '1940-01-01' } })
          .where(eq(tenancyFacts.tenancyId, line.tenancyId)),
      );
      expect(await service.dependencies.transferFindings.scan(asked)).toMatchObject({ reopened: 1 });
      expect(await state()).toBe('open');
    });

    it('two officers take the same finding: one request, and the second is told who took it', async () => {
      const path = '/agent/mutations/reperages?motif=overOccupied';
      const page = await open(officer, path);
      const [first, second] = [
        await send(officer, page, '/reprendre'),
        await send(officer, page, '/reprendre'),
      ];
      expect(first.status).toBe(303);
      expect(first.headers.location).toMatch(/^\/agent\/mutations\/[0-9a-f-]{36}$/);
      expect(second.status).toBe(409);
      expect(plain(second.text)).toContain('Camille Weber s’en est occupé entre-temps');
    });
  });

  describe('a request', () => {
    it('late answers come first, then the published order', async () => {
      const lines = await requestsIn('received');
      const late = lines.filter(({ dueOn }) => dueOn < today);
      expect(late.length).toBeGreaterThan(0);
      expect(lines.slice(0, late.length)).toEqual(late);
      const tiers = lines.slice(late.length).map(({ tier }) => tier);
      expect(tiers).toEqual([...tiers].sort());
    });

    it('without a fast lane waits for the body; nobody examines it alone', async () => {
      const [slow] = (await requestsIn('received')).filter((one) => !one.fastLane && one.tier > 1);
      if (!slow) throw new Error('no ordinary request');
      const refused = await service.dependencies.transfers.step(asked, {
        id: slow.id,
        version: slow.version,
        step: { kind: 'examine', recommendation: 'favourable', reason: null, note: null, meetingId: null },
      });
      expect(refused).toEqual({ ok: false, refusal: { code: 'bodyFirst' } });
    });

    it('goes from its examination to the new home, one dated answer a step', async () => {
      const [fast] = (await requestsIn('received')).filter((one) => one.fastLane && one.number !== null);
      if (!fast?.number) throw new Error('no request in the fast lane');
      const address = `/agent/mutations/${fast.id}`;
      const before = await lettersOf(fast.number);
      const page = await open(officer, address);
      expect(plain(page)).toContain('une typologie rare');
      await send(officer, page, '/examen', { avis: 'favourable' }).expect(303);
      // The same page sent again: one effect, and who did it.
      const twice = await send(officer, page, '/examen', { avis: 'favourable' }).expect(409);
      expect(plain(twice.text)).toContain('Camille Weber a changé cette demande entre-temps');
      await send(officer, await open(officer, address), '/accepter').expect(303);
      await send(officer, await open(officer, address), '/recherche').expect(303);
      const told = await send(officer, await open(officer, address), '/nouvelles', {
        texte: 'Deux logements se libèrent en décembre dans votre commune.',
      }).expect(303);
      expect(told.headers.location).toContain('fait=oui');
      const now = await requestOf(fast.id);
      expect(now).toMatchObject({ state: 'searching', dueOn: nextAnswer });
      expect(await lettersOf(fast.number)).toBe(before + 4);
      const free = testDemo.vacancies.find(({ status }) => status === 'notice');
      if (!free) throw new Error('no notice');
      const step = { kind: 'propose', vacancyId: free.id, homeId: free.homeId } as const;
      await service.dependencies.transfers.step(asked, { id: fast.id, version: now.version, step });
      await send(officer, await open(officer, address), '/plan', {
        preavis: '2026-11-21',
        fin: '2026-12-21',
        debut: '2026-12-15',
        demenagement: 'firm',
      }).expect(303);
      const moving = plain(await open(officer, address));
      expect(moving).toContain('Double loyer : les deux baux courent ensemble 7 jours');
      await send(officer, await open(officer, address), '/fin').expect(303);
      expect((await requestOf(fast.id)).state).toBe('done');
    });

    it('is refused for a reason tied to a rule, never for a debt', async () => {
      const [examined] = await requestsIn('examined');
      if (!examined?.number) throw new Error('no examined request');
      const address = `/agent/mutations/${examined.id}`;
      const page = await open(officer, address);
      const illegal = await send(officer, page, '/refus', {
        raison: 'noGround',
        note: 'Le ménage a des impayés.',
      }).expect(409);
      expect(plain(illegal.text)).toContain('ce ne sont pas des critères (M-08d)');
      expect((await requestOf(examined.id)).state).toBe('examined');
      await send(officer, page, '/refus', { raison: 'noGround', note: '' }).expect(303);
      const refused = await requestOf(examined.id);
      expect(refused.state).toBe('refused');
      const said = refused.details.answers.at(-1)?.text ?? '';
      expect(said).toContain('aucun des motifs publiés');
      expect(said).toContain('par Camille');
      expect(said).toContain('une autre personne');
    });

    it('of a household without a number is never proposed a home', async () => {
      const [unregistered] = (await requestsIn('received')).filter(({ number }) => number === null);
      if (!unregistered) throw new Error('no unregistered request');
      expect(plain(await open(officer, `/agent/mutations/${unregistered.id}`))).toContain('(C-05, L441-2-1)');
      const steps = [
        { kind: 'examine', recommendation: 'favourable', reason: null, note: null, meetingId: null },
        { kind: 'accept' },
        { kind: 'propose', vacancyId: 'VAC-00001', homeId: 'LGT-00001' },
      ] as const;
      const taken = [];
      for (const [index, step] of steps.entries()) {
        const version = unregistered.version + index;
        taken.push(await service.dependencies.transfers.step(asked, { id: unregistered.id, version, step }));
      }
      expect(taken.map(({ ok }) => ok)).toEqual([true, true, false]);
    });

    it('is read by the secretary, who takes no step', async () => {
      const secretary = await signIn(service, 'secretaire');
      const [one] = await requestsIn('searching');
      const page = await open(secretary, `/agent/mutations/${one?.id}`);
      expect(page).not.toContain(`/agent/mutations/${one?.id}/nouvelles`);
    });
  });

  it('a notice is matched at once with accepted transfers, in the published order', async () => {
    const notices = await service.dependencies.transferWatch.notices(everyone, today);
    expect(notices.length).toBeGreaterThan(0);
    for (const { home, matches } of notices) {
      const places = matches.map(({ line }) => line.tier);
      expect(places).toEqual([...places].sort());
      for (const { line } of matches) {
        expect(line.home?.id).not.toBe(home.id);
        expect(line.details.wishes?.communes).toContain(home.insee);
        if (line.ground === 'underOccupied') expect(home.rentCents).toBeLessThan(line.home?.rentCents ?? 0);
      }
    }
    expect(plain(await open(officer, '/agent/mutations'))).toContain('Préavis reçus');
  });

  describe('the internal body', () => {
    it('recommends, freezes its minutes once, and tells each household', async () => {
      const page = await open(officer, '/agent/mutations/instances');
      const waiting = (await requestsIn('received')).filter(({ number }) => number !== null).slice(0, 2);
      const [first, second] = waiting;
      if (!first?.number || !second) throw new Error('too few requests wait');
      const planned = await send(officer, page, '/instances', {
        jour: today,
        membres: 'Camille Weber\nSonia Peltier',
        demande: [first.id, second.id],
      }).expect(303);
      const address = planned.headers.location ?? '';
      const before = await lettersOf(first.number);
      const early = await open(officer, address);
      expect(plain(early)).toContain('Il manque un avis sur 2 demandes');
      await officer.get(`${address}/compte-rendu.pdf`).expect(404);
      for (const [id, avis, raison] of [
        [first.id, 'favourable', ''],
        [second.id, 'unfavourable', 'homeFits'],
      ] as const) {
        await send(officer, await open(officer, address), '/avis', { demande: id, avis, raison }).expect(303);
      }
      const ready = await open(officer, address);
      await send(officer, ready, '/cloture').expect(303);
      await send(officer, ready, '/cloture').expect(409);
      const examined = await requestOf(second.id);
      expect(examined).toMatchObject({
        state: 'examined',
        dueOn: nextAnswer,
        details: { examination: { recommendation: 'unfavourable', reason: 'homeFits' } },
      });
      expect(await lettersOf(first.number)).toBe(before + 1);
      const paper = await officer.get(`${address}/compte-rendu.pdf`).expect(200);
      expect(paper.headers['content-type']).toBe('application/pdf');
    });

    it('wants a reason with an unfavourable recommendation', async () => {
      const [planned] = await service.dependencies.transferMeetings.list('demo');
      const [item] = planned?.items ?? [];
      if (!planned || !item) throw new Error('no planned meeting');
      const said = { kind: 'unfavourable', reason: null, note: null } as const;
      const input = { id: planned.id, version: planned.version, requestId: item.requestId, said };
      expect(await service.dependencies.transferMeetings.recommend(asked, input)).toEqual({
        ok: false,
        refusal: { code: 'reasonMissing' },
      });
    });
  });

  describe('the tenant', () => {
    it('reads its home, asks once whatever it clicks, and knows until when it is answered', async () => {
      const tenant = await signIn(service, 'locataire');
      const page = await open(tenant, '/demandeur/logement');
      expect(plain(page)).toContain('Voici ce que nous savons');
      const given = { motif: 'underOccupied', mots: 'Deux pièces ne servent plus.' };
      await send(tenant, page, '/demandeur/logement', given).expect(303);
      await send(tenant, page, '/demandeur/logement', given).expect(303);
      const mine = await open(tenant, '/demandeur/logement');
      expect(plain(mine)).toContain(`Prochaine réponse au plus tard le ${plain(frenchLongDate(nextAnswer))}`);
      expect(plain(mine)).toContain('rang 2 de l’ ordre publié');
      expect(plain(mine)).toMatch(/(Aucune demande|Moins de 5 demandes) de même priorité/);
      const rows = await inDatabase((tx) =>
        tx
          .select({ id: transferRequests.id })
          .from(transferRequests)
          .where(inArray(transferRequests.state, ['received'])),
      );
      expect(rows.filter(({ id }) => mine.includes(id))).toHaveLength(1);
      expect(mine.length).toBeLessThan(100_000);
    });

    it('contests a refusal, and another person follows it as a case', async () => {
      const tenant = await signIn(service, 'locataire');
      const lines = await requestsIn('received');
      const page = await open(tenant, '/demandeur/logement');
      const mine = lines.find(({ id }) => page.includes(id));
      if (!mine) throw new Error('no request of the tenant');
      const steps = [
        { kind: 'examine', recommendation: 'unfavourable', reason: 'homeFits', note: null, meetingId: 'm' },
        { kind: 'refuse', reason: 'homeFits', note: null },
      ] as const;
      for (const [index, step] of steps.entries()) {
        const input = { id: mine.id, version: mine.version + index, step };
        expect((await service.dependencies.transfers.step(asked, input)).ok).toBe(true);
      }
      const refused = await open(tenant, '/demandeur/logement');
      expect(plain(refused)).toContain('Votre logement actuel correspond à la taille de votre ménage');
      await send(tenant, refused, '/contester', { pourquoi: 'Deux chambres sont vides.' }).expect(303);
      const cases = await service.dependencies.cases.list(everyone);
      expect(cases.find(({ about }) => about === `transfer:${mine.id}`)).toMatchObject({ kind: 'review' });
    });

    it('whose file is not open is sent to the door', async () => {
      const stranger = await signIn(service, 'prefecture');
      const sent = await stranger.get('/demandeur/logement').set('accept', 'text/html').expect(303);
      expect(sent.headers.location).toContain('/demandeur/acces');
    });
  });

  it('of a protected household shows neither its address nor its commune', async () => {
    const one = (await requestsIn('moving')).find(({ number }) => number !== null);
    if (!one?.number || one.home === null) throw new Error('no move is prepared');
    expect(plain(await open(officer, `/agent/mutations/${one.id}`))).toContain(one.home.address);
    await inDatabase((tx) =>
      tx.insert(protections).values({
        landlordId: 'demo',
        number: one.number ?? '',
        since: asked.now,
        by: 'Sonia Peltier',
      }),
    );
    const page = plain(await open(officer, `/agent/mutations/${one.id}`));
    expect(page).toContain('adresse protégée');
    expect(page).not.toContain(one.home.address);
    const listed = plain(await open(officer, '/agent/mutations?etat=moving'));
    expect(listed).toContain('adresse protégée');
  });

  it('is opened by an officer for who does not use the portal; one stands at a time', async () => {
    const live = await service.dependencies.transfers.list(
      everyone,
      { state: 'live', ground: null, owner: null },
      { accountId: '', today },
    );
    const taken = new Set(live.map(({ tenancyId }) => tenancyId));
    const tenancy = testDemo.tenancies.find(
      ({ id, applicationNumber }) => applicationNumber === null && !taken.has(id),
    );
    if (!tenancy) throw new Error('no tenancy without an application');
    const page = await open(officer, '/agent/mutations/nouvelle');
    const given = { qui: tenancy.id, origine: 'tenant', motif: 'effort', mots: 'Le loyer est lourd.' };
    const first = await send(officer, page, '/nouvelle', given).expect(303);
    // The same form twice is one request; another form is told of the one that stands.
    const again = await send(officer, page, '/nouvelle', given).expect(303);
    expect(again.headers.location).toBe(first.headers.location);
    const other = await send(officer, await open(officer, '/agent/mutations/nouvelle'), '/nouvelle', given);
    expect(other.status).toBe(409);
    expect(other.text).toContain(first.headers.location);
    const opened = await requestOf(String(first.headers.location).split('/').at(-1) ?? '');
    expect(opened).toMatchObject({ number: null, ownerName: 'Camille Weber', dueOn: nextAnswer, tier: 4 });
    expect(await lettersOf(tenancy.id)).toBe(1);
  });

  it('of a household takes the own number of a member who leaves alone, who is then the one told (M-08c)', async () => {
    const { transfers } = service.dependencies;
    const known = await transfers.list(
      everyone,
      { state: 'live', ground: null, owner: null },
      { accountId: '', today },
    );
    const taken = new Set(known.map(({ tenancyId }) => tenancyId));
    const persons = new Map(testDemo.applications.map((one) => [one.number, one.household.persons.length]));
    const lease = testDemo.tenancies.find(
      ({ id, applicationNumber }) =>
        applicationNumber !== null && !taken.has(id) && (persons.get(applicationNumber) ?? 0) > 1,
    );
    const single = testDemo.applications.find(
      ({ current, household, status }) =>
        status === 'live' && current.landlord === null && household.persons.length === 1,
    );
    const larger = testDemo.applications.find(
      ({ household, current }) => current.landlord === null && household.persons.length === 3,
    );
    if (!lease || !single || !larger) throw new Error('nobody of the demonstration fits');
    const visitor = { landlordId: 'demo', number: lease.applicationNumber, tenancyId: lease.id };
    const opened = await transfers.openByTenant(
      asked,
      { ...visitor, mandate: null, since: 0 },
      {
        ...{ key: v7(), ground: 'overOccupied', words: null, wishes: null },
        part: { persons: 1, who: 'mon fils de 24 ans' },
      },
    );
    if (!opened.ok) throw new Error(opened.refusal.code);
    const path = `/agent/mutations/${opened.value.id}`;
    const page = await open(officer, path);
    expect(plain(page)).toContain('Relier à la demande de ceux qui partent');
    const wrong = await send(officer, page, '/numero', { numero: larger.number });
    expect(wrong.status).toBe(409);
    expect(plain(wrong.text)).toContain('compte 3 personnes, et 1 personne part');
    const before = await lettersOf(single.number);
    await send(officer, await open(officer, path), '/numero', { numero: single.number }).expect(303);
    expect(await lettersOf(single.number)).toBe(before + 1);
    expect(await requestOf(opened.value.id)).toMatchObject({
      number: single.number,
      tenancyId: lease.id,
      details: { part: { persons: 1, ownNumber: true } },
    });
    expect(plain(await open(officer, path))).not.toContain('Relier à la demande de ceux qui partent');
    // Those who stay still read it on the page of their lease.
    const seen = await transfers.ofTenant({ ...visitor, mandate: null, since: 0 });
    expect(seen.requests.map(({ id }) => id)).toContain(opened.value.id);
  });

  it('the order of priority is public', async () => {
    const rules = plain(await open(officer, '/regles'));
    expect(rules).toContain('L’ordre des demandes de mutation');
    expect(rules).toContain('Ni une dette, ni le comportement');
  });
});

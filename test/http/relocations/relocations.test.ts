/** Relocations by law as officers live them: offers that count, proofs, answers, letters, a fellow landlord. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { letters, outbox } from '../../../db/schema/correspondence.ts';
import { vacancies } from '../../../db/schema/home.ts';
import { fellowRequests, relocationOffers, transferRequests } from '../../../db/schema/transfer.ts';
import { applicationRow } from '../../../db/stores/application-rows.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { setAccount } from '../../support/accounts.ts';
import { makeApplication } from '../../support/make-domain.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, heldOn, open, send, signIn } from '../sitting/steps.ts';

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');
const idOf = (serial: number) => `0199b000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
const [noOffer, twoOffers, threeOffers, acceptedOne, over65, adaptedLeft] = [1, 2, 3, 4, 5, 6].map(idOf);
const pathOf = (id = '') => `/agent/relogements/${id}`;
const today = testDemo.date;
const everyone = { landlordId: 'demo', communes: null };
const asked: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Sonia Peltier', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today,
};

describe('relocations by law', () => {
  let service: TestService;
  let officer: Agent;
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const fileOf = async (id = '') => {
    const file = await service.dependencies.relocations.find(everyone, id, today);
    if (!file) throw new Error('no such relocation');
    return file;
  };
  const acts = async (id = '') =>
    (await service.dependencies.journal.story('demo', `transfer:${id}`, 50)).map(({ kind }) => kind);

  it('counts the offers of each tenancy, and says a right is lost only where the law answers so', async () => {
    const list = plain(await open(officer, '/agent/relogements'));
    expect(list).toContain('3 sur 3');
    const counted = await Promise.all([noOffer, twoOffers, threeOffers, over65].map(fileOf));
    expect(counted.map(({ standing }) => standing.sure)).toEqual([0, 2, 3, 3]);
    expect(counted.map(({ standing }) => standing.right?.outcome.verdict)).toEqual(['no', 'no', 'yes', 'no']);
    expect(plain(await open(officer, pathOf(twoOffers)))).not.toContain('Son titre finit');
    expect(plain(await open(officer, pathOf(over65)))).toContain(
      'Le locataire garde son droit de rester, quels que soient les refus',
    );
  });

  it('where a right is lost, tells the officer what the tenant keeps: a judge alone decides', async () => {
    const page = plain(await open(officer, pathOf(threeOffers)));
    expect(page).toContain('Son titre finit le 12 avril 2027');
    expect(page).toContain('seul un juge peut décider d’une expulsion');
  });

  it('an offer recorded twice is one; without a proof it does not count; answered once', async () => {
    const { choices } = await fileOf(noOffer);
    const page = await open(officer, pathOf(noOffer));
    const given = {
      logement: choices[0]?.vacancyId ?? '',
      voisinage: 'sameCommune',
      source: 'Carte de l’agence',
      distance: '2,5',
      besoins: 'oui',
      moyens: 'oui',
      jour: addDays(today, -20),
    };
    await send(officer, page, '/offres', given).expect(303);
    await send(officer, page, '/offres', given).expect(303);
    const [line, ...more] = (await fileOf(noOffer)).standing.offers;
    expect(more).toEqual([]);
    expect(line?.conforms).toBe('unknown');
    const shown = await open(officer, pathOf(noOffer));
    const answer = { offre: line?.offer.id ?? '', reponse: 'refused', jour: addDays(today, -5) };
    await send(officer, shown, '/reponse', answer).expect(303);
    expect((await fileOf(noOffer)).standing).toMatchObject({ sure: 0, possible: 1 });
    // The other person's page still shows the form.
    const late = await send(officer, shown, '/reponse', { ...answer, reponse: 'accepted' }).expect(409);
    expect(plain(late.text)).toContain('Camille Weber a déjà noté que l’offre est refusée');
    const toProve = await open(officer, pathOf(noOffer));
    const proof = { offre: line?.offer.id ?? '', jour: addDays(today, -18), preuve: 'registeredLetter' };
    await send(officer, toProve, '/notification', proof).expect(303);
    expect((await fileOf(noOffer)).standing).toMatchObject({ sure: 1, possible: 1 });
    expect(await acts(noOffer)).toEqual(
      expect.arrayContaining(['relocation.offered', 'relocation.answered', 'relocation.notified']),
    );
  });

  it('a neighbourhood without its source, or against the communes, is refused and nothing is written', async () => {
    const { choices } = await fileOf(noOffer);
    const offer = (place: 'sameCommune' | 'adjoiningCommune', placeSource: string | null) =>
      service.dependencies.relocations.offer(asked, noOffer ?? '', {
        key: randomUUID(),
        vacancyId: choices[0]?.vacancyId ?? '',
        notifiedOn: today,
        facts: {
          division: 'none',
          place,
          placeSource,
          distanceKm: 1,
          suitsNeeds: true,
          suitsMeans: true,
          proof: null,
        },
      });
    expect(await offer('sameCommune', null)).toMatchObject({ refusal: { code: 'sourceMissing' } });
    expect(await offer('adjoiningCommune', 'carte')).toMatchObject({ refusal: { code: 'placeContradicts' } });
  });

  it('two people who accept and refuse at once make one answer', async () => {
    const { standing } = await fileOf(adaptedLeft);
    const offerId = standing.open?.id ?? '';
    const answer = (kind: 'accepted' | 'refused') =>
      service.dependencies.relocations.answer(asked, { offerId, answer: kind, answeredOn: today });
    const done = await Promise.all([answer('accepted'), answer('refused')]);
    expect(done.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('the letter of an offer is written by one gesture, once, to be posted with proof: never a message', async () => {
    const { standing } = await fileOf(twoOffers);
    const offerId = standing.offers[0]?.offer.id ?? '';
    const before = await inDatabase((tx) =>
      tx.select().from(letters).where(eq(letters.kind, 'relocationOffer')),
    );
    expect(before).toEqual([]);
    const first = await service.dependencies.relocations.writeLetter(asked, offerId);
    const again = await service.dependencies.relocations.writeLetter(asked, offerId);
    expect(again).toEqual(first);
    const written = await inDatabase((tx) =>
      tx.select().from(letters).where(eq(letters.kind, 'relocationOffer')),
    );
    expect(written).toHaveLength(1);
    expect(written[0]?.content).toMatchObject({ traceable: true });
    const messages = await inDatabase((tx) =>
      tx
        .select()
        .from(outbox)
        .where(eq(outbox.letterId, written[0]?.id ?? '')),
    );
    expect(messages).toEqual([]);
    const page = plain(await open(officer, `/agent/courriers/${written[0]?.id}`));
    expect(page).toContain('trois propositions');
    expect(page).toContain('Seul un juge peut ordonner de quitter un logement');
  });

  it('what is learned changes what the law answers: an unknown age leaves the right kept', async () => {
    const { request, details } = await fileOf(over65);
    const facts = { ...request.facts, ...details, id: over65 ?? '', asOf: today };
    const learn = async (holderBornOn: typeof request.facts.holderBornOn) =>
      service.dependencies.relocations.recordFacts(asked, {
        ...facts,
        holderBornOn,
        version: (await fileOf(over65)).request.version,
      });
    await learn(null);
    const unknown = plain(await open(officer, pathOf(over65)));
    expect(unknown).toContain('Reste à savoir');
    expect(unknown).toContain('traitez ce droit comme gardé');
    expect(unknown).not.toContain('Son titre finit');
    await learn(request.facts.holderBornOn);
    expect((await fileOf(over65)).standing.right?.outcome.because[0]?.code).toBe('right-kept-exempt');
    const stale = await service.dependencies.relocations.recordFacts(asked, {
      ...facts,
      holderBornOn: null,
      version: request.version,
    });
    expect(stale).toMatchObject({ refusal: { code: 'changedMeanwhile', by: 'Sonia Peltier' } });
  });

  it('the committee is told of an accepted relocation only, and never of one it decides', async () => {
    const inform = async (id = '') =>
      service.dependencies.relocations.inform(asked, {
        id,
        version: (await fileOf(id)).request.version,
        sessionId: randomUUID(),
      });
    expect(await inform(twoOffers)).toMatchObject({ refusal: { code: 'noneAccepted' } });
    expect(await inform(over65)).toMatchObject({ refusal: { code: 'notByLaw' } });
    expect(await inform(acceptedOne)).toMatchObject({ refusal: { code: 'noSuchSitting' } });
  });

  it('a fellow landlord’s request is answered once, then signed', async () => {
    const page = await open(officer, '/agent/relogements/confreres');
    const [row] = await inDatabase((tx) => tx.select().from(fellowRequests));
    const [waiting] = await service.dependencies.fellowRequests.list(everyone, today);
    if (!waiting) throw new Error('no request of a fellow landlord');
    const [home] = await service.dependencies.fellowRequests.homesFor(everyone, waiting);
    await send(officer, page, '/accord', { demande: row?.id ?? '', logement: home?.vacancyId ?? '' }).expect(
      303,
    );
    const twice = await send(officer, page, '/refus', { raison: 'Plus de logement de cette taille.' }).expect(
      409,
    );
    expect(plain(twice.text)).toContain('Camille Weber s’en est occupé entre-temps');
    const path = '/agent/relogements/confreres';
    const accepted = plain(await open(officer, path));
    expect(accepted).toContain('Logement promis');
    expect(accepted).toContain('il manque');
    expect(accepted).not.toContain('Enregistrer le bail');

    const household = makeApplication(47);
    await inDatabase(async (tx) => {
      await tx.insert(applications).values(applicationRow('demo', household));
      // No holder designates here any more: what bars a lease is another test's.
      await tx
        .update(vacancies)
        .set({ status: 'available', holderId: null, orientedOn: null, designationDueOn: null })
        .where(eq(vacancies.id, home?.vacancyId ?? ''));
    });
    const unknown = await send(officer, await open(officer, path), '/numero', { numero: 'rien' }).expect(409);
    expect(plain(unknown.text)).toContain('n’est pas dans nos demandes');
    await send(officer, await open(officer, path), '/numero', { numero: household.number }).expect(303);
    const given = { jour: heldOn, heure: '09:30', lieu: 'Salle du conseil' };
    await send(officer, await open(officer, '/agent/seances'), '/agent/seances', given).expect(303);
    const [sitting] = await service.dependencies.fellowRequests.sittings('demo');
    await send(officer, await open(officer, path), '/information', { seance: sitting?.id ?? '' }).expect(303);
    const told = plain(await open(officer, `/commission/seances/${sitting?.id}/occupation`));
    expect(told).toContain('logement d’un autre bailleur');

    const lease = { jour: today, verifie: 'oui' };
    const form = await open(officer, path);
    await send(officer, form, '/signature', lease).expect(303);
    const again = await send(officer, form, '/signature', lease).expect(409);
    expect(plain(again.text)).toContain('Camille Weber a déjà enregistré le bail');
    await send(officer, await open(officer, path), '/cles', { jour: today }).expect(303);
    const after = plain(await open(officer, path));
    expect(after).toMatch(/comptées en PP-5 1/);
    expect(after).toContain('Clés remises le 21/11/2026');
  });

  it('an officer of another agency reads and changes none of them', async () => {
    await setAccount(service.database.db, 'agent@demo.example', { communes: ['54395'] });
    await officer.get(pathOf(twoOffers)).expect(404);
    const list = plain(await open(officer, '/agent/relogements'));
    expect(list).not.toContain('îlot des Tilleuls');
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await officer.get('/')).text)?.[1] ?? '';
    const body = { _csrf: csrf, offre: idOf(1), jour: today, reponse: 'refused' };
    await officer
      .post(`${pathOf(twoOffers)}/reponse`)
      .type('form')
      .send(body)
      .expect(404);
    const rows = await inDatabase((tx) =>
      tx
        .select()
        .from(relocationOffers)
        .where(eq(relocationOffers.requestId, twoOffers ?? '')),
    );
    expect(rows).toHaveLength(2);
    const requests = await inDatabase((tx) =>
      tx
        .select()
        .from(transferRequests)
        .where(eq(transferRequests.id, twoOffers ?? '')),
    );
    expect(requests[0]?.version).toBe(1);
  });
});

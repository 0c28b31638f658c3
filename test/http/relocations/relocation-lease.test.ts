/** The lease of an imposed relocation from the officer's page: what is missing first, then the form, once (C-13). */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { vacancies } from '../../../db/schema/home.ts';
import { leases } from '../../../db/schema/tenancy.ts';
import { transferRequests } from '../../../db/schema/transfer.ts';
import { applicationRow } from '../../../db/stores/application-rows.ts';
import { makeApplication } from '../../support/make-domain.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, heldOn, open, send, signIn } from '../sitting/steps.ts';

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');
/** The demonstration's relocation whose offer is accepted, and the home that was accepted. */
const id = '0199b000-0000-7000-8000-000000000004';
/** Its last offer waits for an answer. */
const lostId = '0199b000-0000-7000-8000-000000000006';
const path = `/agent/relogements/${id}`;
const today = testDemo.date;

describe('the lease of an imposed relocation', () => {
  let service: TestService;
  let officer: Agent;
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);

  it('of an accepted home that cannot be let after all, tells the household and goes on searching', async () => {
    const { relocations } = service.dependencies;
    const everyone = { landlordId: 'demo', communes: null };
    const before = await relocations.find(everyone, lostId, today);
    const offerId = before?.standing.open?.id ?? '';
    const asked = {
      landlordId: 'demo',
      actor: { accountId: null, name: 'Sonia Peltier', role: 'agent' },
      now: new Date('2026-11-21T09:00:00Z'),
      today,
    };
    expect(await relocations.lose(asked, offerId)).toMatchObject({ refusal: { code: 'noneAccepted' } });
    await relocations.answer(asked, { offerId, answer: 'accepted', answeredOn: today });
    const page = await open(officer, `/agent/relogements/${lostId}`);
    await send(officer, page, '/abandon').expect(303);
    await send(officer, page, '/abandon').expect(303);
    const after = await relocations.find(everyone, lostId, today);
    expect(after?.standing).toMatchObject({ accepted: null, open: null });
    expect(after?.request.state).toBe('searching');
    expect(after?.request.details.answers).toHaveLength(1);
    const shown = plain(await open(officer, `/agent/relogements/${lostId}`));
    expect(shown).toContain('acceptée, n’a pas abouti');
    expect(shown).toContain('Enregistrer l’offre');
  });

  it('waits for the number, the sitting that is told and the holder; then one lease, whoever clicks', async () => {
    const first = plain(await open(officer, path));
    expect(first).toContain('le bailleur enregistre lui-même la demande');
    expect(first).toContain('Le bail n’attend pas que la séance se tienne');
    expect(first).not.toContain('Enregistrer le bail');

    const household = makeApplication(41);
    const file = await service.dependencies.relocations.find(
      { landlordId: 'demo', communes: null },
      id,
      today,
    );
    const vacancyId = file?.standing.accepted?.vacancyId ?? '';
    await inDatabase(async (tx) => {
      await tx.insert(applications).values(applicationRow('demo', household));
      await tx.update(transferRequests).set({ number: household.number }).where(eq(transferRequests.id, id));
    });
    const sittings = await open(officer, '/agent/seances');
    const given = { jour: heldOn, heure: '09:30', lieu: 'Salle du conseil' };
    const created = await send(officer, sittings, '/agent/seances', given).expect(303);
    const sitting = created.headers.location?.split('/').at(-1) ?? '';
    await send(officer, await open(officer, path), '/information', { seance: sitting }).expect(303);

    const form = await open(officer, path);
    const day = { jour: today, conge: today, verifie: 'oui' };
    const reserved = await send(officer, form, '/bail', day).expect(409);
    expect(plain(reserved.text)).toContain('Ce logement est orienté vers');
    await inDatabase((tx) =>
      tx
        .update(vacancies)
        .set({ holderId: null, orientedOn: null, designationDueOn: null })
        .where(eq(vacancies.id, vacancyId)),
    );
    const clicks = await Promise.all([send(officer, form, '/bail', day), send(officer, form, '/bail', day)]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    const signed = await inDatabase((tx) => tx.select().from(leases).where(eq(leases.vacancyId, vacancyId)));
    expect(signed).toMatchObject([{ applicationNumber: household.number, transfer: 'internal' }]);

    const after = plain(await open(officer, path));
    expect(after).toContain('Bail signé le 21/11/2026, enregistré par Camille Weber');
    expect(after).toContain('L’ancien bail finit le 21/12/2026');
    expect(after).toContain('Bail d’un relogement imposé enregistré');
    expect(after).toContain('Relogement imposé (CCH L442-6, L353-15)');
    // The keys, without a decision: the page of the board finds its way back too.
    await send(officer, await open(officer, path), '/cles', { jour: today }).expect(303);
    const withKeys = await open(officer, path);
    expect(plain(withKeys)).toContain('Clés remises le 21/11/2026');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(withKeys)?.[1] ?? '';
    const board = await officer
      .post(`/agent/suites/${vacancyId}/cles`)
      .type('form')
      .send({ _csrf: csrf, le: today })
      .expect(303);
    expect(board.headers.location).toBe(`/agent/logements/${vacancyId}`);
    await officer.get(`/agent/logements/${vacancyId}`).expect(200);
    // Told to the sitting all the same, with where the household lived.
    const told = await service.dependencies.occupancyReviews.ofSitting('demo', sitting);
    expect(told.relocations).toMatchObject([
      { number: household.number, perimeter: 'Démolition, îlot des Tilleuls' },
    ]);
  });
});

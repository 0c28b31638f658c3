/** The triennial review as officers and a sitting live it: due, gathered, examined, frozen in the minutes, notified. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoCommissionId } from '../../../db/demo/committee.ts';
import { committeeSessions } from '../../../db/schema/committee.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { homes } from '../../../db/schema/home.ts';
import { protections } from '../../../db/schema/instruction.ts';
import { portalPolicies } from '../../../db/schema/portal.ts';
import { tenancies } from '../../../db/schema/tenancy.ts';
import { occupancyReviews } from '../../../db/schema/transfer.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { defaultPortalPolicy } from '../../../src/portal/policy.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, open, send, signIn } from '../sitting/steps.ts';

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');
const today = testDemo.date;
const everyone = { landlordId: 'demo', communes: null };
const asked: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Sonia Peltier', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today,
};
const any = { month: null, residence: null };

describe('the triennial review', () => {
  let service: TestService;
  let officer: Agent;
  const sessionId = randomUUID();
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
    await inDatabase((tx) =>
      tx.insert(committeeSessions).values({
        id: sessionId,
        landlordId: 'demo',
        commissionId: demoCommissionId,
        heldOn: today,
        mode: 'inPerson',
        kind: 'ordinary',
        state: 'convened',
        bylawsVersion: 1,
      }),
    );
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const ready = async () => {
    const { lines } = await service.dependencies.occupancyReviews.due(everyone, any, today);
    return lines.flatMap(({ review }) => (review?.state === 'ready' ? [review] : []));
  };
  const reviewOf = async (id: string) => {
    const file = await service.dependencies.occupancyReviews.find(everyone, id, today);
    if (!file) throw new Error('no such review');
    return file.review;
  };
  const setState = (state: 'convened' | 'open') =>
    inDatabase((tx) =>
      tx
        .update(committeeSessions)
        .set({ state, openedAt: state === 'open' ? asked.now : null })
        .where(eq(committeeSessions.id, sessionId)),
    );

  it('lists what falls due in the tense zone, by month; where no zone is known, says so and nothing else', async () => {
    const page = plain(await open(officer, '/agent/occupation'));
    expect(page).toMatch(/1[2-9] examens dus|[2-4]\d examens dus/);
    await inDatabase((tx) =>
      tx.insert(portalPolicies).values({
        landlordId: 'demo',
        version: 9,
        content: { ...defaultPortalPolicy, version: 9, tenseZoneCommunes: null },
        by: 'test',
      }),
    );
    expect(plain(await open(officer, '/agent/occupation'))).toContain('Zones tendues inconnues');
    await inDatabase((tx) => tx.delete(portalPolicies).where(eq(portalPolicies.version, 9)));
  });

  it('a file is opened once, gathered, and the five situations are told with what is unknown', async () => {
    const { lines } = await service.dependencies.occupancyReviews.due(everyone, any, today);
    const due = lines.find(({ review }) => review === null);
    const opened = await service.dependencies.occupancyReviews.open(asked, due?.tenancyId ?? '', null);
    const again = await service.dependencies.occupancyReviews.open(asked, due?.tenancyId ?? '', null);
    expect(again).toEqual(opened);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const path = `/agent/occupation/${opened.value.id}`;
    const page = await open(officer, path);
    await send(officer, page, '/dossier', { personnes: '1', enfants: '0', professionnelles: '0' }).expect(
      303,
    );
    expect((await reviewOf(opened.value.id)).state).toBe('ready');
    expect(plain(await open(officer, path))).toContain('Les cinq situations de la loi');
    const stale = await send(officer, page, '/dossier', { personnes: '2' }).expect(409);
    expect(plain(stale.text)).toContain('Camille Weber s’en est occupé entre-temps');
  });

  it('an opinion is given during the sitting alone, on a situation that the file shows, and notified after it', async () => {
    const [first, second] = await ready();
    if (!first || !second) throw new Error('two reviews are ready in the demonstration');
    for (const { id, version } of [first, second]) {
      const put = await service.dependencies.occupancyReviews.schedule(asked, { id, version, sessionId });
      expect(put).toMatchObject({ ok: true });
    }
    const opinion = {
      kind: 'suitableHome',
      situation:
        first.content.situations.find(({ verdict }) => verdict === 'yes')?.situation ?? 'overOccupied',
      suitableHome: 'un T2 dans la même commune, avec ascenseur',
      note: null,
    } as const;
    const before = await reviewOf(first.id);
    expect(await service.dependencies.occupancyReviews.examine(asked, { ...before, opinion })).toMatchObject({
      refusal: { code: 'sittingNotOpen' },
    });
    await setState('open');
    const page = await open(officer, `/commission/seances/${sessionId}/occupation`);
    const given = {
      examen: first.id,
      version: String(before.version),
      situation: opinion.situation,
      avis: 'suitableHome',
      logement: opinion.suitableHome,
    };
    await send(officer, page, '/occupation', given).expect(303);
    await send(officer, page, '/occupation', given).expect(409);
    const examined = await reviewOf(first.id);
    expect(examined).toMatchObject({ state: 'examined', examinedOn: today });
    expect(
      await service.dependencies.occupancyReviews.notify(asked, { id: first.id, version: examined.version }),
    ).toMatchObject({ refusal: { code: 'sittingNotClosed' } });
    const written = await inDatabase((tx) =>
      tx.select().from(letters).where(eq(letters.kind, 'occupancyOpinion')),
    );
    expect(written).toEqual([]);
  });

  it('closing freezes opinions and what the commission is told; what was not examined waits for another', async () => {
    const list = await service.dependencies.relocations.list(everyone, today);
    const told = list.find(({ standing }) => standing.accepted !== null);
    const { id = '', version = 0 } = told?.request ?? {};
    expect(await service.dependencies.relocations.inform(asked, { id, version, sessionId })).toMatchObject({
      ok: true,
    });
    const hidden = await inDatabase(async (tx) => {
      const rows = await tx
        .select({ number: tenancies.applicationNumber, id: tenancies.id, address: homes.address })
        .from(tenancies)
        .innerJoin(homes, eq(homes.id, tenancies.homeId));
      const reviewed = await tx
        .select({ id: occupancyReviews.tenancyId })
        .from(occupancyReviews)
        .where(eq(occupancyReviews.sessionId, sessionId));
      const ids = [...reviewed.map((review) => review.id), told?.request.tenancyId];
      const guarded = rows.filter((row) => ids.includes(row.id));
      for (const number of new Set(guarded.map((row) => row.number ?? row.id))) {
        await tx
          .insert(protections)
          .values({ landlordId: 'demo', number, since: asked.now, by: 'test' })
          .onConflictDoNothing();
      }
      return guarded.map(({ address }) => address);
    });
    const closed = await service.dependencies.sessions.close(asked, { sessionId, version: 1 });
    expect(closed).toMatchObject({ ok: true });
    const minutes = await service.dependencies.sessions.minutes('demo', sessionId);
    // Under protection, minutes say neither where a household lives nor where it goes (D-04).
    expect(hidden).toHaveLength(3);
    const frozen = JSON.stringify(minutes?.content);
    expect(hidden.filter((address) => frozen.includes(address))).toEqual([]);
    expect(minutes?.content.informations?.[0]).toMatchObject({
      present: 'adresse protégée',
      accepted: 'adresse protégée',
    });
    await inDatabase((tx) => tx.delete(protections).where(eq(protections.by, 'test')));
    expect(minutes?.content.reviews?.map(({ opinion }) => opinion?.kind ?? null).sort()).toEqual([
      'Proposer un logement adapté',
      null,
    ]);
    expect(minutes?.content.informations).toHaveLength(1);
    expect(minutes?.content.informations?.[0]?.operation).toBe('Démolition, îlot des Tilleuls');
    const left = await inDatabase((tx) =>
      tx.select().from(occupancyReviews).where(eq(occupancyReviews.sessionId, sessionId)),
    );
    expect(left).toHaveLength(1);
    await officer.get(`/agent/seances/${sessionId}/proces-verbal.pdf`).expect(200);
  });

  it('the opinion is notified by one letter, and the next review is three years after', async () => {
    const { toNotify } = await service.dependencies.occupancyReviews.due(everyone, any, today);
    const review = toNotify[0]?.review;
    if (!review) throw new Error('no opinion waits to be notified');
    const page = await open(officer, `/agent/occupation/${review.id}`);
    const first = await send(officer, page, '/notification').expect(303);
    const again = await send(officer, page, '/notification').expect(303);
    expect(again.headers.location).toBe(first.headers.location);
    const letter = plain(await open(officer, first.headers.location ?? ''));
    expect(letter).toContain('un T2 dans la même commune, avec ascenseur');
    expect(letter).toContain('Il ne met pas fin à votre bail');
    const after = plain(await open(officer, `/agent/occupation/${review.id}`));
    expect(after).toMatch(/Prochain examen : \d\d\/\d\d\/20(28|29)/);
  });

  it('an officer of another agency sees none of them', async () => {
    const [one] = await inDatabase((tx) => tx.select().from(occupancyReviews).limit(1));
    await setAccount(service.database.db, 'agent@demo.example', { communes: ['54395'] });
    await officer.get(`/agent/occupation/${one?.id}`).expect(404);
    expect(plain(await open(officer, '/agent/occupation'))).toContain('0 examen');
  });
});

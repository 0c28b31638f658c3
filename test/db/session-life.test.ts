/** A sitting from its preparation to its minutes, as the store keeps it. */
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { homes } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { dueProposals, residenceRules } from '../../db/schema/letting.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { lettingOutcomes } from '../../db/schema/tenancy.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { gatherEvents } from '../../db/stores/register-gather.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { makeApplication, makeLabel, makeNumber, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  askedBy,
  chairAccount,
  convenedSitting,
  decideInput,
  decisionOn,
  done,
  fourthAccount,
  landlordId,
  memberAccount,
  newSession,
  officer,
  openSitting,
  refusalOf,
  storeOf,
  thirdAccount,
  writeScene,
} from './session-scene.ts';

describe('a sitting', () => {
  let database: TestDatabase;
  let store: SessionPort;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, {
      homes: 20,
      households: 6,
      bylaws: { remote: true, asynchronous: { allowed: true, openHours: 48 } },
    });
    store = storeOf(database.db);
    await withLandlord(database.db, landlordId, async (tx) => {
      const protectedOne = makeApplication(90, { labels: [makeLabel('g')], name: 'SECRET Personne' });
      const unnumbered = makeApplication(91, { withoutNumber: true });
      const housed = makeApplication(92, { status: 'housed' });
      await tx
        .insert(applications)
        .values([protectedOne, unnumbered, housed].map((one) => applicationRow(landlordId, one)));
      await tx.insert(residenceRules).values({
        landlordId,
        residence: 'r-h7',
        fragile: true,
        source: 'CIA de test',
      });
    });
  });
  afterAll(() => database.drop());

  const viewOf = async (sessionId: string, accountId: string | null = null): Promise<SessionView> => {
    const view = await store.find(landlordId, sessionId, accountId === null ? null : { accountId });
    if (!view) throw new Error('no such sitting');
    return view;
  };
  const versionOf = async (sessionId: string) => (await viewOf(sessionId)).session.version;

  it('is not convened for a household without a unique number, nor for one that is housed', async () => {
    const { sessionId, version } = await done(store.create(officer, newSession()));
    const adding = (number: string) =>
      store.addHomeByHand(officer, {
        sessionId,
        version,
        vacancyId: 'v-h1',
        candidates: [{ number, origin: 'interest' }],
      });
    expect(await refusalOf(adding(makeNumber(91)))).toMatchObject({ code: 'withoutNumber' });
    expect(await refusalOf(adding(makeNumber(92)))).toMatchObject({ code: 'notLive' });
    expect((await viewOf(sessionId)).homes).toEqual([]);
    expect(await refusalOf(store.convene(officer, { sessionId, version }))).toMatchObject({
      code: 'emptyAgenda',
    });
  });

  it('is not convened with two candidates for an ordinary home when no search shows that others are wanting', async () => {
    let { sessionId, version } = await done(store.create(officer, newSession()));
    const candidates = [1, 2].map((index) => ({ number: makeNumber(index), origin: 'interest' as const }));
    ({ version } = await done(
      store.addHomeByHand(officer, { sessionId, version, vacancyId: 'v-h1', candidates }),
    ));
    const refusal = await refusalOf(store.convene(officer, { sessionId, version }));
    expect(refusal).toEqual({ code: 'tooFewCandidates', homes: [{ vacancyId: 'v-h1', count: 2 }] });
    const exception = {
      ground: 'notEnoughCandidates',
      evidence: 'Nous n’avons trouvé que deux ménages.',
    } as const;
    const recorded = store.recordException(officer, { sessionId, vacancyId: 'v-h1', version: 1, exception });
    expect(await refusalOf(recorded)).toEqual({ code: 'exceptionNotEvidenced' });
    await done(store.cancel(officer, { sessionId, version }));
  });

  it('is not prepared for a day that is past, nor opened before its own', async () => {
    const soon = addDays(sessionDate, 3);
    const past = store.create(officer, newSession({ heldOn: addDays(sessionDate, -1) }));
    expect(await refusalOf(past)).toMatchObject({ code: 'pastDay' });
    const opened = await convenedSitting(store, ['v-h1'], { heldOn: soon, kind: 'emergency' });
    const early = store.open(officer, {
      sessionId: opened,
      version: await versionOf(opened),
      chairMemberId: 'm1',
    });
    expect(await refusalOf(early)).toEqual({ code: 'notYet', heldOn: soon });
    await done(store.cancel(officer, { sessionId: opened, version: await versionOf(opened) }));
  });

  it('opens with its quorum only, and decides nothing once the quorum is lost', async () => {
    const sessionId = await convenedSitting(store, ['v-h1']);
    const mark = (memberId: string, state: 'present' | 'absent') =>
      done(store.setAttendance(officer, { sessionId, memberId, state, proxyTo: null }));
    for (const memberId of ['m1', 'm2', 'm3']) await mark(memberId, 'present');
    const opening = { sessionId, version: await versionOf(sessionId), chairMemberId: 'm1' };
    expect(await refusalOf(store.open(officer, opening))).toEqual({
      code: 'noQuorum',
      required: 4,
      reached: 3,
    });
    const { version } = await mark('a6', 'present');
    await done(store.open(officer, { ...opening, version }));
    await mark('a6', 'absent');
    expect(await refusalOf(store.decide(officer, decideInput(sessionId, 'v-h1')))).toMatchObject({
      code: 'noQuorum',
      reached: 3,
    });
    await done(
      store.setAttendance(officer, { sessionId, memberId: 'm4', state: 'represented', proxyTo: 'm1' }),
    );
    const decision = await done(store.decide(officer, decideInput(sessionId, 'v-h1')));
    expect(decision.sitting.voices.quorum).toEqual({ required: 4, reached: 4, met: true });
    expect(decision.sitting.voices.voting.find(({ memberId }) => memberId === 'm1')?.weight).toBe(2);
  });

  it('writes minutes that no later change alters: who, what, why, and the place of the journal', async () => {
    const sessionId = await convenedSitting(
      store,
      ['v-h2', 'v-h3', 'v-h4'],
      {},
      [1, 2, 3, 90].map(makeNumber),
    );
    await openSitting(store, sessionId);
    await done(store.declareTie(officer, { sessionId, vacancyId: 'v-h2', memberId: 'm2' }));
    // With m2 away for this home, three seats of six remain.
    expect(await refusalOf(store.decide(officer, decideInput(sessionId, 'v-h2')))).toMatchObject({
      code: 'noQuorum',
      reached: 3,
    });
    await done(store.setAttendance(officer, { sessionId, memberId: 'm5', state: 'present', proxyTo: null }));
    const candidates = [
      decisionOn(makeNumber(1), 1, {
        kind: 'suspensiveAttribution',
        condition: { document: 'tax-notice', dueOn: addDays(sessionDate, 10) },
      }),
      decisionOn(makeNumber(2), 2),
      decisionOn(makeNumber(3), null, { reasons: ['effortTooHigh'], note: 'Reste à vivre trop faible ici.' }),
      decisionOn(makeNumber(90), null),
    ];
    const propositions = [
      { label: 'Premier rang au premier ménage', memberIds: ['m1', 'm3', 'maire'] },
      { label: 'Premier rang au deuxième ménage', memberIds: ['m4', 'm5'] },
    ];
    const vote = { propositions, carried: 0 };
    await done(store.decide(officer, decideInput(sessionId, 'v-h2', { candidates, vote })));
    await done(
      store.postpone(officer, {
        sessionId,
        vacancyId: 'v-h3',
        version: 1,
        reason: 'missingInformation',
        note: null,
      }),
    );
    const closing = { sessionId, version: await versionOf(sessionId) };
    const closed = await done(store.close(officer, closing));
    expect(await done(store.close(officer, closing))).toEqual(closed);
    // A page that was read before: it is told who closed, and when.
    const late = await refusalOf(store.close(officer, { ...closing, version: closing.version - 1 }));
    expect(late).toEqual({ code: 'alreadyClosed', by: officer.actor.name, at: officer.now });

    const frozen = await store.minutes(landlordId, sessionId);
    if (!frozen) throw new Error('no minutes');
    // Frozen as people read it: a code of ours would stand in the signed paper for ever.
    expect(JSON.stringify(frozen.content)).not.toMatch(/"(proposal|designation|added|interest)"/);
    const { content } = frozen;
    expect(frozen.contentHash).toBe(contentHash(content));
    expect(content.homes.map(({ outcome }) => outcome)).toEqual(['decided', 'postponed', 'postponed']);
    expect(content.homes.map(({ postponedBecause }) => postponedBecause)).toEqual([
      null,
      'Informations à compléter',
      'Non examiné avant la clôture',
    ]);
    const [home] = content.homes;
    expect(home).toMatchObject({
      examined: 4,
      withdrawn: ['Membre m2'],
      quorum: { required: 4, reached: 4, met: true },
      vote: { winner: 'Premier rang au premier ménage', castingVote: null },
    });
    expect(home?.vote?.propositions.map(({ voices }) => voices)).toEqual([3, 2]);
    expect(home?.decisions[0]).toMatchObject({
      kindName: 'Attribution sous condition suspensive',
      rank: 1,
      missingDocuments: [home?.decisions[0]?.condition?.documentName],
    });
    expect(home?.decisions[2]?.reasons[0]?.article).toContain('R441-3-1');
    const text = JSON.stringify(content);
    expect(text).not.toMatch(/SECRET|NOMDETEST|violence|nationalit/i);
    const lines = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(journalLines).where(eq(journalLines.hash, frozen.journalHash)),
    );
    expect(lines.map(({ kind }) => kind)).toEqual(['session.closed']);
  });

  it('is corrected after its closing by a new decision, and its minutes stay as they were', async () => {
    const sessionId = await convenedSitting(store, ['v-h5']);
    await openSitting(store, sessionId);
    const first = await done(store.decide(officer, decideInput(sessionId, 'v-h5')));
    await done(store.close(officer, { sessionId, version: await versionOf(sessionId) }));
    const before = await store.minutes(landlordId, sessionId);
    const { version: _version, ...input } = decideInput(sessionId, 'v-h5');
    const swapped = [2, 1, 3].map((index, place) => decisionOn(makeNumber(index), place + 1));
    const nextDay = { ...officer, now: new Date('2026-11-22T09:00:00Z') };
    const corrected = await done(
      store.correct(nextDay, {
        ...input,
        candidates: swapped,
        supersedes: first.id,
        why: 'Deux rangs inversés à la saisie, notes de séance à l’appui.',
      }),
    );
    expect(await store.minutes(landlordId, sessionId)).toEqual(before);
    const [decided] = await store.decidedHomes(landlordId, { sessionId });
    expect(decided?.decision.id).toBe(corrected.id);
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(lettingOutcomes).values({
        ...{ landlordId, sessionId, vacancyId: 'v-h5', outcome: 'let', on: sessionDate, by: 'Claire' },
        ...{ at: officer.now, requestKey: v7(), learned: { ranked: 3, offers: 1, refusals: [], out: [] } },
      }),
    );
    const again = { ...input, requestKey: v7(), supersedes: corrected.id, why: 'Rang à reprendre.' };
    expect(await refusalOf(store.correct(officer, again))).toMatchObject({ code: 'homeLet' });
    expect(decided?.decision.candidates.map(({ number }) => number)).toEqual([2, 1, 3].map(makeNumber));
    const [home] = (await viewOf(sessionId)).homes;
    expect(home?.history.map(({ supersedes }) => supersedes)).toEqual([null, first.id]);
    const events = await withLandlord(database.db, landlordId, async (tx) => {
      await gatherEvents(tx, landlordId, sessionDate);
      return tx.select().from(registerEvents);
    });
    const told = (id: string) => events.filter(({ eventKey }) => eventKey.includes(id));
    expect(told(first.id)).toHaveLength(3);
    expect(told(corrected.id).map(({ details }) => details.correction)).toEqual([true, true, true]);
    expect(await refusalOf(store.decide(officer, decideInput(sessionId, 'v-h5')))).toMatchObject({
      code: 'wrongState',
    });
  });

  it('owes a first suitable home to a household refused for a fragile residence, until a correction says otherwise', async () => {
    const sessionId = await convenedSitting(store, ['v-h6', 'v-h7']);
    await openSitting(store, sessionId);
    const refusing = [
      decisionOn(makeNumber(1), null, {
        reasons: ['fragileResidence'],
        note: 'La résidence compte déjà de nombreux ménages sans emploi.',
      }),
      decisionOn(makeNumber(2), 1),
      decisionOn(makeNumber(3), 2),
    ];
    const elsewhere = store.decide(officer, decideInput(sessionId, 'v-h6', { candidates: refusing }));
    expect(await refusalOf(elsewhere)).toMatchObject({ code: 'fragileElsewhere' });
    const made = await done(store.decide(officer, decideInput(sessionId, 'v-h7', { candidates: refusing })));
    const owed = () => withLandlord(database.db, landlordId, (tx) => tx.select().from(dueProposals));
    expect(await owed()).toMatchObject([
      { number: makeNumber(1), refusedVacancyId: 'v-h7', homeDecisionId: made.id, fulfilledOn: null },
    ]);
    const { version: _version, ...input } = decideInput(sessionId, 'v-h7');
    await done(
      store.correct(officer, { ...input, supersedes: made.id, why: 'Motif saisi sur le mauvais ménage.' }),
    );
    expect(await owed()).toEqual([]);
  });

  it('keeps health, origins and names out of every text that minutes or members read', async () => {
    const sessionId = await convenedSitting(store, ['v-h13']);
    await openSitting(store, sessionId);
    const place = { sessionId, vacancyId: 'v-h13' };
    const remark = { ...place, key: v7(), text: 'Monsieur sort d’une hospitalisation.' };
    expect(await refusalOf(store.remark(officer, remark))).toEqual({
      code: 'textForbidden',
      because: 'health',
    });
    const note = 'La famille Nomdetest demande un délai.';
    const postponing = { ...place, version: 1, reason: 'missingInformation', note };
    expect(await refusalOf(store.postpone(officer, postponing))).toMatchObject({ because: 'name' });
    const vote = {
      propositions: [
        { label: 'Premier rang à la famille d’origine étrangère', memberIds: ['m1'] },
        { label: 'Report', memberIds: [] },
      ],
      carried: 0,
    };
    const input = decideInput(sessionId, 'v-h13', { vote });
    expect(await refusalOf(store.decide(officer, input))).toMatchObject({ because: 'origin' });
    const said = await done(store.remark(officer, { ...remark, text: 'Le loyer paraît élevé ici.' }));
    const [home] = (await viewOf(sessionId)).homes;
    expect(home?.remarks).toEqual([said]);
    expect(said.keepUntil).toBe(addDays(sessionDate, 365));
  });

  it('names a household only where asked, and the journal keeps who looked', async () => {
    const sessionId = await convenedSitting(store, ['v-h8']);
    expect(JSON.stringify(await viewOf(sessionId))).not.toContain('NOMDETEST');
    const looker = askedBy('Denis Membre', memberAccount, 'member');
    const names = await done(store.showIdentities(looker, { sessionId, vacancyId: 'v-h8' }));
    expect(names.get(makeNumber(1))).toContain('NOMDETEST');
    const lines = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'session.identitiesShown')),
    );
    expect(lines.at(-1)?.actor.name).toBe('Denis Membre');
    await done(store.cancel(officer, { sessionId, version: await versionOf(sessionId) }));
  });

  it('by ballots: opened and closed by the chair, sealed until then, each member’s own seen by that member alone', async () => {
    const sessionId = await convenedSitting(store, ['v-h9', 'v-h10'], { mode: 'asynchronous' });
    const chair = askedBy('Présidente', chairAccount, 'member');
    const member = askedBy('Membre m2', memberAccount, 'member');
    const opening = { sessionId, version: await versionOf(sessionId), chairMemberId: 'm1' };
    expect(await refusalOf(store.open(officer, opening))).toEqual({ code: 'onlyTheChair' });
    await done(store.open(chair, opening));
    const content = [1, 2, 3].map((index) => decisionOn(makeNumber(index), index));
    const ballot = { sessionId, vacancyId: 'v-h9', content };
    await done(store.castBallot(chair, ballot));
    await done(store.castBallot(member, { ...ballot, content: 'postpone' }));
    await done(store.castBallot(member, ballot));
    expect(await refusalOf(store.castBallot(askedBy('Quelqu’un'), ballot))).toEqual({ code: 'noVoice' });
    expect(await refusalOf(store.decide(officer, decideInput(sessionId, 'v-h9')))).toEqual({
      code: 'ballotsOnly',
    });
    const [seen] = (await viewOf(sessionId, memberAccount)).homes;
    expect(seen?.ballots.castBy).toEqual(['m1', 'm2']);
    expect(seen?.ballots.own?.content).toEqual(content);
    const [secretary] = (await viewOf(sessionId, officer.actor.accountId)).homes;
    expect(secretary?.ballots.own).toBeNull();
    const closing = { sessionId, version: await versionOf(sessionId) };
    expect(await refusalOf(store.close(officer, closing))).toEqual({ code: 'onlyTheChair' });
    await done(store.close(chair, closing));
    // Two of six seats: neither the quorum nor half of the members.
    const outcomes = (await viewOf(sessionId)).homes.map(({ postponement }) => postponement?.reason);
    expect(outcomes).toEqual(['tooFewParticipants', 'notReached']);
  });

  it('by ballots: a home whose exception no longer holds at the count waits for a sitting (C-06)', async () => {
    const plai = (adaptedPlai: boolean) =>
      withLandlord(database.db, landlordId, (tx) =>
        tx.update(homes).set({ adaptedPlai }).where(eq(homes.id, 'h14')),
      );
    await plai(true);
    let { sessionId, version } = await done(store.create(officer, newSession({ mode: 'asynchronous' })));
    const candidates = [1, 2].map((index) => ({ number: makeNumber(index), origin: 'interest' as const }));
    const home = { sessionId, vacancyId: 'v-h14' };
    ({ version } = await done(store.addHomeByHand(officer, { ...home, version, candidates })));
    const exception = { ground: 'adaptedPlai' as const, evidence: 'Subvention de l’article D331-25-1.' };
    await done(store.recordException(officer, { ...home, version: 1, exception }));
    await done(store.convene(officer, { sessionId, version: await versionOf(sessionId) }));
    const voters = [chairAccount, memberAccount, thirdAccount, fourthAccount].map((account) =>
      askedBy('Membre', account, 'member'),
    );
    const [chair] = voters;
    await done(store.open(chair!, { sessionId, version: await versionOf(sessionId), chairMemberId: 'm1' }));
    const content = [decisionOn(makeNumber(1), 1), decisionOn(makeNumber(2), 2)];
    for (const voter of voters) await done(store.castBallot(voter, { ...home, content }));
    await done(
      store.setAttendance(officer, { sessionId, memberId: 'm5', state: 'represented', proxyTo: 'm1' }),
    );
    await plai(false);
    await done(store.close(chair!, { sessionId, version: await versionOf(sessionId) }));
    expect((await viewOf(sessionId)).homes[0]?.postponement?.reason).toBe('tooFewCandidates');
  });

  it('by ballots of enough members: decided as most want, with the vote, the conditions counted from the closing', async () => {
    const sessionId = await convenedSitting(store, ['v-h11', 'v-h12'], { mode: 'asynchronous' });
    const chair = askedBy('Présidente', chairAccount, 'member');
    const voters = [chairAccount, memberAccount, thirdAccount, fourthAccount].map((account, index) =>
      askedBy(`Membre ${index + 1}`, account, 'member'),
    );
    await done(store.open(chair, { sessionId, version: await versionOf(sessionId), chairMemberId: 'm1' }));
    const condition = { document: 'tax-notice', dueOn: addDays(sessionDate, 1) };
    const first = decisionOn(makeNumber(1), 1, { kind: 'suspensiveAttribution', condition });
    const rest = [decisionOn(makeNumber(2), 2), decisionOn(makeNumber(3), null)];
    const other = [
      decisionOn(makeNumber(1), 2),
      decisionOn(makeNumber(2), 1),
      decisionOn(makeNumber(3), null, { criteria: ['effort'] }),
    ];
    for (const [index, voter] of voters.entries()) {
      const content = index === 3 ? other : [first, ...rest];
      await done(store.castBallot(voter, { sessionId, vacancyId: 'v-h11', content }));
    }
    await done(
      store.setAttendance(officer, { sessionId, memberId: 'm5', state: 'represented', proxyTo: 'm1' }),
    );
    const later = { ...chair, today: addDays(sessionDate, 2), now: new Date('2026-11-23T08:00:00Z') };
    await done(store.close(later, { sessionId, version: await versionOf(sessionId) }));
    const [decided, postponed] = (await viewOf(sessionId)).homes;
    expect(decided?.current).toMatchObject({
      candidates: [
        {
          number: makeNumber(1),
          rank: 1,
          kind: 'suspensiveAttribution',
          condition: { document: 'tax-notice', dueOn: addDays(sessionDate, 17) },
        },
        { number: makeNumber(2), rank: 2, kind: 'rankedAttribution' },
        { number: makeNumber(3), rank: null, criteria: ['composition', 'effort', 'income'] },
      ],
      vote: { winner: 0, castingVote: null },
      sitting: { voices: { quorum: { reached: 5, met: true } } },
    });
    expect(postponed?.postponement?.reason).toBe('notReached');
    const minutes = await store.minutes(landlordId, sessionId);
    expect(minutes?.content.homes[0]?.vote?.propositions.map(({ voices }) => voices)).toEqual([4, 1]);
  });
});

describe('the identifier of another landlord’s sitting', () => {
  it('shows nothing, nor does one that is no identifier', async () => {
    const database = await testDatabase();
    try {
      await writeScene(database.db, { homes: 1, households: 3 });
      const store = storeOf(database.db);
      const sessionId = await convenedSitting(store, ['v-h1']);
      expect(await store.find('l2', sessionId, null)).toBeNull();
      expect(await store.find(landlordId, v7(), null)).toBeNull();
      expect(await store.find(landlordId, 'n’importe quoi', null)).toBeNull();
      const elsewhere = { ...officer, landlordId: 'l2' };
      const refusal = await refusalOf(store.cancel(elsewhere, { sessionId, version: 1 }));
      expect(refusal).toEqual({ code: 'noSuchSession' });
    } finally {
      await database.drop();
    }
  });
});

/** Purges on real PostgreSQL with the demonstration: what goes, what stays, and the proof of both. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { journalContents, journalLines } from '../../db/schema/journal.ts';
import { purgeItems, purges, runErasures } from '../../db/schema/privacy.ts';
import { runShortlists, runSnapshots, runs } from '../../db/schema/run.ts';
import { leases, offers } from '../../db/schema/tenancy.ts';
import { appendActs } from '../../db/stores/journal-append.ts';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { indicatorNames } from '../../src/reporting/indicator.ts';
import { indicatorOf } from '../../src/reporting/indicators/indicator-of.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const landlordId = 'demo';
const dpo = { accountId: null, name: 'Inès Hoffmann', role: 'dpo' };
const on = (today: CivilDate): Asked => ({
  landlordId,
  actor: dpo,
  today,
  now: new Date(`${today}T10:00:00Z`),
});
const year = { from: civilDate('2026-01-01'), until: testDemo.date };

describe('the retention of personal data', () => {
  let service: TestService;
  const port = () => service.dependencies.retention;
  const inDemo = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, landlordId, work);
  const purged = async (asked: Asked, key: string) => {
    const report = await port().report(asked, key);
    expect(await port().validate(asked, report.id)).toEqual({ ok: true, value: null });
    for (;;) {
      const step = await port().step(asked, report.id, 40);
      if (!step.ok) throw new Error(step.refusal.code);
      if (step.value.left === 0) break;
    }
    const done = await port().purge(landlordId, report.id);
    if (!done) throw new Error('no purge');
    return done;
  };
  const indicators = async () => {
    const facts = await reportingStore(service.database.db).facts(landlordId, {
      from: civilDate('2025-01-01'),
      asOf: testDemo.date,
    });
    return indicatorNames.map((name) => indicatorOf(name, facts, { period: year, asOf: testDemo.date }));
  };
  /** Households whose lease of the year ended their application. */
  const housed = () =>
    inDemo((tx) =>
      tx
        .select({ number: applications.number })
        .from(applications)
        .innerJoin(leases, eq(leases.applicationNumber, applications.number)),
    );

  beforeAll(async () => {
    service = await testService();
    // Fifteen households signed this year, and fifteen others refused an offer, then renounced.
    await inDemo(async (tx) => {
      await tx.execute(sql`
        with files as (select number, row_number() over (order by number) as n from applications where status = 'live' limit 15),
             signed as (select id, row_number() over (order by signed_on desc, id) as n from leases where application_number is null)
        update leases set application_number = files.number from files, signed where leases.id = signed.id and signed.n = files.n`);
      await tx.execute(
        sql`update applications set status = 'housed' where number in (select application_number from leases)`,
      );
      await tx.execute(sql`
        with files as (select number, row_number() over (order by number) as n from
               (select number from applications where status = 'live' order by number limit 15) as asking),
             refused as (select id, row_number() over (order by sent_on desc, id) as n from offers where answer = 'refused' and home_decision_id is null)
        update offers set application_number = files.number from files, refused where offers.id = refused.id and refused.n = files.n`);
      await tx.execute(sql`
        update applications set status = 'renounced', updated_at = '2025-10-01'
        where status = 'live' and number in (select application_number from offers where answer = 'refused' and home_decision_id is null)`);
      const [one] = await tx.execute<{ number: string }>(
        sql`select number from applications where status = 'renounced' order by number limit 1`,
      );
      await tx.execute(
        sql`insert into portal_identities (landlord_id, number, issuer, subject) values ('demo', ${one?.number}, 'https://exemple.example', 's')`,
      );
      await tx.execute(
        sql`insert into webhook_events (id, landlord_id, sequence, type, application_number, body, at) values (gen_random_uuid(), 'demo', 0, 'offer.sent', ${one?.number}, ${JSON.stringify({ application: one?.number })}, now())`,
      );
      const at = new Date('2025-09-01T09:00:00Z');
      await appendActs(tx, landlordId, [
        {
          kind: 'arrears.refreshed',
          at,
          actor: dpo,
          subjects: [`application:${one?.number}`],
          before: null,
          after: { amountCents: 12_345 },
          why: 'Relevé de compte',
        },
      ]);
    });
  });
  afterAll(() => service.stop());

  it('finds nothing to erase of an application removed less than a year ago (D-02)', async () => {
    const report = await port().report(on(civilDate('2026-09-30')), 'early');
    expect(report.lines.find(({ rule }) => rule === 'application')).toBeUndefined();
  });

  it('erases nothing before a named person validated the dry run', async () => {
    const asked = on(civilDate('2026-10-02'));
    const report = await port().report(asked, 'not-validated');
    const line = report.lines.find(({ rule }) => rule === 'application');
    expect(line).toMatchObject({ erased: 0, oldest: '2025-10-01' });
    expect(line?.sample.every((one) => /^[0-9a-f]{32}$/.test(one))).toBe(true);
    expect(await port().step(asked, report.id, 10)).toEqual({ ok: false, refusal: { code: 'notValidated' } });
    expect(await port().abandon(asked, report.id)).toEqual({ ok: true, value: null });
  });

  it('leaves alone a file under a hold, with its lease, however long it stands', async () => {
    // Made before the other is validated: it named the same households.
    const forgotten = await port().report(on(civilDate('2026-10-05')), 'forgotten');
    const [one] = await housed();
    const fileKey = one?.number ?? '';
    const asked = on(testDemo.date);
    const hold = {
      fileKey,
      reason: 'Recours devant le tribunal administratif',
      reviewOn: civilDate('2028-12-01'),
    };
    const placed = await port().hold(asked, { ...hold, key: 'h1' });
    expect(await port().hold(asked, { ...hold, key: 'h1' })).toEqual(placed);
    expect(await port().hold(asked, { ...hold, key: 'h2' })).toMatchObject({
      refusal: { code: 'alreadyHeld' },
    });
    const before = await indicators();
    const done = await purged(on(civilDate('2028-01-15')), 'everything');
    const line = done.lines.find(({ rule }) => rule === 'application');
    expect(line).toMatchObject({ held: 1, pending: 0 });
    expect(line?.erased).toBeGreaterThan(10);
    expect((await housed()).map(({ number }) => number)).toEqual([fileKey]);
    expect(done.certificate).toMatchObject({ validatedBy: dpo.name, asOf: '2028-01-15' });
    expect((await port().purge(landlordId, forgotten.id))?.state).toBe('abandoned');
    // What indicators count names nobody: the year reads the same after its households are gone.
    expect(await indicators()).toEqual(before);
  });

  it('leaves of an erased household no more than its bare number in the papers of the commission and the journal', async () => {
    const gone = new Set(testDemo.applications.map(({ number }) => number));
    for (const { number } of await inDemo((tx) =>
      tx.select({ number: applications.number }).from(applications),
    ))
      gone.delete(number);
    expect(gone.size).toBeGreaterThan(10);
    const columns = await service.database.db.execute<{ table_name: string; column_name: string }>(
      sql`select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb', 'ARRAY')`,
    );
    const stays = new Set([
      'home_decisions.candidates',
      'minutes.content',
      'agenda_candidates.number',
      'agenda_candidates.sheet',
      'offers.application_number',
      'journal_lines.subjects',
    ]);
    const left = new Set<string>();
    await inDemo(async (tx) => {
      for (const { table_name: table, column_name: column } of columns) {
        const rows = await tx.execute<{ text: string }>(
          sql`select ${sql.identifier(column)}::text as text from ${sql.identifier(table)} where ${sql.identifier(column)} is not null`,
        );
        const found = rows.some(({ text }) =>
          (text.match(/[0-9A-Z]{18}/g) ?? []).some((one) => gone.has(one)),
        );
        if (found) left.add(`${table}.${column}`);
      }
    });
    expect([...left].filter((place) => !stays.has(place))).toEqual([]);
  });

  it('knows every table that names a household: a new one is not forgotten', async () => {
    const rows = await service.database.db.execute<{ name: string }>(
      sql`select distinct c.table_name || '.' || c.column_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where table_schema = 'public' and table_type = 'BASE TABLE'
            and column_name in ('number', 'application_number', 'first_number', 'second_number', 'split_from', 'file_key') order by 1`,
    );
    // Erased or unlinked with the application, or by their own rule (letters, cases), or kept and said (agenda, holds).
    expect(rows.map(({ name }) => name)).toEqual([
      'accounts.application_number',
      'agenda_candidates.number',
      'applicant_contacts.number',
      'applications.number',
      'cases.number',
      'contact_attempts.number',
      'dalo_steps.number',
      'designations.application_number',
      'documents.number',
      'due_proposals.number',
      'duplicate_reviews.first_number',
      'duplicate_reviews.second_number',
      'exchange_wishes.number',
      'fellow_requests.number',
      'interests.number',
      'leases.application_number',
      'legal_holds.file_key',
      'letters.number',
      'mandates.number',
      'offers.application_number',
      'portal_codes.number',
      'portal_identities.number',
      'portal_preferences.number',
      'prior_opinions.number',
      'protections.number',
      'protections.split_from',
      'register_events.number',
      'register_tasks.number',
      'removal_warnings.number',
      'standing_wishes.number',
      'tenancies.application_number',
      'transfer_requests.number',
      'uploads.number',
      'visits.number',
      'webhook_events.application_number',
    ]);
  });

  it('keeps the chain of the journal whole, and says in it how many of what were erased', async () => {
    const check = await service.dependencies.journal.check(landlordId);
    expect(check.faults).toEqual([]);
    expect(check.erased).toBeGreaterThan(0);
    const acts = await service.dependencies.journal.page(landlordId, null, 20);
    expect(acts.find(({ kind }) => kind === 'retention.purged')?.after).toMatchObject({ asOf: '2028-01-15' });
  });

  it('keeps of what it erased neither a key nor the salt that would lead back to one', async () => {
    const [items, made] = await inDemo(async (tx) => [
      await tx.select().from(purgeItems),
      await tx.select().from(purges),
    ]);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ key }) => key !== null)).toEqual([]);
    expect(made.filter(({ state, salt }) => state !== 'reported' && salt !== null)).toEqual([]);
  });

  it('starts again after a crash where it stopped, and finishes once for two who run it', async () => {
    const asked = on(civilDate('2028-03-15'));
    const [open] = (await port().holds(landlordId)).filter(({ endedAt }) => endedAt === null);
    await port().endHold(on(testDemo.date), { id: open?.id ?? '', why: 'Jugé' });
    const report = await port().report(asked, 'again');
    const [first, second] = await Promise.all([
      port().validate(asked, report.id),
      port().validate(asked, report.id),
    ]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    await Promise.all([port().step(asked, report.id, 1000), port().step(asked, report.id, 1000)]);
    const acts = await service.dependencies.journal.page(landlordId, null, 50);
    expect(
      acts.filter(
        ({ kind, after }) => kind === 'retention.purged' && JSON.stringify(after).includes(report.id),
      ),
    ).toHaveLength(1);
    expect((await port().purge(landlordId, report.id))?.state).toBe('done');
  });

  it('erases a run a year after its session and never before: its line stays and says so', async () => {
    const insert = (sessionOn: CivilDate, hash: string) =>
      inDemo(async (tx) => {
        await tx
          .insert(runSnapshots)
          .values({ landlordId, hash, content: Buffer.from('read') })
          .onConflictDoNothing();
        const [row] = await tx
          .insert(runs)
          .values({
            ...{
              landlordId,
              sessionOn,
              snapshotHash: hash,
              problemHash: 'p',
              solutionHash: 's',
              engine: 'none',
            },
            ...{ value: 1, bound: 1, gap: 0, justifiedEnvy: 0 },
            summary: sql`'{"counts": {}, "choices": {"pins": [{"number": "1"}]}}'`,
            problem: sql`'{"applicants": ["x"]}'`,
            solution: sql`'{"places": ["x"]}'`,
          })
          .returning({ id: runs.id });
        return row?.id ?? '';
      });
    const old = await insert(civilDate('2020-03-01'), 'old');
    const young = await insert(testDemo.date, 'young');
    await expect(inDemo((tx) => tx.delete(runShortlists))).rejects.toThrow();
    // Not even by the variable that the lawful way sets: the role of the service owns no table.
    const byHand = inDemo(async (tx) => {
      await tx.execute(sql`select set_config('parcours.erasing', 'runs', true)`);
      await tx.delete(runShortlists);
    });
    await expect(byHand).rejects.toThrow();
    await expect(
      inDemo((tx) =>
        tx.execute(sql`select erase_expired_run(${young}::uuid, 'run', ${old}::uuid, '2028-01-01')`),
      ),
    ).rejects.toThrow();
    await purged(on(civilDate('2028-04-01')), 'runs');
    expect((await inDemo((tx) => tx.select().from(runErasures))).map(({ runId }) => runId)).toEqual([old]);
    await expect(service.dependencies.runs.snapshot(landlordId, old)).rejects.toThrow(
      /effacé le 1er\s+avril\s+2028/,
    );
    expect((await service.dependencies.runs.list(landlordId, 10)).map(({ id }) => id).sort()).toEqual(
      [old, young].sort(),
    );
    const snapshots = await inDemo((tx) => tx.select().from(runSnapshots));
    expect(snapshots.map(({ hash, content }) => [hash, content.length])).toEqual(
      expect.arrayContaining([
        ['old', 0],
        ['young', 4],
      ]),
    );
  });

  it('erases the content of a sign-in after a year, and leaves its line and the other acts of that day', async () => {
    const acts = (
      [
        ['account.signedIn', '2027-05-01'],
        ['account.scopeChanged', '2027-05-01'],
        ['account.signedIn', '2027-05-02'],
      ] as const
    ).map(
      ([kind, day]): Act => ({
        ...{ kind, at: new Date(`${day}T09:00:00Z`), actor: dpo, subjects: ['account:retention-test'] },
        ...{ before: null, after: { browser: 'Firefox, Linux' }, why: null },
      }),
    );
    await inDemo((tx) => appendActs(tx, landlordId, acts));
    const done = await purged(on(civilDate('2028-05-01')), 'sign-ins');
    expect(done.lines.find(({ rule }) => rule === 'signInContent')).toMatchObject({
      erased: 1,
      oldest: '2027-05-01',
    });
    expect(done.lines.find(({ rule }) => rule === 'journalContent')).toBeUndefined();
    const lines = await inDemo((tx) =>
      tx
        .select({ kind: journalLines.kind, content: journalContents.content })
        .from(journalLines)
        .leftJoin(journalContents, eq(journalContents.sequence, journalLines.sequence))
        .where(sql`${journalLines.subjects} @> array['account:retention-test']`)
        .orderBy(journalLines.sequence),
    );
    expect(lines.map(({ kind, content }) => [kind, content !== null])).toEqual([
      ['account.signedIn', false],
      ['account.scopeChanged', true],
      ['account.signedIn', true],
    ]);
    expect((await service.dependencies.journal.check(landlordId)).faults).toEqual([]);
    // Where both rules are due, each day stands under its own: no content is found twice.
    const report = await port().report(on(civilDate('2032-05-02')), 'both-rules');
    const found = await inDemo((tx) =>
      tx
        .select({ rule: purgeItems.rule, key: purgeItems.key })
        .from(purgeItems)
        .where(
          sql`${purgeItems.purgeId} = ${report.id} and ${purgeItems.key} in ('2027-05-01', '2027-05-02')`,
        )
        .orderBy(purgeItems.key),
    );
    expect(found).toEqual([
      { rule: 'journalContent', key: '2027-05-01' },
      { rule: 'signInContent', key: '2027-05-02' },
    ]);
  });

  it('tells in the journal who held a file and why, and keeps that line', async () => {
    const rows = await inDemo((tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'retention.held')),
    );
    expect(rows).toHaveLength(1);
    expect(await inDemo((tx) => tx.select().from(offers))).not.toEqual([]);
  });

  it('takes a second click as the first, of a count as of a hold', async () => {
    const asked = on(testDemo.date);
    const counts = await Promise.all([1, 2, 3].map(() => port().report(asked, 'clicked')));
    expect(new Set(counts.map(({ id }) => id)).size).toBe(1);
    const number = testDemo.applications.at(-1)?.number ?? '';
    const hold = { fileKey: number, reason: 'Contrôle en cours', reviewOn: civilDate('2028-12-01') };
    const holds = await Promise.all([1, 2, 3].map(() => port().hold(asked, { ...hold, key: 'clicked' })));
    expect(new Set(holds.map((held) => JSON.stringify(held))).size).toBe(1);
    expect(holds[0]).toMatchObject({ ok: true });
  });
});

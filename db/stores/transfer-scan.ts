/** The search of all tenancies for what may found a transfer: idempotent, whoever asks and however often. */
import { setImmediate as breathe } from 'node:timers/promises';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Asked } from '../../src/domain/act.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { inTenseZone } from '../../src/portal/policy.ts';
import { findingsOf, type Perimeter, type TenancyCase } from '../../src/portal/transfers/finding.ts';
import { type FindingContent, fingerprintOf } from '../../src/portal/transfers/finding-content.ts';
import type { Scan } from '../../src/portal/transfers/finding-port.ts';
import {
  goneFingerprint,
  type KeptFinding,
  type ScanChange,
  scanChanges,
} from '../../src/portal/transfers/scan-plan.ts';
import { noTenancyFacts, tenancyFactsSchema } from '../../src/portal/transfers/tenancy-facts.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { perimeters, tenancyFacts, transferFindings } from '../schema/transfer.ts';
import { bulkInsert } from './bulk-insert.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

// Other requests are answered between two lots.
const tenanciesAtOnce = 500;
/** Said of a finding that the facts no longer show. */
const goneReason = 'Les données ne le montrent plus.';

/** Finds, opens, changes and closes; one act of the journal where anything changed. */
export async function scanTenancies(tx: Transaction, asked: Asked): Promise<Scan> {
  const { landlordId, today } = asked;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`transfer scan ${landlordId}`}, 0))`);
  const policy = await portalPolicyInForce(tx);
  const cases = await casesOf(tx, policy);
  const kept = await keptFindings(tx);
  const changes: ScanChange[] = [];
  for (let start = 0; start < cases.length; start += tenanciesAtOnce) {
    for (const one of cases.slice(start, start + tenanciesAtOnce)) {
      const { id } = one.tenancy;
      changes.push(...scanChanges(id, findingsOf(one, today), kept.get(id) ?? []));
      kept.delete(id);
    }
    await breathe();
  }
  // A tenancy that ended shows nothing any more.
  for (const [id, findings] of kept) changes.push(...scanChanges(id, [], findings));
  await write(tx, asked, changes);
  const count = (kind: ScanChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const scan: Scan = {
    tenancies: cases.length,
    opened: count('open'),
    reopened: count('reopen'),
    changed: count('change'),
    gone: count('gone'),
  };
  if (changes.length > 0) {
    await appendActs(tx, landlordId, [
      {
        kind: 'transferFinding.searched',
        at: asked.now,
        actor: asked.actor,
        subjects: [`landlord:${landlordId}`],
        before: null,
        after: scan,
        why: null,
      },
    ]);
  }
  return scan;
}

/** Every running tenancy with what is known around it: a fixed number of queries. */
async function casesOf(tx: Transaction, policy: PortalPolicy): Promise<TenancyCase[]> {
  const rows = await tx
    .select({
      id: tenancies.id,
      signedOn: tenancies.signedOn,
      residents: tenancies.residents,
      number: tenancies.applicationNumber,
      homeId: homes.id,
      insee: homes.insee,
      habitableRooms: homes.habitableRooms,
      surfaceM2: homes.surfaceM2,
      accessibility: homes.accessibility,
      financing: homes.financing,
      qpvCode: homes.qpvCode,
      typology: homes.typology,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(isNull(tenancies.endedOn));
  const facts = new Map(
    (
      await tx
        .select({ id: tenancyFacts.tenancyId, content: tenancyFacts.content, asOf: tenancyFacts.asOf })
        .from(tenancyFacts)
    ).map((row) => [row.id, row]),
  );
  const asked = await tx
    .select({ number: applications.number, content: applications.content })
    .from(applications)
    .innerJoin(
      tenancies,
      and(
        eq(tenancies.landlordId, applications.landlordId),
        eq(tenancies.applicationNumber, applications.number),
      ),
    )
    .where(and(eq(applications.status, 'live'), isNull(tenancies.endedOn)));
  const applicationOf = new Map(asked.map(({ number, content }) => [number, content]));
  const perimetersOf = await perimetersByHome(tx);
  return rows.map(({ id, signedOn, residents, number, homeId, ...home }) => {
    const known = facts.get(id);
    const content = number === null ? undefined : applicationOf.get(number);
    return {
      tenancy: { id, signedOn, residents },
      home,
      facts: known ? tenancyFactsSchema.parse(known.content) : noTenancyFacts,
      factsAsOf: known?.asOf ?? null,
      application: content
        ? {
            household: content.household,
            accessibility: content.wishes.accessibility,
            asOf: content.renewedOn,
          }
        : null,
      perimeters: perimetersOf.get(homeId) ?? [],
      tenseZone: inTenseZone(policy, home.insee),
    };
  });
}

async function perimetersByHome(tx: Transaction): Promise<Map<string, Perimeter[]>> {
  const byHome = new Map<string, Perimeter[]>();
  for (const { homeIds, kind, name, authorisedOn, source } of await tx.select().from(perimeters)) {
    for (const homeId of homeIds) {
      const list = byHome.get(homeId) ?? [];
      list.push({ kind, name, authorisedOn, source });
      byHome.set(homeId, list);
    }
  }
  return byHome;
}

async function keptFindings(tx: Transaction): Promise<Map<string, KeptFinding[]>> {
  const byTenancy = new Map<string, KeptFinding[]>();
  const rows = await tx
    .select({
      id: transferFindings.id,
      tenancyId: transferFindings.tenancyId,
      ground: transferFindings.ground,
      state: transferFindings.state,
      fingerprint: sql<string>`${transferFindings.because}->>'fingerprint'`,
    })
    .from(transferFindings);
  for (const row of rows) {
    const list = byTenancy.get(row.tenancyId) ?? [];
    list.push(row);
    byTenancy.set(row.tenancyId, list);
  }
  return byTenancy;
}

async function write(
  tx: Transaction,
  { landlordId, today, actor }: Asked,
  changes: readonly ScanChange[],
): Promise<void> {
  const opened = changes.flatMap((change) => (change.kind === 'open' ? [change] : []));
  await bulkInsert(
    tx,
    transferFindings,
    opened.map(({ tenancyId, ground, content }) => ({
      id: v7(),
      landlordId,
      tenancyId,
      ground,
      because: keptContent(content),
      foundOn: today,
      state: 'open' as const,
    })),
  );
  for (const change of changes) {
    if (change.kind !== 'change' && change.kind !== 'reopen') continue;
    await tx
      .update(transferFindings)
      .set({
        because: keptContent(change.content),
        foundOn: today,
        state: 'open',
        setAsideReason: null,
        by: null,
        version: sql`${transferFindings.version} + 1`,
      })
      .where(eq(transferFindings.id, change.id));
  }
  const gone = changes.flatMap((change) => (change.kind === 'gone' ? [change.id] : []));
  if (gone.length === 0) return;
  await tx
    .update(transferFindings)
    .set({
      state: 'setAside',
      setAsideReason: goneReason,
      by: actor.name,
      because: sql`${transferFindings.because} || ${JSON.stringify({ fingerprint: goneFingerprint })}::jsonb`,
      version: sql`${transferFindings.version} + 1`,
    })
    .where(inArray(transferFindings.id, gone));
}

function keptContent(content: FindingContent): Record<string, unknown> {
  return { ...content, fingerprint: fingerprintOf(content) };
}

/** Findings: what the tenancies show, read by filters, taken as a request or set aside with a reason. */
import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import { type Act, type Asked, serviceActor } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { findingContentSchema } from '../../src/portal/transfers/finding-content.ts';
import type {
  FindingFilter,
  FindingLine,
  FindingPort,
  FindingRefusal,
  TransferReader,
} from '../../src/portal/transfers/finding-port.ts';
import { wrongWords } from '../../src/portal/transfers/steps.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { transferFindings } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { liveRequestOf, openRequest } from './transfer-opening.ts';
import { lockTenancy, shownHome } from './transfer-rows.ts';
import { scanTenancies } from './transfer-scan.ts';

const columns = {
  id: transferFindings.id,
  tenancyId: transferFindings.tenancyId,
  ground: transferFindings.ground,
  because: transferFindings.because,
  foundOn: transferFindings.foundOn,
  state: transferFindings.state,
  setAsideReason: transferFindings.setAsideReason,
  requestId: transferFindings.requestId,
  by: transferFindings.by,
  version: transferFindings.version,
  home: {
    insee: homes.insee,
    address: homes.address,
    typology: homes.typology,
    surfaceM2: homes.surfaceM2,
  },
  residents: tenancies.residents,
  number: tenancies.applicationNumber,
};

const ofTenancy = and(
  eq(tenancies.landlordId, transferFindings.landlordId),
  eq(tenancies.id, transferFindings.tenancyId),
);
const ofHome = and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId));

export function findingStore(db: Database): FindingPort {
  return {
    list: (reader, filter, page) =>
      withLandlord(db, reader.landlordId, (tx) => list(tx, reader, filter, page)),
    countOpen: (reader) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const [open] = await tx
          .select({ total: count() })
          .from(transferFindings)
          .innerJoin(tenancies, ofTenancy)
          .innerJoin(homes, ofHome)
          .where(and(...scopeOf(reader), eq(transferFindings.state, 'open')));
        return open?.total ?? 0;
      }),
    scan: (asked) => withLandlord(db, asked.landlordId, (tx) => scanTenancies(tx, asked)),
    scanDay: (landlordId, today, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const scan = await scanTenancies(tx, { landlordId, today, now, actor: serviceActor });
        return scan.opened + scan.reopened + scan.changed + scan.gone;
      }),
    take: (asked, { id, version }, owner, communes) =>
      withLandlord(
        db,
        asked.landlordId,
        async (tx): Promise<Result<{ requestId: string }, FindingRefusal>> => {
          const found = await lockedFinding(tx, id, version, communes);
          if (!found.ok) return found;
          const { tenancyId, number, ground } = found.value;
          await lockTenancy(tx, asked.landlordId, tenancyId);
          const standing = await liveRequestOf(tx, { number, tenancyId });
          const opened =
            standing === null
              ? await openRequest(tx, asked, await portalPolicyInForce(tx), {
                  key: `finding ${id} ${version}`,
                  number,
                  tenancyId,
                  ground,
                  origin: 'finding',
                  details: { findingId: id },
                  owner,
                })
              : { id: standing, acts: [] };
          await tx
            .update(transferFindings)
            .set({ state: 'taken', requestId: opened.id, by: asked.actor.name, version: version + 1 })
            .where(eq(transferFindings.id, id));
          const after = { state: 'taken', request: opened.id };
          await appendActs(tx, asked.landlordId, [
            ...opened.acts,
            { ...actOf(asked, found.value), kind: 'transferFinding.taken', after },
          ]);
          return ok({ requestId: opened.id });
        },
      ),
    setAside: (asked, { id, version, reason }, communes) =>
      withLandlord(db, asked.landlordId, async (tx): Promise<Result<{ version: number }, FindingRefusal>> => {
        const wrong = wrongWords(reason);
        if (wrong) return refuse(wrong);
        const found = await lockedFinding(tx, id, version, communes);
        if (!found.ok) return found;
        await tx
          .update(transferFindings)
          .set({ state: 'setAside', setAsideReason: reason, by: asked.actor.name, version: version + 1 })
          .where(eq(transferFindings.id, id));
        await appendActs(tx, asked.landlordId, [
          {
            ...actOf(asked, found.value),
            kind: 'transferFinding.setAside',
            after: { state: 'setAside' },
            why: reason,
          },
        ]);
        return ok({ version: version + 1 });
      }),
  };
}

async function list(
  tx: Transaction,
  reader: TransferReader,
  filter: FindingFilter,
  { limit, offset }: { limit: number; offset: number },
): ReturnType<FindingPort['list']> {
  const policy = await portalPolicyInForce(tx);
  const within = [...scopeOf(reader), eq(transferFindings.state, filter.state)];
  const wanted = and(...within, ...filtersOf(filter, policy));
  const rows = await select(tx)
    .where(wanted)
    .orderBy(
      // What is sure first, then homes whose freeing is scarce, then the oldest.
      desc(sql`${transferFindings.because}->>'verdict'`),
      desc(isScarce(policy)),
      asc(transferFindings.ground),
      asc(transferFindings.foundOn),
      asc(transferFindings.id),
    )
    .limit(limit)
    .offset(offset);
  const [total] = await tx
    .select({ total: count() })
    .from(transferFindings)
    .innerJoin(tenancies, ofTenancy)
    .innerJoin(homes, ofHome)
    .where(wanted);
  const grounds = await tx
    .select({ ground: transferFindings.ground, total: count() })
    .from(transferFindings)
    .innerJoin(tenancies, ofTenancy)
    .innerJoin(homes, ofHome)
    .where(and(...within))
    .groupBy(transferFindings.ground);
  const communes = await tx
    .selectDistinct({ insee: homes.insee })
    .from(transferFindings)
    .innerJoin(tenancies, ofTenancy)
    .innerJoin(homes, ofHome)
    .where(and(...within));
  const guarded = await protectedKeys(tx);
  return {
    lines: rows.map((row) => lineOf(row, guarded)),
    total: total?.total ?? 0,
    byGround: new Map(grounds.map(({ ground, total: some }) => [ground, some])),
    communes: communes.map(({ insee }) => insee).sort(),
  };
}

function scopeOf({ communes }: TransferReader): SQL[] {
  return communes === null ? [] : [inArray(homes.insee, [...communes])];
}

function filtersOf(
  { ground, commune, typology, scarce, verdict }: FindingFilter,
  policy: PortalPolicy,
): SQL[] {
  return [
    ...(ground === null ? [] : [eq(transferFindings.ground, ground)]),
    ...(commune === null ? [] : [eq(homes.insee, commune)]),
    ...(typology === null ? [] : [eq(homes.typology, typology)]),
    ...(scarce ? [isScarce(policy)] : []),
    ...(verdict === null ? [] : [eq(sql`${transferFindings.because}->>'verdict'`, verdict)]),
  ];
}

function isScarce({ scarceTypologies }: PortalPolicy): SQL {
  return scarceTypologies.length === 0 ? sql`false` : inArray(homes.typology, scarceTypologies);
}

function select(tx: Transaction) {
  return tx.select(columns).from(transferFindings).innerJoin(tenancies, ofTenancy).innerJoin(homes, ofHome);
}

type FindingRow = Omit<FindingLine, 'content'> & { because: unknown };

function lineOf({ because, home, ...row }: FindingRow, guarded: ReadonlySet<string>): FindingLine {
  return {
    ...row,
    home: shownHome(home, guarded.has(row.number ?? '') || guarded.has(row.tenancyId)),
    content: findingContentSchema.parse(because),
  };
}

/** The finding, locked, where it is still open at that version and in the person's communes. */
async function lockedFinding(
  tx: Transaction,
  id: string,
  version: number,
  communes: TransferReader['communes'],
): Promise<Result<FindingLine, FindingRefusal>> {
  await tx
    .select({ id: transferFindings.id })
    .from(transferFindings)
    .where(eq(transferFindings.id, id))
    .for('update');
  const [row] = await select(tx).where(eq(transferFindings.id, id));
  if (!row) return refuse({ code: 'noSuchFinding' });
  if (!isInScope(communes, [row.home.insee])) return refuse({ code: 'outOfScope' });
  if (row.state === 'open' && row.version === version) return ok(lineOf(row, await protectedKeys(tx)));
  return refuse({ code: 'changedMeanwhile', by: row.by ?? 'parcours', requestId: row.requestId });
}

function actOf({ actor, now }: Asked, { id, tenancyId }: FindingLine): Omit<Act, 'kind'> {
  const subjects = [`transfer:${id}`, `tenancy:${tenancyId}`] as const;
  return { at: now, actor, subjects, before: { state: 'open' }, after: null, why: null };
}

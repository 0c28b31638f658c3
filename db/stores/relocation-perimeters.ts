/** Perimeters recorded by officers: what M-07 and the findings read; each gesture ends in the journal. */
import { and, asc, count, eq, inArray, isNotNull } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { Asked, Json } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  authorisedPerimeter,
  type NewPerimeter,
  type PerimeterLine,
  type PerimeterPlace,
  type PerimeterPort,
  type PerimeterRefusal,
  perimeterBases,
  perimeterSource,
} from '../../src/portal/relocations/perimeter.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { perimeters, transferRequests } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';

type Communes = TransferReader['communes'];
type Answer<Value> = Promise<Result<Value, PerimeterRefusal>>;

export function perimeterStore(db: Database): PerimeterPort {
  return {
    list: ({ landlordId, communes }) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx.select().from(perimeters).orderBy(asc(perimeters.name), asc(perimeters.id));
        const lines: PerimeterLine[] = [];
        for (const row of rows) {
          const line = await lineOf(tx, row);
          if (isInScope(communes, line.communes)) lines.push(line);
        }
        return lines;
      }),
    residences: ({ landlordId, communes }) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({ insee: homes.insee, residence: homes.residence, homes: count() })
          .from(homes)
          .where(isNotNull(homes.residence))
          .groupBy(homes.insee, homes.residence)
          .orderBy(asc(homes.insee), asc(homes.residence));
        return rows.flatMap(({ insee, residence, homes: number }) =>
          residence !== null && isInScope(communes, [insee]) ? [{ insee, residence, homes: number }] : [],
        );
      }),
    record: (asked, input, communes) =>
      withLandlord(db, asked.landlordId, (tx) => record(tx, asked, input, communes)),
    authorise: (asked, { id, on, reference }, communes) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const found = await locked(tx, id, communes);
        if (!found.ok) return found;
        const { authorisedOn, source } = found.value;
        if (authorisedOn === on) return ok({ changed: false });
        const next = authorisedPerimeter({ authorisedOn, source }, { on, reference }, asked.today);
        if (!next.ok) return next;
        await tx.update(perimeters).set(next.value).where(eq(perimeters.id, id));
        await append(
          tx,
          asked,
          'authorised',
          { perimeter: id, authorisedOn },
          { perimeter: id, ...next.value },
        );
        return ok({ changed: true });
      }),
    withdraw: (asked, id, communes) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const found = await locked(tx, id, communes);
        if (!found.ok) return found.refusal.code === 'noSuchPerimeter' ? ok({ changed: false }) : found;
        const { kind, name, authorisedOn, source, homeIds } = found.value;
        if ((await foundedBy(tx, homeIds)) > 0) return refuse({ code: 'founds' });
        await tx.delete(perimeters).where(eq(perimeters.id, id));
        const before = { perimeter: id, kind, name, authorisedOn, source, homes: [...homeIds] };
        await append(tx, asked, 'withdrawn', before, null);
        return ok({ changed: true });
      }),
  };
}

async function lineOf(tx: Transaction, row: typeof perimeters.$inferSelect): Promise<PerimeterLine> {
  const { id, kind, name, authorisedOn, source, homeIds } = row;
  const communes = await communesOf(tx, homeIds);
  const relocations = await foundedBy(tx, homeIds);
  return { id, kind, name, authorisedOn, source, homes: homeIds.length, communes, relocations };
}

async function communesOf(tx: Transaction, homeIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ insee: homes.insee })
    .from(homes)
    .where(inArray(homes.id, [...homeIds]))
    .orderBy(asc(homes.insee));
  return rows.map(({ insee }) => insee);
}

/** Requests of relocation, whatever their state, of those who live or lived in these homes. */
async function foundedBy(tx: Transaction, homeIds: readonly string[]): Promise<number> {
  const [row] = await tx
    .select({ number: count() })
    .from(transferRequests)
    .innerJoin(tenancies, eq(tenancies.id, transferRequests.tenancyId))
    .where(and(eq(transferRequests.ground, 'relocation'), inArray(tenancies.homeId, [...homeIds])));
  return row?.number ?? 0;
}

async function record(
  tx: Transaction,
  asked: Asked,
  { key, basis, name, authorisedOn, reference, place }: NewPerimeter,
  communes: Communes,
): Answer<{ id: string; homes: number; recorded: boolean }> {
  if (authorisedOn !== null && authorisedOn > asked.today) return refuse({ code: 'inFuture' });
  const found = await homesOf(tx, place);
  if (!found.ok) return found;
  const inside = found.value;
  if (inside.some(({ insee }) => !isInScope(communes, [insee]))) return refuse({ code: 'outOfScope' });
  const { kind } = perimeterBases[basis];
  const [created] = await tx
    .insert(perimeters)
    .values({
      landlordId: asked.landlordId,
      // The form's own key: a form sent twice finds what it made.
      id: key,
      kind,
      name,
      authorisedOn,
      source: perimeterSource(basis, reference),
      homeIds: inside.map(({ id }) => id),
    })
    .onConflictDoNothing()
    .returning({ id: perimeters.id });
  if (!created) return ok({ id: key, homes: inside.length, recorded: false });
  const after = { perimeter: key, kind, basis, authorisedOn, homes: inside.length };
  await append(tx, asked, 'recorded', null, after);
  return ok({ id: key, homes: inside.length, recorded: true });
}

async function homesOf(tx: Transaction, place: PerimeterPlace): Answer<{ id: string; insee: string }[]> {
  const wanted = 'homeIds' in place ? [...new Set(place.homeIds)] : null;
  const where =
    'homeIds' in place
      ? inArray(homes.id, [...place.homeIds])
      : and(eq(homes.insee, place.insee), eq(homes.residence, place.residence));
  const rows = await tx
    .select({ id: homes.id, insee: homes.insee })
    .from(homes)
    .where(where)
    .orderBy(asc(homes.id));
  const known = new Set(rows.map(({ id }) => id));
  const ids = (wanted ?? []).filter((id) => !known.has(id));
  if (ids.length > 0) return refuse({ code: 'unknownHomes', ids });
  return rows.length === 0 ? refuse({ code: 'noHome' }) : ok(rows);
}

/** One of the person's communes, locked. */
async function locked(
  tx: Transaction,
  id: string,
  communes: Communes,
): Answer<typeof perimeters.$inferSelect> {
  const [row] = await tx.select().from(perimeters).where(eq(perimeters.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchPerimeter' });
  return isInScope(communes, await communesOf(tx, row.homeIds)) ? ok(row) : refuse({ code: 'outOfScope' });
}

async function append(
  tx: Transaction,
  { landlordId, now, actor }: Asked,
  kind: 'recorded' | 'authorised' | 'withdrawn',
  before: Json,
  after: Json,
): Promise<void> {
  const subjects = [`landlord:${landlordId}`] as const;
  await appendActs(tx, landlordId, [
    { kind: `perimeter.${kind}`, at: now, actor, subjects, before, after, why: null },
  ]);
}

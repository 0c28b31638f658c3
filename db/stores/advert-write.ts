/** Writing adverts: each step in one transaction, its row locked, with its act. */
import { and, count, eq, max, notInArray, sql } from 'drizzle-orm';
import type { Asked, Json } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type AdvertChange, isToLet, newAdvert, stepAdvert } from '../../src/portal/adverts/advert-life.ts';
import type { AdvertAfter, AdvertPort } from '../../src/portal/adverts/advert-port.ts';
import type { AdvertRefusal } from '../../src/portal/adverts/advert-refusal.ts';
import { checkedAlternative } from '../../src/portal/adverts/words-check.ts';
import { regimeOf } from '../../src/portal/policy.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { advertMedia, adverts } from '../schema/advert.ts';
import { vacancies } from '../schema/home.ts';
import { type AdvertRow, deskHomes } from './advert-rows.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type Writing = Pick<AdvertPort, 'write' | 'change' | 'addPicture' | 'removePicture'>;
type Input<Name extends keyof Writing> = Parameters<Writing[Name]>[1];
type After = Result<AdvertAfter, AdvertRefusal>;

const picturesAtMost = 12;

export function advertWriting(db: Database): Writing {
  const inLandlord = (asked: Asked, work: (tx: Transaction) => Promise<After>) =>
    withLandlord(db, asked.landlordId, work);
  return {
    write: (asked, input) => inLandlord(asked, (tx) => write(tx, asked, input)),
    change: (asked, input) => inLandlord(asked, (tx) => change(tx, asked, input)),
    addPicture: (asked, input) => inLandlord(asked, (tx) => addPicture(tx, asked, input)),
    removePicture: (asked, input) => inLandlord(asked, (tx) => removePicture(tx, asked, input)),
  };
}

async function write(
  tx: Transaction,
  asked: Asked,
  { vacancyId, key, text }: Input<'write'>,
): Promise<After> {
  const { landlordId } = asked;
  const [twice] = await tx.select().from(adverts).where(eq(adverts.requestKey, key));
  if (twice) return ok({ id: twice.id, version: twice.version });
  const home = await lockedHome(tx, vacancyId);
  if (!home) return refuse({ code: 'homeNotToLet' });
  const policy = await portalPolicyInForce(tx);
  const regime = regimeOf(policy, home.facts.insee);
  const made = newAdvert(text, regime, { policy, today: asked.today, toLet: isToLet(home, home.decided) });
  if (!made.ok) return made;
  const [row] = await tx
    .insert(adverts)
    .values({
      ...made.value,
      landlordId,
      vacancyId,
      regime,
      state: 'draft',
      facts: home.facts,
      exportedTo: [...text.exportedTo],
      writtenBy: asked.actor.name,
      writerIds: [writerOf(asked)],
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning();
  if (!row) return refuse({ code: 'alreadyAdvertised', by: await writerOfOther(tx, vacancyId) });
  await tell(tx, asked, row, 'advert.written', { after: { opensOn: row.opensOn, closesOn: row.closesOn } });
  return ok({ id: row.id, version: row.version });
}

async function writerOfOther(tx: Transaction, vacancyId: string): Promise<string> {
  const [other] = await tx
    .select({ by: adverts.writtenBy })
    .from(adverts)
    .where(and(eq(adverts.vacancyId, vacancyId), notInArray(adverts.state, ['answered', 'withdrawn'])));
  return other?.by ?? 'un collègue';
}

/** The home of a vacancy, locked so that it is not let meanwhile. */
async function lockedHome(tx: Transaction, vacancyId: string) {
  await tx.select({ id: vacancies.id }).from(vacancies).where(eq(vacancies.id, vacancyId)).for('update');
  return (await deskHomes(tx, eq(vacancies.id, vacancyId)))[0];
}

async function change(tx: Transaction, asked: Asked, { id, version, step }: Input<'change'>): Promise<After> {
  const row = await lockedAdvert(tx, id);
  if (!row) return refuse({ code: 'unknown' });
  if (row.version !== version) return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  const home = await lockedHome(tx, row.vacancyId);
  const changed = stepAdvert(row, step, {
    policy: await portalPolicyInForce(tx),
    today: asked.today,
    by: { accountId: writerOf(asked), name: asked.actor.name },
    toLet: home !== undefined && isToLet(home, home.decided),
  });
  if (!changed.ok) return changed;
  const after = await writeChange(tx, asked, row, changed.value, home?.facts ?? row.facts);
  const { act, why } = changed.value;
  await tell(tx, asked, row, act, { ...differences(row, after), why });
  return ok({ id: after.id, version: after.version });
}

async function writeChange(
  tx: Transaction,
  asked: Asked,
  row: AdvertRow,
  { set }: AdvertChange,
  facts: AdvertRow['facts'],
): Promise<AdvertRow> {
  const { published, ended, factsRead, exportedTo, writerIds, ...columns } = set;
  const [after] = await tx
    .update(adverts)
    .set({
      ...columns,
      ...(exportedTo ? { exportedTo: [...exportedTo] } : {}),
      ...(writerIds ? { writerIds: [...writerIds] } : {}),
      ...(factsRead ? { facts } : {}),
      ...(published ? { publishedAt: asked.now } : {}),
      ...(ended ? { endedAt: asked.now } : {}),
      version: sql`${adverts.version} + 1`,
    })
    .where(eq(adverts.id, row.id))
    .returning();
  if (!after) throw new Error('a locked advert is gone');
  return after;
}

/** Only what changed, in the journal. */
function differences(before: AdvertRow, after: AdvertRow) {
  const names = ['state', 'opensOn', 'closesOn', 'words'] as const;
  const told = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const of = (row: AdvertRow) => Object.fromEntries(told.map((name) => [name, row[name]]));
  return { before: of(before), after: of(after) };
}

async function addPicture(tx: Transaction, asked: Asked, input: Input<'addPicture'>): Promise<After> {
  const row = await lockedAdvert(tx, input.id);
  if (!row) return refuse({ code: 'unknown' });
  if (row.version !== input.version) return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  if (ended(row)) return refuse({ code: 'notInState', state: row.state });
  const alternative = checkedAlternative(input.alternative);
  if (!alternative.ok) return alternative;
  const [known] = await tx
    .select({ pictures: count(), last: max(advertMedia.position) })
    .from(advertMedia)
    .where(eq(advertMedia.advertId, row.id));
  if ((known?.pictures ?? 0) >= picturesAtMost) return refuse({ code: 'tooManyPictures' });
  await tx.insert(advertMedia).values({
    landlordId: asked.landlordId,
    advertId: row.id,
    kind: input.kind,
    alternative: alternative.value,
    mediaType: input.mediaType,
    content: input.bytes,
    position: (known?.last ?? -1) + 1,
  });
  return touched(tx, asked, row, 'advert.pictureAdded', { alternative: alternative.value });
}

async function removePicture(tx: Transaction, asked: Asked, input: Input<'removePicture'>): Promise<After> {
  const row = await lockedAdvert(tx, input.id);
  if (!row) return refuse({ code: 'unknown' });
  if (row.version !== input.version) return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  if (ended(row)) return refuse({ code: 'notInState', state: row.state });
  const [gone] = await tx
    .delete(advertMedia)
    .where(and(eq(advertMedia.advertId, row.id), eq(advertMedia.id, input.mediumId)))
    .returning({ alternative: advertMedia.alternative });
  // Sent twice: it is gone already.
  if (!gone) return ok({ id: row.id, version: row.version });
  return touched(tx, asked, row, 'advert.pictureRemoved', gone);
}

/** Pictures are read by the second person too: a new one makes its sender a writer of the advert. */
async function touched(
  tx: Transaction,
  asked: Asked,
  row: AdvertRow,
  act: string,
  picture: { alternative: string },
): Promise<After> {
  const policy = await portalPolicyInForce(tx);
  const again = row.state === 'scheduled' && policy.reviewBeforePublication;
  const [after] = await tx
    .update(adverts)
    .set({
      version: sql`${adverts.version} + 1`,
      writtenBy: asked.actor.name,
      writerIds: [...new Set([...row.writerIds, writerOf(asked)])],
      reviewedBy: row.state === 'open' || again ? null : row.reviewedBy,
      ...(again ? { state: 'review' as const } : {}),
    })
    .where(eq(adverts.id, row.id))
    .returning();
  if (!after) throw new Error('a locked advert is gone');
  await tell(tx, asked, row, act, { after: picture });
  return ok({ id: after.id, version: after.version });
}

async function lockedAdvert(tx: Transaction, id: string): Promise<AdvertRow | undefined> {
  const [row] = await tx.select().from(adverts).where(eq(adverts.id, id)).for('update');
  return row;
}

function ended({ state }: AdvertRow): boolean {
  return state === 'closed' || state === 'answered' || state === 'withdrawn';
}

/** Who the second person is told of. */
function lastHand({ reviewedBy, writtenBy }: AdvertRow): string {
  return reviewedBy ?? writtenBy;
}

function writerOf({ actor }: Asked): string {
  return actor.accountId ?? actor.name;
}

async function tell(
  tx: Transaction,
  asked: Asked,
  { id, vacancyId }: AdvertRow,
  kind: string,
  said: { before?: Json; after?: Json; why?: string | null },
): Promise<void> {
  await appendActs(tx, asked.landlordId, [
    {
      kind,
      at: asked.now,
      actor: asked.actor,
      subjects: [`advert:${id}`, `vacancy:${vacancyId}`],
      before: said.before ?? null,
      after: said.after ?? null,
      why: said.why ?? null,
    },
  ]);
}

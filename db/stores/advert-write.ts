/** Writing adverts: each step in one transaction, its row locked, with its act. */
import { and, arrayContains, desc, eq, notExists, notInArray, sql } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { isDecentOn } from '../../src/portal/adverts/advert-facts.ts';
import { type AdvertChange, isToLet, newAdvert, stepAdvert } from '../../src/portal/adverts/advert-life.ts';
import type { AdvertAfter, AdvertPort, AdvertStep } from '../../src/portal/adverts/advert-port.ts';
import type { AdvertRefusal } from '../../src/portal/adverts/advert-refusal.ts';
import { checkedWords } from '../../src/portal/adverts/words-check.ts';
import { regimeOf } from '../../src/portal/policy.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { vacancies } from '../schema/home.ts';
import { journalLines } from '../schema/journal.ts';
import { lastHand, lockedAdvert, tellOfAdvert, writerOf } from './advert-locks.ts';
import { type AdvertRow, deskHomes } from './advert-rows.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type Writing = Pick<AdvertPort, 'write' | 'change'>;
type Input<Name extends keyof Writing> = Parameters<Writing[Name]>[1];
type After = Result<AdvertAfter, AdvertRefusal>;

export function advertWriting(db: Database): Writing {
  const inLandlord = (asked: Asked, work: (tx: Transaction) => Promise<After>) =>
    withLandlord(db, asked.landlordId, work);
  return {
    write: (asked, input) => inLandlord(asked, (tx) => write(tx, asked, input)),
    change: (asked, input) => inLandlord(asked, (tx) => change(tx, asked, input)),
  };
}

async function write(
  tx: Transaction,
  asked: Asked,
  { vacancyId, key, text }: Input<'write'>,
): Promise<After> {
  const { landlordId } = asked;
  const home = await lockedHome(tx, vacancyId);
  // Behind the lock: a second click waits for the first, and finds its advert.
  const [twice] = await tx.select().from(adverts).where(eq(adverts.requestKey, key));
  if (twice) return ok({ id: twice.id, version: twice.version });
  if (!home) return refuse({ code: 'homeNotToLet' });
  const policy = await portalPolicyInForce(tx);
  const regime = regimeOf(policy, home.facts.insee);
  const made = newAdvert(text, regime, {
    policy,
    today: asked.today,
    toLet: isToLet(home, home.decided),
    decent: isDecentOn(home.facts, asked.today),
  });
  if (!made.ok) return made;
  await endUnanswered(tx, vacancyId);
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
  await tellOfAdvert(tx, asked, row, 'advert.written', {
    after: { opensOn: row.opensOn, closesOn: row.closesOn },
  });
  return ok({ id: row.id, version: row.version });
}

/** A closed advert that interested nobody owes no answer: the home may be advertised again. */
async function endUnanswered(tx: Transaction, vacancyId: string): Promise<void> {
  const live = tx
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.advertId, adverts.id), eq(interests.state, 'live')));
  await tx
    .update(adverts)
    .set({ state: 'answered', version: sql`${adverts.version} + 1` })
    .where(and(eq(adverts.vacancyId, vacancyId), eq(adverts.state, 'closed'), notExists(live)));
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
  if (row.version !== version) {
    if (row.version === version + 1 && (await isSameAgain(tx, asked, row, step)))
      return ok({ id, version: row.version });
    return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  }
  const home = await lockedHome(tx, row.vacancyId);
  const changed = stepAdvert(row, step, {
    policy: await portalPolicyInForce(tx),
    today: asked.today,
    by: { accountId: writerOf(asked), name: asked.actor.name },
    toLet: home !== undefined && isToLet(home, home.decided),
    decent: isDecentOn(home?.facts ?? row.facts, asked.today),
  });
  if (!changed.ok) return changed;
  const after = await writeChange(tx, asked, row, changed.value, home?.facts ?? row.facts);
  const { act, why } = changed.value;
  await tellOfAdvert(tx, asked, row, act, { ...differences(row, after), why });
  return ok({ id: after.id, version: after.version });
}

const actsOf = {
  edit: ['advert.edited', 'advert.corrected'],
  submit: ['advert.submitted', 'advert.released'],
  accept: ['advert.accepted', 'advert.readAgain'],
  sendBack: ['advert.sentBack'],
  withdraw: ['advert.withdrawn'],
} as const satisfies Readonly<Record<AdvertStep['kind'], readonly string[]>>;

const fields = ['title', 'place', 'description', 'access'] as const;

/** A button pressed twice: the last act on the advert is this person's own, the same, and with the same words. */
async function isSameAgain(
  tx: Transaction,
  { actor }: Asked,
  { id, words, closesOn }: AdvertRow,
  step: AdvertStep,
): Promise<boolean> {
  if (step.kind === 'edit') {
    const typed = checkedWords(step.text.words);
    const same = typed.ok && fields.every((field) => typed.value[field] === words[field]);
    if (!same || (step.text.closesOn ?? closesOn) !== closesOn) return false;
  }
  const [last] = await tx
    .select({ kind: journalLines.kind, actor: journalLines.actor })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`advert:${id}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  const kinds: readonly string[] = actsOf[step.kind];
  return last !== undefined && kinds.includes(last.kind) && last.actor.accountId === actor.accountId;
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

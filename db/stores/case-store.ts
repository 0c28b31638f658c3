/** Cases: opened once, followed by somebody, answered once, each step with its letter and its line in the journal. */
import { and, arrayContains, asc, desc, eq } from 'drizzle-orm';
import { caseDueOn, forbiddenInAnswer } from '../../src/committee/cases/case.ts';
import type { CaseLine, CasePort, CaseRefusal } from '../../src/committee/cases/case-port.ts';
import { letterEventKey } from '../../src/committee/letters/letter-port.ts';
import type { LetterSituation } from '../../src/committee/letters/letter-situation.ts';
import { fieldLabel } from '../../src/committee/register/reconcile.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { frenchShortDate } from '../../src/kernel/french.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { cases } from '../schema/correspondence.ts';
import { journalLines } from '../schema/journal.ts';
import { registerTasks } from '../schema/register.ts';
import { filesInScope } from './file-scope.ts';
import { appendActs } from './journal-append.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';

const answeredShown = 100;

const columns = {
  id: cases.id,
  number: cases.number,
  kind: cases.kind,
  about: cases.about,
  receivedOn: cases.receivedOn,
  dueOn: cases.dueOn,
  ownerAccountId: cases.ownerAccountId,
  ownerName: cases.ownerName,
  state: cases.state,
  request: cases.request,
  answer: cases.answer,
  answeredOn: cases.answeredOn,
  upheld: cases.upheld,
  version: cases.version,
  householdName: applications.name,
};

export function caseStore(db: Database): CasePort {
  return {
    list: ({ landlordId, communes }) =>
      withLandlord(db, landlordId, async (tx) => {
        const open = await select(tx).where(eq(cases.state, 'open')).orderBy(asc(cases.dueOn), asc(cases.id));
        const answered = await select(tx)
          .where(eq(cases.state, 'answered'))
          .orderBy(desc(cases.answeredOn), desc(cases.id))
          .limit(answeredShown);
        const all: CaseLine[] = [...open, ...answered];
        const seen = await filesInScope(
          tx,
          all.map(({ number }) => number),
          communes,
        );
        return all.filter(({ number }) => seen(number));
      }),
    ofFile: (landlordId, number) => withLandlord(db, landlordId, (tx) => casesOfFile(tx, number)),
    find: (landlordId, id) => withLandlord(db, landlordId, (tx) => caseOf(tx, id)),
    open: (asked, input, owner) => withLandlord(db, asked.landlordId, (tx) => open(tx, asked, input, owner)),
    take: (asked, { id, version, owner }) =>
      withLandlord(db, asked.landlordId, async (tx): Promise<Result<{ version: number }, CaseRefusal>> => {
        const found = await lockedCase(tx, id, version);
        if (!found.ok) return found;
        await tx
          .update(cases)
          .set({ ownerAccountId: owner.accountId, ownerName: owner.name, version: version + 1 })
          .where(eq(cases.id, id));
        await appendActs(tx, asked.landlordId, [
          {
            ...actOf(asked, found.value),
            kind: 'case.taken',
            before: { owner: found.value.ownerName },
            after: { owner: owner.name },
          },
        ]);
        return ok({ version: version + 1 });
      }),
    answer: (asked, input) => withLandlord(db, asked.landlordId, (tx) => answer(tx, asked, input)),
  };
}

async function open(
  tx: Transaction,
  asked: Asked,
  input: Parameters<CasePort['open']>[1],
  owner: Parameters<CasePort['open']>[2],
): ReturnType<CasePort['open']> {
  const { landlordId, today } = asked;
  const { key, number, kind, about, receivedOn, request } = input;
  if (receivedOn > today) return refuse({ code: 'receivedLater' });
  const [file] = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  if (!file) return refuse({ code: 'noSuchFile' });
  const waiting = kind === 'renewal' ? await openRenewal(tx, number) : null;
  if (waiting !== null) return ok({ ...waiting, opened: false });
  const reviewDays = await reviewDaysNow(tx, today);
  const dueOn = caseDueOn(kind, receivedOn, reviewDays);
  const [created] = await tx
    .insert(cases)
    .values({
      landlordId,
      number,
      kind,
      about,
      receivedOn,
      dueOn,
      ownerAccountId: owner?.accountId ?? null,
      ownerName: owner?.name ?? null,
      state: 'open',
      request,
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning({ id: cases.id });
  if (!created) {
    const [same] = await tx
      .select({ id: cases.id, dueOn: cases.dueOn })
      .from(cases)
      .where(eq(cases.requestKey, key));
    if (!same) throw new Error('a case that was opened is not there');
    return ok({ ...same, opened: false });
  }
  if (kind === 'renewal') await askRenewalInRegister(tx, asked, number, receivedOn);
  const letter = await writeCaseLetter(
    tx,
    asked,
    reviewDays,
    { id: created.id, number },
    {
      kind: 'caseReceived',
      caseKind: kind,
      receivedOn,
      dueOn,
      ownerName: owner?.name ?? null,
    },
  );
  await appendActs(tx, landlordId, [
    {
      ...actOf(asked, { id: created.id, number }),
      kind: 'case.opened',
      after: { kind, about, dueOn },
    },
    ...letter.acts,
  ]);
  return ok({ id: created.id, opened: true, dueOn });
}

/** A request is renewed once: asked again while it waits, it is the same. */
async function openRenewal(
  tx: Transaction,
  number: string,
): Promise<{ id: string; dueOn: CivilDate } | null> {
  const [row] = await tx
    .select({ id: cases.id, dueOn: cases.dueOn })
    .from(cases)
    .where(and(eq(cases.number, number), eq(cases.kind, 'renewal'), eq(cases.state, 'open')));
  return row ?? null;
}

/** What an officer enters in the register (N-03): ticked by hand, confirmed by the extract that shows it. */
async function askRenewalInRegister(
  tx: Transaction,
  { landlordId }: Asked,
  number: string,
  askedOn: CivilDate,
): Promise<void> {
  const value = frenchShortDate(askedOn);
  await tx
    .insert(registerTasks)
    .values({ landlordId, number, kind: 'refresh', field: fieldLabel('renewedOn'), value })
    .onConflictDoNothing();
}

async function answer(
  tx: Transaction,
  asked: Asked,
  input: Parameters<CasePort['answer']>[1],
): ReturnType<CasePort['answer']> {
  const { landlordId, today } = asked;
  const because = forbiddenInAnswer(input.answer);
  if (because !== null) return refuse({ code: 'answerForbidden', because });
  const found = await lockedCase(tx, input.id, input.version);
  if (!found.ok) return found;
  const { id, number, kind, receivedOn, ownerName } = found.value;
  await tx
    .update(cases)
    .set({
      state: 'answered',
      answer: input.answer,
      upheld: input.upheld,
      answeredOn: today,
      version: input.version + 1,
    })
    .where(eq(cases.id, id));
  const letter = await writeCaseLetter(tx, asked, await reviewDaysNow(tx, today), found.value, {
    kind: 'caseAnswered',
    caseKind: kind,
    receivedOn,
    ownerName: ownerName ?? asked.actor.name,
    answer: input.answer,
    upheld: input.upheld,
  });
  await appendActs(tx, landlordId, [
    {
      ...actOf(asked, { id, number }),
      kind: 'case.answered',
      before: { state: 'open' },
      after: { upheld: input.upheld, letter: letter.id },
    },
    ...letter.acts,
  ]);
  return ok({ letterId: letter.id });
}

function writeCaseLetter(
  tx: Transaction,
  asked: Asked,
  reviewDays: number,
  { id, number }: { id: string; number: string },
  situation: LetterSituation,
) {
  const about = `case:${id}`;
  const eventKey = letterEventKey(situation.kind, about, number);
  const request = { number, situation, about, eventKey, on: asked.today, reviewDays };
  return writeLetter(tx, asked.landlordId, request, asked);
}

/** The case, locked, where nobody changed it since that version; otherwise who did, and when. */
async function lockedCase(
  tx: Transaction,
  id: string,
  version: number,
): Promise<Result<CaseLine, CaseRefusal>> {
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, id)).for('update');
  const found = await caseOf(tx, id);
  if (!found) return refuse({ code: 'noSuchCase' });
  if (found.state === 'open' && found.version === version) return ok(found);
  const [last] = await tx
    .select({ actor: journalLines.actor, at: journalLines.at })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`case:${id}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  if (!last) throw new Error('a case without a line in the journal');
  const code = found.state === 'answered' ? 'alreadyAnswered' : 'changedMeanwhile';
  return refuse({ code, by: last.actor.name, at: last.at });
}

/** The cases of a file, newest first, within the caller's transaction. */
export async function casesOfFile(tx: Transaction, number: string): Promise<CaseLine[]> {
  return select(tx).where(eq(cases.number, number)).orderBy(desc(cases.receivedOn), desc(cases.id));
}

function select(tx: Transaction) {
  return tx
    .select(columns)
    .from(cases)
    .leftJoin(
      applications,
      and(eq(applications.landlordId, cases.landlordId), eq(applications.number, cases.number)),
    );
}

async function caseOf(tx: Transaction, id: string): Promise<CaseLine | null> {
  const [row] = await select(tx).where(eq(cases.id, id));
  return row ?? null;
}

function actOf({ actor, now }: Asked, { id, number }: { id: string; number: string }): Omit<Act, 'kind'> {
  const subjects = [`case:${id}`, `application:${number}`] as const;
  return { at: now, actor, subjects, before: null, after: null, why: null };
}

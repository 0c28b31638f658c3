/** The service killed under households that accept a home online and officers who record their leases. */
import { eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { leases, offers, tenancies } from '../../db/schema/tenancy.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import type { Asked } from '../../src/domain/act.ts';
import { settingsOf } from './database-faults.ts';
import { type DecidedHome, decideHomes, offerHomes } from './decided-homes.ts';
import type { Fault } from './fault.ts';
import { type Ground, landlordId } from './ground.ts';
import { type Answer, type Form, hiddenFields, type Officer, read, send, signIn, told } from './officer.ts';
import { freePort, startService } from './processes.ts';
import { openFile } from './visitor.ts';
import { type Fact, fact, journalHolds } from './wave.ts';

const homesLet = 10;
const acceptedOnline = 4;

type Sender = { by: Officer; form: Form };

export function lettingFaults(ground: Ground): Fault[] {
  return [
    {
      name: 'Service killed while households accept a home online and leases are signed',
      done: `kill −9 of the service as soon as the first of ${acceptedOnline} acceptances sent at once from the portal is acknowledged, then as soon as the first of ${homesLet} leases recorded at once is; started again each time on the same port, and every form sent again`,
      play: () => played(ground),
    },
  ];
}

async function played(ground: Ground): Promise<Fact[]> {
  const copy = await ground.copy();
  const asked: Asked = {
    landlordId,
    actor: { accountId: null, name: 'Essai de pannes', role: 'agent' },
    now: new Date(`${ground.today}T09:00:00Z`),
    today: ground.today,
  };
  const homes = await decideHomes(copy.db, homesLet);
  const offerIds = await offerHomes(copy.db, homes, asked);
  const settings = {
    ...settingsOf(ground, copy),
    PARCOURS_TODAY: ground.today,
    PORT: String(await freePort()),
  };
  let service = await startService(settings);
  const struck = async (senders: readonly Sender[]): Promise<(Answer | null)[]> => {
    const dying = service;
    const answers = await sendUntilFirst(senders, dying.kill);
    await dying.kill();
    service = await startService(settings);
    return answers;
  };
  try {
    const online = await acceptances(service.url, copy.db, homes, offerIds);
    const accepted = await struck(online);
    const facts = await countAcceptances(copy.db, offerIds.slice(0, acceptedOnline), online, accepted);
    for (const offerId of offerIds.slice(acceptedOnline)) {
      const given = { answer: 'accepted' as const, on: ground.today, reason: null, adapted: null };
      await lettingStore(copy.db).answerOffer(asked, { offerId, given, key: v7() });
    }
    const officer = await signIn(service.url);
    const signings = await signingForms(officer, homes);
    const signed = await struck(signings);
    facts.push(...(await countLeases(copy.db, homes, signings, signed)), await journalHolds(copy.db));
    return facts;
  } finally {
    await service.kill();
    await copy.close();
  }
}

/** Sends all at once and strikes at the first that is acknowledged. */
function sendUntilFirst(senders: readonly Sender[], hit: () => unknown): Promise<(Answer | null)[]> {
  let isStruck = false;
  return Promise.all(
    senders.map(async ({ by, form }) => {
      const answer = await send(by, form);
      if (isAcknowledged(answer) && !isStruck) {
        isStruck = true;
        await hit();
      }
      return answer;
    }),
  );
}

/** A lease that frees places on other lists answers with the page that names them, any other gesture with a way back. */
function isAcknowledged(answer: Answer | null | undefined): boolean {
  return answer?.status === 303 || (answer?.status === 200 && told(answer.text) === '');
}

async function acceptances(
  url: string,
  db: Database,
  homes: readonly DecidedHome[],
  offerIds: readonly string[],
): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (const [index, home] of homes.slice(0, acceptedOnline).entries()) {
    const by = await openFile(url, db, home);
    const path = `/demandeur/offres/${offerIds[index]}`;
    const { text } = await read(by, '/demandeur/offres');
    senders.push({ by, form: { path, fields: [...hiddenFields(text, path), ['reponse', 'accepted']] } });
  }
  return senders;
}

async function signingForms(by: Officer, homes: readonly DecidedHome[]): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (const { vacancyId } of homes) {
    const page = `/agent/suites/${vacancyId}`;
    const { text } = await read(by, page);
    const day = /id="signe-le"[^>]* value="([^"]+)"/.exec(text)?.[1];
    if (day === undefined) throw new Error(`${vacancyId} is not ready for its lease: ${told(text)}`);
    const fields = [...hiddenFields(text, '/bail'), ['le', day] as const, ['verifie', 'oui'] as const];
    senders.push({ by, form: { path: `${page}/bail`, fields } });
  }
  return senders;
}

async function sentAgain(senders: readonly Sender[]): Promise<Answer[]> {
  const refused: Answer[] = [];
  for (const { by, form } of senders) {
    const answer = await send(by, form);
    if (!isAcknowledged(answer)) refused.push(answer ?? { status: 0, text: '', headers: new Headers() });
  }
  return refused;
}

async function countAcceptances(
  db: Database,
  offerIds: readonly string[],
  senders: readonly Sender[],
  answers: readonly (Answer | null)[],
): Promise<Fact[]> {
  const accepted = async () => {
    const rows = await withLandlord(db, landlordId, (tx) =>
      tx
        .select({ id: offers.id, answer: offers.answer })
        .from(offers)
        .where(inArray(offers.id, [...offerIds])),
    );
    return new Set(rows.flatMap(({ id, answer }) => (answer === 'accepted' ? [id] : [])));
  };
  const before = await accepted();
  const lost = offerIds.filter((id, index) => isAcknowledged(answers[index]) && !before.has(id));
  const refused = await sentAgain(senders);
  const after = await accepted();
  const acts = await actsOf(db, 'offer.accepted', 'vacancy:PANNE-');
  return [
    fact('no acknowledged acceptance is lost', lost.length === 0, `${acknowledged(answers)} acknowledged`),
    fact(
      'every acceptance sent again is taken once, with one act each',
      refused.length === 0 && after.size === offerIds.length && acts === offerIds.length,
      `${before.size} stood before, ${after.size} after, ${acts} acts${refusalOf(refused)}`,
    ),
  ];
}

async function countLeases(
  db: Database,
  homes: readonly DecidedHome[],
  senders: readonly Sender[],
  answers: readonly (Answer | null)[],
): Promise<Fact[]> {
  const before = await lettingsOf(db, homes);
  const lost = homes.filter(
    (home, index) => isAcknowledged(answers[index]) && !before.leased.has(home.vacancyId),
  );
  const refused = await sentAgain(senders);
  const after = await lettingsOf(db, homes);
  const signed = await actsOf(db, 'lease.signed', 'vacancy:PANNE-');
  const removed = await removals(db, homes);
  return [
    fact('no acknowledged lease is lost', lost.length === 0, `${acknowledged(answers)} acknowledged`),
    fact(
      'nothing of a lease is there without the rest of it',
      before.leases === before.housed && before.leases === before.let && before.leases === before.tenancies,
      `${before.leases} leases, ${before.tenancies} tenancies, ${before.let} homes let and ${before.housed} applications removed before`,
    ),
    fact(
      'every lease sent again is signed once: each home let once, each application removed once',
      refused.length === 0 &&
        [after.leases, after.tenancies, after.let, after.housed].every((n) => n === homes.length),
      `${after.leases} leases, ${after.tenancies} tenancies, ${after.let} homes let, ${after.housed} applications removed${refusalOf(refused)}`,
    ),
    fact(
      'one act for each lease and one for each removal',
      signed === homes.length && removed === homes.length,
      `${signed} and ${removed}`,
    ),
  ];
}

async function lettingsOf(db: Database, homes: readonly DecidedHome[]) {
  const vacancyIds = homes.map(({ vacancyId }) => vacancyId);
  const numbers = homes.map(({ number }) => number);
  return withLandlord(db, landlordId, async (tx) => {
    const signed = await tx
      .select({ id: leases.id, vacancyId: leases.vacancyId })
      .from(leases)
      .where(inArray(leases.vacancyId, vacancyIds));
    const homesLetNow = await tx
      .select({ status: vacancies.status })
      .from(vacancies)
      .where(inArray(vacancies.id, vacancyIds));
    const files = await tx
      .select({ status: applications.status })
      .from(applications)
      .where(inArray(applications.number, numbers));
    const own = signed.map(({ id }) => id);
    return {
      leased: new Set(signed.map(({ vacancyId }) => vacancyId)),
      leases: signed.length,
      tenancies: own.length === 0 ? 0 : await tx.$count(tenancies, inArray(tenancies.id, own)),
      let: homesLetNow.filter(({ status }) => status === 'let').length,
      housed: files.filter(({ status }) => status === 'housed').length,
    };
  });
}

/** Lines of a kind about a subject that starts so. */
async function actsOf(db: Database, kind: string, subject: string): Promise<number> {
  const lines = await withLandlord(db, landlordId, (tx) =>
    tx.select({ subjects: journalLines.subjects }).from(journalLines).where(eq(journalLines.kind, kind)),
  );
  return lines.filter(({ subjects }) => subjects.some((one) => one.startsWith(subject))).length;
}

async function removals(db: Database, homes: readonly DecidedHome[]): Promise<number> {
  let found = 0;
  for (const { number } of homes) found += await actsOf(db, 'application.removed', `application:${number}`);
  return found;
}

function acknowledged(answers: readonly (Answer | null)[]): number {
  return answers.filter(isAcknowledged).length;
}

function refusalOf([first]: readonly Answer[]): string {
  return first ? `, refused: ${first.status} ${told(first.text)}` : '';
}

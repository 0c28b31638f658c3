/** Homes that a closed sitting decided, each with its first household and the next, and the offers made for them. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { demoCommissionId } from '../../db/demo/committee.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../../db/schema/committee.ts';
import { vacancies } from '../../db/schema/home.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import type { Asked } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { landlordId } from './ground.ts';

export type DecidedHome = {
  vacancyId: string;
  /** First on the list of this home, second on that of the next one. */
  number: string;
  email: string;
};

const renewedWithinDays = 200;
// Far under any ceiling.
const lowIncomeCents = 800_000;

/** Writes `count` of them into a copy of the small demonstration. */
export async function decideHomes(db: Database, count: number): Promise<DecidedHome[]> {
  const demo = makeDemoLandlord('small');
  const model = demo.vacancies.find(({ status, holderId }) => status === 'available' && holderId === null);
  const taken = new Set(demo.vacancies.map(({ homeId }) => homeId));
  const homes = demo.homes.filter(({ id, typology }) => !taken.has(id) && typology === 'T3').slice(0, count);
  const people = reachedByMail(demo).slice(0, count);
  if (!model || homes.length < count || people.length < count) {
    throw new Error('the demonstration has too few homes or households');
  }
  const decided = people.map((person, index) => ({ ...person, vacancyId: `PANNE-${index + 1}` }));
  const heldOn = addDays(demo.date, -3);
  const sessionId = v7();
  await withLandlord(db, landlordId, async (tx) => {
    await tx.insert(committeeSessions).values({
      landlordId,
      id: sessionId,
      commissionId: demoCommissionId,
      heldOn,
      mode: 'inPerson',
      kind: 'ordinary',
      state: 'closed',
      bylawsVersion: 1,
      closedAt: new Date(`${heldOn}T12:00:00Z`),
    });
    for (const [position, home] of homes.entries()) {
      const vacancyId = `PANNE-${position + 1}`;
      await tx.insert(vacancies).values({ ...model, landlordId, id: vacancyId, homeId: home.id });
      await tx.insert(agendaHomes).values({
        ...{ landlordId, sessionId, vacancyId, homeId: home.id },
        ...{ position, state: 'decided', next: [] },
      });
      const list = [decided[position], decided[(position + count - 1) % count]];
      await tx.insert(homeDecisions).values({
        ...{ landlordId, sessionId, vacancyId, requestKey: v7(), recordedBy: 'Secrétariat' },
        decidedAt: new Date(`${heldOn}T10:00:00Z`),
        candidates: list.map((one, index) => attribution(one?.number ?? '', index + 1)),
      });
    }
  });
  return decided;
}

/** Offers each home to its first household; gives the offers in the order of the homes. Throws where one is refused. */
export async function offerHomes(
  db: Database,
  homes: readonly DecidedHome[],
  asked: Asked,
): Promise<string[]> {
  const store = lettingStore(db);
  const offers: string[] = [];
  for (const { vacancyId, number } of homes) {
    const sent = await store.sendOffer(asked, { vacancyId, number, key: v7() });
    if (!sent.ok) throw new Error(`no offer for ${vacancyId}: ${JSON.stringify(sent.refusal)}`);
    offers.push(sent.value.offer.id);
  }
  return offers;
}

function reachedByMail(demo: ReturnType<typeof makeDemoLandlord>): { number: string; email: string }[] {
  const emails = new Map(
    demo.contacts.flatMap(({ number, preferred, email }) =>
      preferred === 'email' && email !== null ? [[number, email] as const] : [],
    ),
  );
  return demo.applications.flatMap(({ number, household, status, renewedOn, withoutNumber }) => {
    const email = emails.get(number);
    const income = household.taxIncome.n2Cents ?? Number.MAX_SAFE_INTEGER;
    const fits =
      status === 'live' &&
      !withoutNumber &&
      renewedOn > addDays(demo.date, -renewedWithinDays) &&
      income < lowIncomeCents;
    return fits && email !== undefined ? [{ number, email }] : [];
  });
}

function attribution(number: string, rank: number): CandidateDecision {
  return {
    ...{ number, kind: 'rankedAttribution', rank, condition: null, reasons: [], note: null },
    criteria: ['composition', 'income'],
  };
}

/** The demonstration's first minute: its landlord, a first run, and the sittings that people find on its day. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/connection.ts';
import { demoChairId, demoCommissionId } from '../db/demo/committee.ts';
import { type DemoVariant, makeDemoLandlord } from '../db/demo/demo-landlord.ts';
import { seedSittingReviews } from '../db/demo/sitting-reviews.ts';
import { seedSittings } from '../db/demo/sittings.ts';
import { demoTenant } from '../db/demo/tenant.ts';
import { accountStore } from '../db/stores/account-store.ts';
import { loadDemo } from '../db/stores/demo-loader.ts';
import { listLandlords } from '../db/stores/landlord-store.ts';
import { relocationStore } from '../db/stores/relocation-store.ts';
import { reviewStore } from '../db/stores/review-store.ts';
import { runStore } from '../db/stores/run-store.ts';
import { sessionStore } from '../db/stores/session-store.ts';
import type { Account } from './access/account-port.ts';
import { demoAccounts } from './access/demo-accounts.ts';
import { type Config, todayOf } from './config.ts';
import type { JobService } from './jobs/job-service.ts';
import type { Logger } from './logging.ts';

/** The préfecture's account reads one of the landlord's two départements. */
const demoPrefectureOf = ['57'];
// With the demonstration's loading before it, the service is ready within a minute.
const firstRunMilliseconds = 35_000;

/** Loads the demonstration landlord where there is none yet. */
export async function loadDemonstration(
  db: Database,
  config: Config,
  variant: DemoVariant,
  logger: Logger,
): Promise<void> {
  const present = await listLandlords(db);
  if (present.some((landlord) => landlord.demonstration)) return;
  const demo = makeDemoLandlord(variant, todayOf(config));
  const holder = demo.holders.find(({ kind }) => kind === 'actionLogement') ?? demo.holders[0];
  const ties = {
    holderId: holder?.id ?? '',
    stateHolderId: demo.holders.find(({ kind }) => kind === 'state')?.id ?? '',
    applicationNumber: demoTenant(demo).number,
    departements: demoPrefectureOf,
  };
  await loadDemo(db, demo, await demoAccounts(ties));
  logger.info(
    { homes: demo.homes.length, applications: demo.applications.length },
    'bailleur de démonstration chargé',
  );
}

/** The demonstration shows a proposal at once. A run that fails is in the log; the pages say that there is none. */
export async function firstRuns(
  db: Database,
  jobs: JobService,
  config: Config,
  logger: Logger,
): Promise<void> {
  const runs = runStore(db);
  for (const { id: landlordId, demonstration } of await listLandlords(db)) {
    if (!demonstration || (await runs.list(landlordId, 1)).length > 0) continue;
    const parameters = { date: todayOf(config), snapshotOf: null, pins: [], bans: [] };
    const job = await jobs.enqueue({ landlordId, kind: 'run-session', parameters, requestedBy: null });
    // On a slow machine the pages open first, and show how far the calculation is.
    const late = pause(firstRunMilliseconds, null, { ref: false });
    const end = await Promise.race([jobs.settled(landlordId, job), late]);
    const runId = end?.result?.runId;
    if (typeof runId === 'string') await firstSittings(db, landlordId, runId, config);
    else if (end !== null) logger.error({ state: end.state }, 'premier calcul de la démonstration manqué');
  }
}

/** One sitting to hold and one to vote at a distance, ready on the demonstration's day. */
async function firstSittings(db: Database, landlordId: string, runId: string, config: Config): Promise<void> {
  const accounts = accountStore(db);
  const [officer, chair] = await Promise.all(
    ['agent@demo.example', 'commission@demo.example'].map((email) => accounts.findByEmail(email)),
  );
  if (!officer || !chair) return;
  const actorOf = ({ id, name, role }: Account) => ({ accountId: id, name, role });
  const people = {
    officer: actorOf(officer),
    chair: { ...actorOf(chair), memberId: demoChairId },
    commissionId: demoCommissionId,
  };
  await seedSittings(sessionStore(db), runStore(db), landlordId, runId, people, todayOf(config));
  const today = todayOf(config);
  const ports = { sessions: sessionStore(db), reviews: reviewStore(db), relocations: relocationStore(db) };
  const asked = { landlordId, actor: people.officer, now: new Date(`${today}T07:00:00Z`), today };
  await seedSittingReviews(ports, asked);
}

/** The chance that a wish ends in a lease: what it is learned from, the model in force, and what it tells. */
import { and, asc, count, desc, eq, isNotNull } from 'drizzle-orm';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance, ChancePort, ChanceQuestion } from '../../src/portal/chance/chance-port.ts';
import {
  type Likeness,
  likeLettings,
  type PointsSpread,
  spreadOf,
} from '../../src/portal/chance/like-lettings.ts';
import {
  type ChanceModel,
  chanceModelSchema,
  fitChance,
  reliabilityOf,
} from '../../src/portal/chance/model.ts';
import { likenessOf, tellChance, wishFactsOf } from '../../src/portal/chance/tell.ts';
import type { WishOutcome } from '../../src/portal/chance/wish-outcome.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { chanceModels, pastLettings, wishOutcomes } from '../schema/portal.ts';
import { gatherLettings, gatherWishes } from './chance-gather.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

// A model is fitted in seconds on so many; older wishes say less of today.
const mostOutcomes = 30_000;
const daysBetweenFits = 7;

export function chanceStore(db: Database): ChancePort {
  const inside = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  // A newer model replaces one, nothing takes the last away.
  const told = new Set<string>();
  return {
    isTold: async (landlordId) => {
      if (!told.has(landlordId) && (await inside(landlordId, hasModel))) told.add(landlordId);
      return told.has(landlordId);
    },
    of: (landlordId, question) =>
      inside(landlordId, async (tx) => chanceWithin(tx, question, await portalPolicyInForce(tx))),
    published: (landlordId) => inside(landlordId, newestModel),
    known: (landlordId) => inside(landlordId, knownOutcomes),
    winnersOf: (landlordId, likeness) =>
      inside(landlordId, async (tx) =>
        winnersWithin(tx, likeness, (await portalPolicyInForce(tx)).minimumCell),
      ),
    followed: (landlordId) => inside(landlordId, followed),
    gather: (landlordId, today) =>
      inside(
        landlordId,
        async (tx) => (await gatherWishes(tx, landlordId)) + (await gatherLettings(tx, landlordId, today)),
      ),
    refit: (landlordId, today) => inside(landlordId, (tx) => refit(tx, landlordId, today)),
  };
}

/** The published chance, within the caller's transaction. */
export async function chanceWithin(
  tx: Transaction,
  question: ChanceQuestion,
  policy: PortalPolicy,
): Promise<Chance> {
  const tell = await chanceTeller(tx, policy);
  const [chance] = await tell([question]);
  if (!chance) throw new Error('a question about a chance has no answer');
  return chance;
}

/** Reads the model once; then tells chances, reading past lettings of each kind of home that is asked about. */
export async function chanceTeller(
  tx: Transaction,
  policy: PortalPolicy,
): Promise<(questions: readonly ChanceQuestion[]) => Promise<readonly Chance[]>> {
  const stored = await newestModel(tx);
  const known = stored === null ? await knownOutcomes(tx) : 0;
  const minimums = { outcomes: policy.minimumChanceOutcomes, cell: policy.minimumCell };
  const spreads = new Map<string, Promise<PointsSpread | null>>();
  const spreadFor = (likeness: Likeness) => {
    const kind = `${likeness.epci} ${likeness.typology}`;
    const spread = spreads.get(kind) ?? winnersWithin(tx, likeness, policy.minimumCell);
    spreads.set(kind, spread);
    return spread;
  };
  return (questions) =>
    Promise.all(
      questions.map(async (question) => {
        const spread = await spreadFor(likenessOf(question.advert, question.onDay));
        return tellChance(stored, wishFactsOf(question, spread), known, minimums);
      }),
    );
}

async function hasModel(tx: Transaction): Promise<boolean> {
  return (await tx.select({ id: chanceModels.id }).from(chanceModels).limit(1)).length > 0;
}

type StoredModel = { id: string; model: ChanceModel; fittedOn: CivilDate };

async function newestModel(tx: Transaction): Promise<StoredModel | null> {
  const [newest] = await tx.select().from(chanceModels).orderBy(desc(chanceModels.createdAt)).limit(1);
  if (newest === undefined) return null;
  return { id: newest.id, fittedOn: newest.fittedOn, model: chanceModelSchema.parse(newest.content) };
}

async function knownOutcomes(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ many: count() }).from(wishOutcomes).where(isNotNull(wishOutcomes.housed));
  return row?.many ?? 0;
}

/** What homes like this one took, within the caller's transaction; null under `minimumCell` lettings (D-06). */
export async function winnersWithin(tx: Transaction, { epci, typology }: Likeness, minimumCell: number) {
  if (epci === null) return null;
  const rows = await tx
    .select()
    .from(pastLettings)
    .where(and(eq(pastLettings.epci, epci), eq(pastLettings.typology, typology)));
  return spreadOf(
    likeLettings(rows, { epci, typology }).map(({ points }) => points),
    minimumCell,
  );
}

async function followed(tx: Transaction) {
  const rows = await tx
    .select({ permille: wishOutcomes.publishedPermille, housed: wishOutcomes.housed })
    .from(wishOutcomes)
    .where(and(isNotNull(wishOutcomes.publishedPermille), isNotNull(wishOutcomes.housed)));
  const told = rows.flatMap(({ permille, housed }) =>
    permille === null || housed === null ? [] : [{ published: permille / 1000, happened: housed }],
  );
  return told.length === 0 ? [] : reliabilityOf(told);
}

async function refit(tx: Transaction, landlordId: string, today: CivilDate): Promise<number> {
  const newest = await newestModel(tx);
  if (newest !== null && addDays(newest.fittedOn, daysBetweenFits) > today) return 0;
  const outcomes = await latestOutcomes(tx);
  const learned = newest ? newest.model.fitted + newest.model.calibrated + newest.model.heldBack : 0;
  if (newest !== null && outcomes.length <= learned) return 0;
  const { minimumChanceOutcomes } = await portalPolicyInForce(tx);
  const model = fitChance(outcomes, minimumChanceOutcomes);
  if (model === null) return 0;
  await tx.insert(chanceModels).values({ landlordId, fittedOn: today, content: model, by: 'parcours' });
  return 1;
}

async function latestOutcomes(tx: Transaction): Promise<WishOutcome[]> {
  const rows = await tx
    .select()
    .from(wishOutcomes)
    .where(isNotNull(wishOutcomes.housed))
    .orderBy(desc(wishOutcomes.expressedOn), asc(wishOutcomes.id))
    .limit(mostOutcomes);
  return rows.map(({ id, expressedOn, facts, housed }) => ({
    ...facts,
    id,
    expressedOn,
    housed: housed === true,
  }));
}

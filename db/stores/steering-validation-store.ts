/** Validations of what steers sessions: immutable rows, one effect a request, in the order of their making. */
import { eq, sql } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { SteeringProposal } from '../../src/reporting/steering/proposal.ts';
import type { SteeringPort, ValidationRequest } from '../../src/reporting/steering/steering-port.ts';
import {
  decideValidation,
  type SteeringRefusal,
  type SteeringValidation,
} from '../../src/reporting/steering/validation.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { steeringValidations } from '../schema/reporting.ts';
import { appendActs } from './journal-append.ts';
import { steeringForecasts } from './steering-forecasts.ts';
import { proposalWithin } from './steering-proposal.ts';
import { newestValidations, validationInForce, validationOf } from './steering-validations.ts';

const validationsListed = 50;

export function steeringStore(db: Database): SteeringPort {
  const forecasts = steeringForecasts();
  return {
    forecast: (landlordId, asOf) => withLandlord(db, landlordId, (tx) => forecasts.of(tx, landlordId, asOf)),
    scene: (landlordId, asOf) =>
      withLandlord(db, landlordId, async (tx) => {
        const forecast = await forecasts.of(tx, landlordId, asOf);
        return {
          forecast,
          ...(await proposalWithin(tx, forecast)),
          inForce: await validationInForce(tx, asOf),
          newest: (await newestValidations(tx, 1))[0] ?? null,
        };
      }),
    validate: (asked, request) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const key = `steering ${asked.landlordId}`;
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
        const forecast = await forecasts.of(tx, asked.landlordId, asked.today);
        const { proposal } = await proposalWithin(tx, forecast);
        return validateWithin(tx, asked, request, proposal);
      }),
    inForce: (landlordId, on) => withLandlord(db, landlordId, (tx) => validationInForce(tx, on)),
    validations: (landlordId) =>
      withLandlord(db, landlordId, (tx) => newestValidations(tx, validationsListed)),
  };
}

async function validateWithin(
  tx: Transaction,
  asked: Asked,
  { requestKey, newestId, stamp, answers }: ValidationRequest,
  proposal: SteeringProposal,
): Promise<Result<SteeringValidation, SteeringRefusal>> {
  const [same] = await tx
    .select()
    .from(steeringValidations)
    .where(eq(steeringValidations.requestKey, requestKey));
  if (same) return ok(validationOf(same));
  const [newest] = await newestValidations(tx, 1);
  if (newest && newest.id !== newestId) {
    return refuse({ code: 'validatedMeanwhile', by: newest.validatedBy, at: newest.createdAt });
  }
  if (stamp !== proposal.stamp) return refuse({ code: 'figuresChanged' });
  const decided = decideValidation(proposal, answers, { today: asked.today, role: asked.actor.role });
  if (!decided.ok) return decided;
  const { effectiveOn, until } = answers;
  const [row] = await tx
    .insert(steeringValidations)
    .values({
      landlordId: asked.landlordId,
      effectiveOn,
      until,
      content: decided.value,
      validatedBy: asked.actor.name,
      requestKey,
      createdAt: asked.now,
    })
    .returning();
  if (!row) throw new Error('an insert returned no row');
  const { lines, removed, acceptance } = decided.value;
  const figures = {
    effectiveOn,
    until,
    lines: lines.map(({ targetId, mostPoints, askedShare }) => ({ targetId, mostPoints, askedShare })),
    removed: removed.map(({ targetId }) => targetId),
    acceptance: acceptance.map(({ insee, typology, permille }) => ({ insee, typology, permille })),
  };
  await appendActs(tx, asked.landlordId, [
    {
      kind: 'steering.validated',
      at: asked.now,
      actor: asked.actor,
      subjects: [`landlord:${asked.landlordId}`],
      before: newest ? { validation: newest.id } : null,
      after: { validation: row.id, ...figures },
      why: reasonsOf(decided.value),
    },
  ]);
  return ok(validationOf(row));
}

function reasonsOf({ lines, removed }: SteeringValidation['content']): string | null {
  const changed = lines.flatMap(({ name, change }) => (change ? [`${name} : ${change.why}`] : []));
  const all = [...changed, ...removed.map(({ name, why }) => `${name} : ${why}`)];
  return all.length === 0 ? null : all.join(' ; ');
}

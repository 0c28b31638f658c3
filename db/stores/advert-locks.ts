/** What every gesture on an advert does alike: lock its row, name who wrote, tell the journal. */
import { eq } from 'drizzle-orm';
import type { Asked, Json } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { adverts } from '../schema/advert.ts';
import type { AdvertRow } from './advert-rows.ts';
import { appendActs } from './journal-append.ts';

/** The advert, locked until the transaction ends. */
export async function lockedAdvert(tx: Transaction, id: string): Promise<AdvertRow | undefined> {
  const [row] = await tx.select().from(adverts).where(eq(adverts.id, id)).for('update');
  return row;
}

/** Who the second person is told of. */
export function lastHand({ reviewedBy, writtenBy }: AdvertRow): string {
  return reviewedBy ?? writtenBy;
}

/** As the advert remembers who wrote in it. */
export function writerOf({ actor }: Asked): string {
  return actor.accountId ?? actor.name;
}

/** Writes the act on an advert and its home: last, after the rows. */
export async function tellOfAdvert(
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

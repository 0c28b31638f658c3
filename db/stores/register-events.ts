/** Records events for the national register: each once, whoever finds it first (N-10). */
import type { RegisterEvent } from '../../src/committee/register/events.ts';
import type { Transaction } from '../connection.ts';
import { registerEvents } from '../schema/register.ts';

/** Writes the events that are not recorded yet; how many were new. */
export async function recordEvents(
  tx: Transaction,
  landlordId: string,
  events: readonly RegisterEvent[],
): Promise<number> {
  let created = 0;
  // A statement of its own for every thousand: a landlord's first listing brings years of designations.
  for (let from = 0; from < events.length; from += 1000) {
    const rows = events.slice(from, from + 1000).map((event) => ({ ...event, landlordId }));
    const written = await tx
      .insert(registerEvents)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: registerEvents.id });
    created += written.length;
  }
  return created;
}

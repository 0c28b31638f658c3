/** Reminders of returns to the officers who may send them: one message a return and threshold. */
import { returnSenders } from '../../src/access/permissions.ts';
import { type CivilDate, yearOf } from '../../src/kernel/civil-date.ts';
import { returnsDueIn } from '../../src/reporting/returns/calendar.ts';
import { reminderMessage } from '../../src/reporting/returns/reminder.ts';
import { groupReturns, reminderDue } from '../../src/reporting/returns/return-state.ts';
import type { Transaction } from '../connection.ts';
import { returnReminders } from '../schema/reporting.ts';
import { mailRoles } from './mail-roles.ts';
import { returnPlaces } from './return-places.ts';
import { sendingsListed } from './return-sendings.ts';

/** How many reminders left; each is claimed before its messages are written, so that two processes send it once. */
export async function remindWithin(
  tx: Transaction,
  landlordId: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  const places = await returnPlaces(tx, landlordId);
  const year = yearOf(today);
  const soon = [year, year + 1].flatMap((one) => returnsDueIn(one, places));
  const groups = groupReturns(soon, await sendingsListed(tx), {
    today,
    since: null,
  });
  let told = 0;
  for (const group of groups) {
    const threshold = reminderDue(group.first, today);
    if (threshold === null || group.returns.every(({ state }) => state === 'sent')) continue;
    const claimed = await tx
      .insert(returnReminders)
      .values({ landlordId, obligation: group.obligation, threshold, createdAt: now })
      .onConflictDoNothing()
      .returning({ threshold: returnReminders.threshold });
    if (claimed.length === 0) continue;
    const message = reminderMessage(group, today);
    await mailRoles(tx, { landlordId, roles: returnSenders, now }, message);
    told += 1;
  }
  return told;
}

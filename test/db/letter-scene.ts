/** A closed sitting of two homes with the contacts of its households: what tests of letters start from. */
import { type Database, withLandlord } from '../../db/connection.ts';
import { applicantContacts, protections } from '../../db/schema/instruction.ts';
import { letterStore } from '../../db/stores/letter-store.ts';
import type { DecideInput, SessionPort } from '../../src/committee/session-port.ts';
import { makeNumber } from '../support/make-domain.ts';
import {
  convenedSitting,
  decideInput,
  decisionOn,
  done,
  landlordId,
  officer,
  openSitting,
  storeOf,
  writeScene,
} from './session-scene.ts';

export const oldEmail = 'ancienne@exemple.example';
export const oldStreet = '9 rue de l’Ancienne-Adresse';

export type LetterScene = {
  sessions: SessionPort;
  letters: ReturnType<typeof letterStore>;
  sessionId: string;
};

/**
 * Home v-h1: household 1 first, 2 second, 3 refused with a reason. Home v-h2: postponed at the closing. Household 1
 * reads e-mails, 2 has a postal address, 3 no contact at all; others where the test says so.
 */
export async function writeLetterScene(
  db: Database,
  candidates: DecideInput['candidates'] = [
    decisionOn(makeNumber(1), 1),
    decisionOn(makeNumber(2), 2),
    decisionOn(makeNumber(3), null, { note: 'Deux chambres de plus que nécessaire.' }),
  ],
): Promise<LetterScene> {
  await writeScene(db, { homes: 2, households: 6 });
  const sessions = storeOf(db);
  const sessionId = await convenedSitting(sessions, ['v-h1', 'v-h2']);
  await openSitting(sessions, sessionId);
  await done(sessions.decide(officer, decideInput(sessionId, 'v-h1', { candidates })));
  const version = (await sessions.find(landlordId, sessionId, null))?.session.version ?? 0;
  await done(sessions.close(officer, { sessionId, version }));
  await withLandlord(db, landlordId, async (tx) => {
    await tx.insert(applicantContacts).values([
      {
        landlordId,
        number: makeNumber(1),
        email: oldEmail,
        address: [oldStreet, '57000 Metz'],
        preferred: 'email',
      },
      {
        landlordId,
        number: makeNumber(2),
        email: null,
        address: ['3 rue du Moulin', '57100 Thionville'],
        preferred: 'letter',
      },
    ]);
  });
  return { sessions, letters: letterStore(db, sessions), sessionId };
}

/** Puts a file under protection as of now; null: nobody may write to it. */
export async function protect(
  db: Database,
  number: string,
  newContact: { email: string | null; telephone: string | null; address: readonly string[] } | null,
): Promise<void> {
  await withLandlord(db, landlordId, async (tx) => {
    await tx
      .insert(protections)
      .values({ landlordId, number, since: officer.now, by: 'Claire Officier', newContact });
  });
}

/** Codes that come by post, for files that hold neither an e-mail nor a mobile: longer, fewer, tried by number. */
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { LetterContent } from '../../src/committee/letters/letter-content.ts';
import { serviceActor } from '../../src/domain/act.ts';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import { refuse } from '../../src/kernel/result.ts';
import {
  codeInGroups,
  daysBetweenLetters,
  letterCodeDays,
  triesPerCode,
} from '../../src/portal/access/one-time-code.ts';
import type { CodeChallenge, PortalAccessPort } from '../../src/portal/access-port.ts';
import { postalAddress } from '../../src/portal/notifications/reach.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters } from '../schema/correspondence.ts';
import { portalCodes } from '../schema/portal.ts';
import { appendActs } from './journal-append.ts';
import { listLandlords } from './landlord-store.ts';
import { senderOf } from './letter-writing.ts';
import { insertCode, newCode, tryAll } from './portal-code-store.ts';
import { fileOfKey, type PortalFile } from './portal-file.ts';
import { reachOf } from './portal-reach.ts';

type LetterCodePort = Pick<PortalAccessPort, 'askLetterCode' | 'tryLetterCode'>;

export function portalLetterCodeStore(db: Database): LetterCodePort {
  return {
    askLetterCode: async (key, today, now) => {
      for (const { id } of await listLandlords(db)) {
        await withLandlord(db, id, (tx) => writeCodeLetter(tx, id, key, today, now));
      }
    },
    tryLetterCode: async (key, code, today, now) => {
      const challenge: CodeChallenge[number][] = [];
      for (const { id: landlordId } of await listLandlords(db)) {
        const waiting = await withLandlord(db, landlordId, async (tx) => {
          const file = await fileOfKey(tx, key);
          return waitingCodes(tx, file ?? { number: key, tenancyId: null }, now);
        });
        challenge.push(...waiting.map(({ id }) => ({ landlordId, id })));
      }
      const tried = await tryAll(db, challenge, code, today, now);
      // How many tries are left would tell that a letter is on its way, so that the file exists.
      return tried.ok ? tried : refuse({ code: 'over' });
    },
  };
}

async function waitingCodes(tx: Transaction, { number, tenancyId }: PortalFile, now: Date) {
  const same = [
    ...(number === null ? [] : [eq(portalCodes.number, number)]),
    ...(number === null && tenancyId !== null ? [eq(portalCodes.tenancyId, tenancyId)] : []),
  ];
  return tx
    .select({ id: portalCodes.id, attempts: portalCodes.attempts, expiresAt: portalCodes.expiresAt })
    .from(portalCodes)
    .where(
      and(
        or(...same),
        eq(portalCodes.channel, 'letter'),
        isNull(portalCodes.usedAt),
        gt(portalCodes.expiresAt, now),
      ),
    );
}

async function writeCodeLetter(
  tx: Transaction,
  landlordId: string,
  key: string,
  today: CivilDate,
  now: Date,
): Promise<void> {
  const file = await fileOfKey(tx, key);
  const fileKey = file?.number ?? file?.tenancyId ?? key;
  const address = postalAddress(await reachOf(tx, fileKey));
  const waiting = await waitingCodes(tx, file ?? { number: key, tenancyId: null }, now);
  // One letter at a time, and none soon after one whose tries are spent: somebody else must not fill a letter box.
  const soon = now.getTime() + (letterCodeDays - daysBetweenLetters) * 86_400_000;
  const holdsBack = ({ attempts, expiresAt }: { attempts: number; expiresAt: Date }) =>
    attempts < triesPerCode || expiresAt.getTime() > soon;
  if (file === null || address === null || waiting.some(holdsBack)) return;
  const id = v7();
  const code = newCode();
  const expiresAt = new Date(now.getTime() + letterCodeDays * 86_400_000);
  await insertCode(tx, landlordId, { id, file, mandateId: null, code, channel: 'letter', expiresAt });
  const content = await codeLetter(tx, landlordId, {
    fileKey,
    code,
    today,
    until: civilDateInParis(expiresAt),
  });
  await tx.insert(letters).values({
    landlordId,
    number: fileKey,
    kind: content.kind,
    about: `code:${id}`,
    content,
    writtenOn: today,
    channel: 'letter',
    eventKey: `code|${id}`,
  });
  await appendActs(tx, landlordId, [
    {
      kind: 'portal.codeLetterWritten',
      at: now,
      actor: serviceActor,
      subjects: [file.number === null ? `tenancy:${fileKey}` : `application:${fileKey}`],
      before: null,
      after: null,
      why: null,
    },
  ]);
}

type CodeLetter = { fileKey: string; code: string; today: CivilDate; until: CivilDate };

async function codeLetter(
  tx: Transaction,
  landlordId: string,
  { fileKey, code, today, until }: CodeLetter,
): Promise<LetterContent> {
  const { name, place, lines } = await senderOf(tx, landlordId);
  const [row] = await tx
    .select({ name: applications.name })
    .from(applications)
    .where(eq(applications.number, fileKey));
  const paragraphs = [
    'Vous avez demandé un code pour ouvrir votre dossier sur le portail du logement social.',
    `Votre code : ${codeInGroups(code)}`,
    `Il sert une seule fois, jusqu’au ${frenchLongDate(until)}. Sur la page « Ouvrir mon dossier », choisissez « J’ai reçu un code par courrier ».`,
    'Ne donnez ce code à personne. Aucun agent ne vous le demandera.',
    'Vous n’avez rien demandé ? Jetez cette lettre : sans ce code, personne n’ouvre votre dossier.',
    'Vous pouvez aussi venir au guichet ou téléphoner : un agent vous montre votre dossier.',
  ];
  return {
    kind: 'notice',
    templateVersion: 0,
    sender: { name, lines: [...lines], place },
    recipientName: row?.name ?? null,
    number: fileKey,
    writtenOn: today,
    traceable: false,
    byPost: true,
    subject: 'Votre code pour ouvrir votre dossier',
    body: paragraphs.map((text) => ({ kind: 'paragraph', text })),
    legal: [],
  };
}

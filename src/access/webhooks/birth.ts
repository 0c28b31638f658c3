/** Which acts of the journal other systems are told of: one closed table, act kind → type of event. */
import { z } from 'zod';
import type { Act, SubjectKind } from '../../domain/act.ts';
import type { WebhookType } from './event.ts';

/** An event before its identifiers are completed with the home and the household's number. */
export type BornEvent = {
  type: WebhookType;
  vacancyId: string | null;
  /** As the act names the household; whether it may leave is for the caller to say. */
  number: string | null;
  /** Of a test message: the only endpoint that gets it. */
  endpointId: string | null;
  /** Beside the vacancy, the home and the number. */
  own: Readonly<Record<string, unknown>>;
};

type Reading = (act: Act) => Pick<BornEvent, 'own'>;

const oriented = z.object({ destination: z.string(), dueOn: z.string().nullable() });
const decided = z.object({ decision: z.string() });
const leased = z.object({ lease: z.string(), signedOn: z.string() });

const ended =
  (outcome: string): Reading =>
  () => ({ own: { outcome } });
const ofSitting = (act: Act) => ({ sessionId: subject(act, 'session') });
const ofOffer = (act: Act) => ({ offerId: subject(act, 'offer') });
const answered =
  (answer: string): Reading =>
  (act) => ({ own: { ...ofOffer(act), answer } });

const table: Readonly<Record<string, { type: WebhookType; read: Reading }>> = {
  'orientation.decided': { type: 'home.oriented', read: ({ after }) => ({ own: oriented.parse(after) }) },
  'orientation.undone': { type: 'home.orientation_ended', read: ended('undone') },
  'orientation.lapsed': { type: 'home.orientation_ended', read: ended('lapsed') },
  'orientation.returned': { type: 'home.orientation_ended', read: ended('returned') },
  'orientation.failed': { type: 'home.orientation_ended', read: ended('failed') },
  'home.decided': {
    type: 'decision.recorded',
    read: (act) => ({ own: { ...ofSitting(act), decisionId: decided.parse(act.after).decision } }),
  },
  'home.corrected': {
    type: 'decision.corrected',
    read: (act) => ({
      own: {
        ...ofSitting(act),
        decisionId: decided.parse(act.after).decision,
        replacedId: decided.parse(act.before).decision,
      },
    }),
  },
  'home.postponed': { type: 'decision.postponed', read: (act) => ({ own: ofSitting(act) }) },
  'offer.sent': { type: 'offer.sent', read: (act) => ({ own: ofOffer(act) }) },
  'offer.accepted': { type: 'offer.answered', read: answered('accepted') },
  'offer.refused': { type: 'offer.answered', read: answered('refused') },
  'place.released': { type: 'offer.answered', read: answered('released') },
  'offer.lapsed': { type: 'offer.lapsed', read: (act) => ({ own: ofOffer(act) }) },
  'lease.signed': {
    type: 'lease.signed',
    read: ({ after }) => {
      const { lease, signedOn } = leased.parse(after);
      return { own: { leaseId: lease, signedOn } };
    },
  },
  'webhook.tested': {
    type: 'webhook.test',
    read: (act) => ({ own: { endpointId: subject(act, 'webhook') } }),
  },
};

/** The kinds of acts that other systems are told of. */
export const announcedActs: readonly string[] = Object.keys(table);

/** What other systems are told of the act; null: nothing. Only identifiers are read, never the reason of the act. */
export function bornOf(act: Act): BornEvent | null {
  const found = table[act.kind];
  if (found === undefined) return null;
  const { type, read } = found;
  return {
    type,
    vacancyId: subject(act, 'vacancy'),
    number: subject(act, 'application'),
    endpointId: subject(act, 'webhook'),
    ...read(act),
  };
}

function subject(act: Act, kind: SubjectKind): string | null {
  const prefix = `${kind}:`;
  return act.subjects.find((one) => one.startsWith(prefix))?.slice(prefix.length) ?? null;
}

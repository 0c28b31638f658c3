/**
 * What other systems of the landlord are told, and what of it: one schema a type, written once in docs/webhooks.md.
 * Identifiers only. No name, address, letter, reason or rank ever leaves (docs/adr/0018).
 */
import { z } from 'zod';
import { civilDateSchema } from '../../kernel/civil-date.ts';

const home = {
  vacancyId: z.string().meta({ description: 'The vacancy, as imported.' }),
  homeId: z.string().meta({ description: 'The home, as imported.' }),
};
const sitting = {
  ...home,
  sessionId: z.string().meta({ description: 'The sitting of the commission.' }),
};
/** Null also where there is no national number: its absence must not tell that a file is protected. */
const household = {
  applicationNumber: z
    .string()
    .nullable()
    .meta({ description: 'The unique number; null: to be read in parcours, by those who may.' }),
};
const offer = {
  ...home,
  offerId: z.string().meta({ description: 'The offer, the same in all its events.' }),
  ...household,
};

/** The content of each type, at version 1. */
export const webhookData = {
  'home.oriented': z.object({
    ...home,
    destination: z.string().meta({
      description: 'A reservation holder’s identifier, or "own", "transfer", "renewal", "saleRelocation".',
    }),
    dueOn: civilDateSchema
      .nullable()
      .meta({ description: 'Last day for the destination to answer (YYYY-MM-DD).' }),
  }),
  'home.orientation_ended': z.object({
    ...home,
    outcome: z.enum(['undone', 'lapsed', 'returned', 'failed']).meta({
      description: 'Taken back by an officer, silence, given back by the holder, its candidates failed.',
    }),
  }),
  'decision.recorded': z.object({
    ...sitting,
    decisionId: z.string().meta({ description: 'The decision of the commission on this home.' }),
  }),
  'decision.corrected': z.object({
    ...sitting,
    decisionId: z.string().meta({ description: 'The decision that stands from now on.' }),
    replacedId: z.string().meta({ description: 'The decision that it replaces.' }),
  }),
  'decision.postponed': z.object(sitting),
  'offer.sent': z.object(offer),
  'offer.answered': z.object({
    ...offer,
    answer: z.enum(['accepted', 'refused', 'released']).meta({
      description: '"released": closed because the household signed for another home.',
    }),
  }),
  'offer.lapsed': z.object(offer),
  'lease.signed': z.object({
    ...home,
    leaseId: z.string().meta({ description: 'The lease in parcours.' }),
    signedOn: civilDateSchema.meta({ description: 'Day of the signature (YYYY-MM-DD).' }),
    ...household,
  }),
  'webhook.test': z.object({
    endpointId: z.string().meta({ description: 'The connection that an administrator tries.' }),
  }),
} as const;

export type WebhookType = keyof typeof webhookData;

/** Every type, in the order of a home's life. */
export const webhookTypes: readonly WebhookType[] = Object.keys(webhookData).filter(
  (name): name is WebhookType => name in webhookData,
);

/** What an endpoint chooses from: a test message goes to its own endpoint only. */
export const chosenTypes: readonly WebhookType[] = webhookTypes.filter((type) => type !== 'webhook.test');

/** The message around the content; `data` is that of its type. */
export const webhookEnvelope = z.object({
  version: z.literal(1).meta({ description: 'Of this format. A new one is announced, never slipped in.' }),
  id: z.uuid().meta({ description: 'Also the header webhook-id. The same in every attempt and replay.' }),
  type: z.string().meta({ description: 'One of the types below. Ignore those that you do not know.' }),
  timestamp: z.iso.datetime().meta({ description: 'When it happened (UTC), not when it was sent.' }),
  landlord: z.string().meta({ description: 'The landlord’s identifier.' }),
});

/** The bytes that are signed and sent, this time and every other. Throws where the content is not that of its type. */
export function webhookBody(message: {
  id: string;
  type: WebhookType;
  at: Date;
  landlordId: string;
  data: unknown;
}): string {
  const { id, type, at, landlordId, data } = message;
  const envelope = webhookEnvelope.parse({
    version: 1,
    id,
    type,
    timestamp: at.toISOString(),
    landlord: landlordId,
  });
  return JSON.stringify({ ...envelope, data: webhookData[type].parse(data) });
}

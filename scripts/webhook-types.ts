/** The tables of docs/webhooks.md, from the schemas that messages are made with. */
import { z } from 'zod';
import {
  type WebhookType,
  webhookData,
  webhookEnvelope,
  webhookTypes,
} from '../src/access/webhooks/event.ts';

/** Between these lines of the document, everything is generated. */
export const typesStart = '<!-- generated from src/access/webhooks/event.ts -->';
export const typesEnd = '<!-- end of what is generated -->';

const sentWhen: Readonly<Record<WebhookType, string>> = {
  'home.oriented': 'A freed home is oriented to a reservation holder, or kept for the landlord’s own use.',
  'home.orientation_ended': 'The orientation ends without a lease: the home is to be oriented again.',
  'decision.recorded': 'The commission decides a home.',
  'decision.corrected': 'A decision is replaced by another.',
  'decision.postponed': 'The commission leaves a home to another sitting.',
  'offer.sent': 'A home is proposed to a household.',
  'offer.answered': 'The household accepts or refuses, or its offer is closed by its lease elsewhere.',
  'offer.lapsed': 'The last day passes in silence, which refuses the offer.',
  'lease.signed': 'A lease is signed.',
  'webhook.test': 'An administrator tries the connection. Answer 2xx and do nothing.',
};

const described = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  const: z.union([z.string(), z.number()]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  anyOf: z.array(z.object({ type: z.string().optional() })).optional(),
});
const objectSchema = z.object({ properties: z.record(z.string(), described) });

/** Markdown of the envelope and of each type, with their fields. */
export function webhookTypesSection(): string {
  const types = webhookTypes.map(
    (type) => `### \`${type}\`\n\n${sentWhen[type]}\n\n${fieldsOf(webhookData[type])}`,
  );
  return [
    typesStart,
    '',
    fieldsOf(webhookEnvelope),
    '',
    ...types.flatMap((text) => [text, '']),
    typesEnd,
  ].join('\n');
}

function fieldsOf(schema: z.ZodType): string {
  const { properties } = objectSchema.parse(z.toJSONSchema(schema));
  const lines = Object.entries(properties).map(
    ([name, field]) => `| \`${name}\` | ${kindOf(field)} | ${field.description ?? ''} |`,
  );
  return ['| field | value | meaning |', '|---|---|---|', ...lines].join('\n');
}

function kindOf(field: z.infer<typeof described>): string {
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.anyOf) return field.anyOf.map(({ type }) => type ?? 'any').join(' or ');
  const type = [field.type ?? 'any'].flat().join(' or ');
  return field.format === undefined ? type : `${type} (${field.format})`;
}

/** A letter as it was written: what was said is frozen, where it goes is read when it leaves (protections may come). */
import { z } from 'zod';
import { civilDateSchema } from '../../kernel/civil-date.ts';
import { unreachable } from '../../kernel/result.ts';
import { writtenKinds } from './letter-kind.ts';

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
]);
export type LetterBlock = z.infer<typeof blockSchema>;

export const letterContentSchema = z.object({
  kind: z.enum(writtenKinds),
  /** 0: the text that comes with the software. */
  templateVersion: z.number().int().min(0),
  sender: z.object({ name: z.string(), lines: z.array(z.string()), place: z.string() }),
  /** Null where the file holds no name. */
  recipientName: z.string().nullable(),
  number: z.string(),
  writtenOn: civilDateSchema,
  /** To be posted with proof of delivery. */
  traceable: z.boolean(),
  /** Never a message, though no proof is needed: it holds a secret meant for the postal address. */
  byPost: z.boolean().optional(),
  subject: z.string(),
  /** What the landlord may edit, then what no edition takes away. */
  body: z.array(blockSchema),
  legal: z.array(blockSchema),
  /** Of a gathered message: the keys of the events that it tells. */
  events: z.array(z.string()).optional(),
});
export type LetterContent = z.infer<typeof letterContentSchema>;

/** The whole letter as plain text, for a message. */
export function letterText(content: LetterContent): string {
  const parts = [...content.body, ...content.legal].map(blockText);
  const head = [`Objet : ${content.subject}`, `Votre numéro de demande : ${content.number}`].join('\n');
  const foot = [content.sender.name, ...content.sender.lines].join('\n');
  return [head, greeting, ...parts, closing, foot].join('\n\n');
}

export const greeting = 'Madame, Monsieur,';
export const closing = 'Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.';

function blockText(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
      return block.text.toLocaleUpperCase('fr');
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    default:
      return unreachable(block);
  }
}

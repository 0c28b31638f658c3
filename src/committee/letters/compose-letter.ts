/** Puts a letter together: the template with its values, then what the law has it say. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import type { TemplateText } from './default-templates.ts';
import { legalBlocks } from './legal-blocks.ts';
import type { LetterContent } from './letter-content.ts';
import { needsTraceableDelivery } from './letter-kind.ts';
import type { LetterSituation } from './letter-situation.ts';
import { placeholderValues } from './placeholders.ts';
import { fillTemplate } from './template.ts';

export type LetterTemplate = TemplateText & { version: number };

/** The landlord as its letters show it: name, then address and how to reach it, and where letters are dated. */
export type Sender = { name: string; lines: readonly string[]; place: string };

export type LetterFrame = {
  sender: Sender;
  household: { number: string; name: string | null };
  on: CivilDate;
  template: LetterTemplate;
  /** Days within which a correction or a review is answered (règlement intérieur). */
  reviewDays: number;
};

/** The letter of a situation. Pure: the same situation under the same template gives the same letter. */
export function composeLetter(situation: LetterSituation, frame: LetterFrame): LetterContent {
  const { sender, household, on, template, reviewDays } = frame;
  const { kind } = situation;
  const { subject, blocks } = fillTemplate(kind, template, {
    ...placeholderValues(situation),
    organisme: sender.name,
    numero: household.number,
    date: frenchLongDate(on),
  });
  const decided = kind === 'correction' ? situation.after.kind : kind;
  return {
    kind,
    templateVersion: template.version,
    sender: { name: sender.name, lines: [...sender.lines], place: sender.place },
    recipientName: household.name,
    number: household.number,
    writtenOn: on,
    traceable: needsTraceableDelivery(decided),
    subject,
    body: blocks,
    legal: legalBlocks(situation, { on, landlordName: sender.name, reviewDays }),
  };
}

/** The message that reminds officers of a return, once a threshold. */
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';
import { returnKindWords } from './return-kinds.ts';
import type { ReturnGroup } from './return-state.ts';

/** What is still to send, to whom, until when. Names recipients, never a household. */
export function reminderMessage(
  { first, returns }: ReturnGroup,
  today: CivilDate,
): { subject: string; text: string } {
  const { title } = returnKindWords[first.kind];
  const left = daysBetween(today, first.lastDay);
  const when = left === 0 ? 'dernier jour aujourd’hui' : `encore ${frenchCount(left, 'jour')}`;
  const unsent = returns.filter(({ state }) => state !== 'sent').map(({ due }) => `- ${due.recipient.name}`);
  return {
    subject: `État à transmettre : ${when}`,
    text: [
      'Bonjour,',
      `Un état est dû : ${title}, ${first.periodName}. Dernier jour : le ${frenchLongDate(first.lastDay)} (${when}).`,
      `Destinataires auxquels aucun envoi n’est enregistré :\n${unsent.join('\n')}`,
      'La page « États à transmettre » de parcours donne le tableau, ce qui le bloque encore et l’endroit où noter l’envoi.',
    ].join('\n\n'),
  };
}

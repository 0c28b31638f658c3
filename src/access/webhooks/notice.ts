/** What administrators are told when a connection is disabled by itself. */
import { daysBeforeDisabling, daysKept } from './delivery.ts';

const because: Readonly<Record<'failures' | 'gone', string>> = {
  failures: `Aucun message n’y a été reçu depuis ${daysBeforeDisabling} jours.`,
  gone: 'Le système a répondu qu’il n’existe plus à cette adresse (410).',
};

/** Names the connection as administrators did; nothing of what it carries. */
export function disabledNotice(name: string, reason: 'failures' | 'gone'): { subject: string; text: string } {
  return {
    subject: 'Une liaison est désactivée',
    text: [
      'Bonjour,',
      `La liaison « ${name} » est désactivée. ${because[reason]}`,
      `Rien n’est perdu : les événements sont gardés ${daysKept} jours. Quand le système répondra, ouvrez « Liaisons » dans l’administration de parcours, réactivez la liaison, puis renvoyez les événements depuis le jour de la coupure.`,
    ].join('\n\n'),
  };
}

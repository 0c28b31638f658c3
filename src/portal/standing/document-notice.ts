/** The message about a document that an officer could not accept: which, why, and how to send another. */
import { civilDateInParis } from '../../kernel/civil-date.ts';
import type { Notice } from '../notifications/notice.ts';
import { documentLabel } from './document-label.ts';

export function documentRefusedNotice(refused: {
  number: string;
  document: string;
  /** In words; null where no reason was given. */
  because: string | null;
  now: Date;
}): Notice {
  const { number, document, because, now } = refused;
  const label = documentLabel(document, civilDateInParis(now));
  return {
    number,
    eventKey: `document-refused:${document}:${now.toISOString()}`,
    subject: 'Un document à envoyer de nouveau',
    paragraphs: [
      `Nous avons regardé ce document : ${label}. Nous ne pouvons pas l’accepter${because === null ? '.' : ` : ${because}.`}`,
      'Vous pouvez en envoyer un autre depuis votre dossier, page « Mes documents », ou l’apporter au guichet. Une photo nette suffit.',
      'Vous n’êtes pas d’accord ? Dites-le depuis la page « Corriger » : une personne regarde à nouveau.',
    ],
    sms: 'Un document de votre demande de logement est à envoyer de nouveau.',
    path: '/demandeur/documents',
  };
}

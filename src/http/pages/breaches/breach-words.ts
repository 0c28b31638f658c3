/** The words of the breach log. */
import type {
  BreachClock,
  BreachContent,
  breachKinds,
  breachRisks,
} from '../../../access/breaches/breach.ts';
import { civilDateInParis, hourInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';

export const kindNames: Readonly<Record<(typeof breachKinds)[number], string>> = {
  confidentiality: 'Confidentialité : des données vues ou reçues par qui ne le devait pas',
  integrity: 'Intégrité : des données changées sans droit',
  availability: 'Disponibilité : des données perdues ou inaccessibles',
};

export const riskNames: Readonly<Record<(typeof breachRisks)[number], string>> = {
  unlikely: 'Peu probable : rien à notifier, mais à inscrire ici',
  risk: 'Risque : notification à la CNIL',
  highRisk: 'Risque élevé : notification à la CNIL et information des personnes',
};

/** "le 21 novembre 2026 à 14 h 05". */
export function momentInWords(at: Date): string {
  const hour = hourInParis(at);
  return `le ${frenchLongDate(civilDateInParis(at))} à ${hour.replace(':', ' h ')}`;
}

/** Where the 72 hours stand, as one sentence. */
export function clockInWords(clock: BreachClock): string {
  switch (clock.kind) {
    case 'notDue':
      return 'Pas de notification à la CNIL : le risque est dit peu probable.';
    case 'running':
      return `À notifier à la CNIL avant ${momentInWords(clock.deadline)} : il reste ${frenchCount(clock.hoursLeft, 'heure')}.`;
    case 'late':
      return `Le délai de 72 heures est passé depuis ${momentInWords(clock.deadline)} : notifiez maintenant, en disant pourquoi.`;
    case 'notified':
      return `Notifiée à la CNIL ${momentInWords(clock.at)}${clock.late ? ', après le délai de 72 heures' : ''}.`;
    default:
      return unreachable(clock);
  }
}

/** The entry as labelled lines, for the page and for the export. */
export function breachLines(content: BreachContent): [label: string, value: string][] {
  const moment = (at: string | null) => (at === null ? '' : momentInWords(new Date(at)));
  return [
    ['Ce qui s’est passé', content.what],
    ['Nature', content.kinds.map((kind) => kindNames[kind]).join(' ; ')],
    ['Survenue', moment(content.happenedAt) || 'non connue'],
    ['Découverte', moment(content.discoveredAt)],
    ['Personnes concernées', content.persons],
    ['Nombre approximatif de personnes', content.personsCount?.toString() ?? 'pas encore connu'],
    ['Données concernées', content.data],
    ['Nombre approximatif d’enregistrements', content.recordsCount?.toString() ?? 'pas encore connu'],
    ['Conséquences probables', content.consequences],
    ['Mesures prises ou prévues', content.measures],
    ['Risque pour les personnes', riskNames[content.risk]],
    ['Notification à la CNIL', moment(content.notifiedAt) || 'non faite'],
    ['Référence de la notification', content.reference ?? ''],
    ['Retard ou absence de notification', content.whyNotNotified ?? ''],
    ['Information des personnes', moment(content.personsToldAt) || 'non faite'],
    ['Personnes non informées : pourquoi', content.whyPersonsNotTold ?? ''],
    ['État', content.closed ? 'close' : 'ouverte'],
  ];
}

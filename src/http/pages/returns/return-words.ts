/** States, refusals and places of returns, in words. */
import type { Permission } from '../../../access/permissions.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { FilingRefusal } from '../../../reporting/returns/filing.ts';
import type { CheckPlace } from '../../../reporting/returns/return-content.ts';
import type { ReturnState } from '../../../reporting/returns/return-state.ts';

export const stateWords: Readonly<Record<ReturnState, { words: string; tag: string }>> = {
  toCome: { words: 'à venir', tag: 'tag' },
  open: { words: 'à transmettre', tag: 'tag' },
  dueSoon: { words: 'bientôt dû', tag: 'tag tag-warn' },
  late: { words: 'en retard', tag: 'tag tag-bad' },
  sent: { words: 'transmis', tag: 'tag tag-good' },
  before: { words: 'avant l’outil', tag: 'tag' },
};

export function returnPath(key: string): string {
  return `/agent/retours/${encodeURIComponent(key)}`;
}

/** Where one does what a line of the checklist asks, and who may. */
export const placeLinks: Readonly<
  Record<CheckPlace, { href: string; label: string; permission: Permission }>
> = {
  data: {
    href: '/agent/indicateurs/donnees',
    label: 'Compléter les données',
    permission: 'indicator.leases',
  },
  targets: {
    href: '/agent/pilotage',
    label: 'Voir les objectifs de l’année',
    permission: 'steering.read',
  },
  flowPlan: {
    href: '/agent/orientation/bilan',
    label: 'Ouvrir la prévision du flux',
    permission: 'orientation.decide',
  },
  indicator: { href: '/agent/indicateurs', label: 'Lire les indicateurs', permission: 'indicator.read' },
  law: { href: '/regles', label: 'Voir les textes et chiffres en vigueur', permission: 'return.read' },
};

export function refusalInWords(refusal: FilingRefusal): string {
  switch (refusal.code) {
    case 'unknownReturn':
      return 'Cet état n’est plus dans le calendrier.';
    case 'figuresChanged':
      return 'Les chiffres ont changé depuis que vous avez ouvert la page : relisez-les, puis notez de nouveau l’envoi.';
    case 'filedMeanwhile':
      return `${refusal.by} a déjà noté un envoi de cet état le ${frenchShortDate(civilDateInParis(refusal.at))}. Relisez la page avant d’en noter un autre.`;
    case 'reasonNeeded':
      return 'Des points bloquent encore cet état : dites pourquoi il est transmis ainsi.';
    case 'correctionNeeded':
      return 'Cet état remplace celui déjà transmis : dites ce qu’il corrige.';
    case 'sentInTheFuture':
      return 'Le jour de l’envoi est dans l’avenir : notez l’envoi une fois fait.';
    case 'nothingChanged':
      return 'Cet état est déjà transmis avec les mêmes chiffres : sa copie est gardée plus bas.';
  }
}

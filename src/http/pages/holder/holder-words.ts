/** How the holders' space speaks. */

import { decisionNames } from '../../../committee/decision.ts';
import type { HolderHome, HolderRefusal } from '../../../committee/orientation/holder-port.ts';
import type { DesignatedView } from '../../../committee/orientation/holder-view.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';

/** "Il vous reste 9 jours pour désigner, jusqu’au 30 novembre 2026." */
export function clockInWords(home: Pick<HolderHome, 'dueOn'>, today: CivilDate): string {
  if (home.dueOn === null) return 'Aucun délai n’est fixé pour désigner.';
  const days = daysBetween(today, home.dueOn);
  if (days === 0) return 'Dernier jour : vous pouvez désigner jusqu’à ce soir.';
  return `Il vous reste ${frenchCount(days, 'jour')} pour désigner, jusqu’au ${frenchLongDate(home.dueOn)}.`;
}

/** Where one that the holder designated stands, in the words that its kind may read. */
export function designatedInWords(view: DesignatedView): string {
  if (view.shows === 'runningOnly') return view.running ? 'encore en lice' : 'n’est plus en lice';
  if (view.letTo === 'them') return 'bail signé';
  if (view.letTo === 'another') return 'logement loué à un autre candidat';
  if (view.offer) {
    const sent = `proposé le ${frenchShortDate(view.offer.sentOn)}`;
    if (view.offer.answer === 'accepted') return `${sent}, accepté`;
    return view.offer.answer === 'refused' ? `${sent}, refusé par le ménage` : `${sent}, réponse attendue`;
  }
  if (view.decision !== null)
    return `décision de la commission : ${decisionNames[view.decision].toLowerCase()}`;
  return view.running ? 'instruction en cours' : 'demande close';
}

/** Why the holder's answer was not taken. */
export function refusalInWords(refusal: HolderRefusal): string {
  switch (refusal.code) {
    case 'notYours':
      return 'Ce logement n’est pas, ou n’est plus, orienté vers vous.';
    case 'lapsed':
      return `Le délai pour désigner est passé depuis le ${frenchLongDate(refusal.dueOn)} : le logement est revenu au bailleur.`;
    case 'let':
      return 'Ce logement est loué ou retiré de la location.';
    case 'alreadyDesignated':
      return 'Vous avez déjà désigné des candidats pour ce logement : écrivez au bailleur pour y renoncer.';
  }
}

/** Sentences of relocations and swaps (F-03, F-04, F-07, M-). */
import type { RelocationCode } from '../../law/relocation.ts';
import type { SwapCode } from '../../law/transfer.ts';
import { day, figure, type Sentence } from '../facts-in-words.ts';

export const transferSentences: Record<RelocationCode | SwapCode, Sentence> = {
  'within-perimeter': () => 'Le logement proposé est dans le périmètre que la loi admet.',
  'outside-perimeter': () => 'Le logement proposé est hors du périmètre que la loi admet.',
  'too-far': (reason) =>
    `Le logement proposé est à ${figure(reason, 'distanceKm')}\u00a0km, plus loin que la loi n’admet.`,
  'perimeter-unknown': () => 'Il manque la distance ou le voisinage pour situer le logement proposé.',
  'right-kept-exempt': () => 'Le locataire garde son droit de rester, quels que soient les refus.',
  'right-kept-not-tense': () => 'Hors zone tendue, refuser une offre ne fait pas perdre le droit de rester.',
  'right-kept-offers-left': (reason) =>
    `Le locataire garde son droit de rester${offers(figure(reason, 'refusedOffers', 0), figure(reason, 'neededOffers', 0))}.`,
  'right-lost': (reason) =>
    `Le locataire a refusé les offres que la loi demande. Son titre finit le ${day(reason, 'titleEndsOn')}.`,
  'right-unknown': () => 'Il manque une donnée pour savoir si le locataire garde son droit de rester.',
  'relocation-not-loaded': () => 'La règle de relogement n’est pas chargée pour cette date.',
  'swap-of-right': () => 'L’échange est de droit. Chacun reprend le bail de l’autre, sans attribution.',
  'swap-forbidden': () =>
    'La loi ne permet pas cet échange direct. Une demande de mutation de chaque ménage reste possible.',
  'swap-unknown': () => 'Il manque une donnée pour savoir si l’échange est de droit.',
  'swap-not-loaded': () => 'La règle d’échange n’est pas chargée pour cette date.',
};

function offers(refused: string, needed: string): string {
  const plural = refused === '0' || refused === '1' ? '' : 's';
  return ` (${refused} offre${plural} conforme${plural} refusée${plural} sur ${needed})`;
}

/** What would change a "pourquoi pas ?", in words: a step that a person can take, never to earn less. */
import type { WhyNotChange } from '../matching/run-result.ts';

const changes: Readonly<Record<WhyNotChange['code'], string>> = {
  'renew-application': 'Renouveler la demande.',
  'extend-wishes': 'Ajouter la commune ou le type de ce logement aux souhaits de la demande.',
  'open-size-scale': 'Un agent peut ouvrir ce logement au-delà de l’échelle de tailles publiée.',
  'be-designated': 'Être désigné par le réservataire, ou porter un label qu’il retient.',
  'give-tax-income': 'Joindre l’avis d’imposition de l’avant-dernière année (N-2).',
  'give-later-income':
    'Si les revenus ont baissé d’au moins 10\u00a0%, joindre un avis ou des justificatifs plus récents.',
  'prove-disability': 'Joindre le justificatif qui peut changer la catégorie du ménage.',
  'give-resources': 'Indiquer les ressources mensuelles du ménage.',
  'give-energy-class': 'Le bailleur doit renseigner la classe énergie du logement.',
  'verify-grid-facts': 'Compléter les faits que la grille de cotation ne peut pas lire.',
};

/** The step in words: "Renouveler la demande." */
export function changeInWords(change: Pick<WhyNotChange, 'code'>): string {
  return changes[change.code];
}

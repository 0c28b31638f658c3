/** Sentences of income per consumption unit, ceilings and affordability (U-, I-, A-). */
import {
  colon,
  count,
  euros,
  factValue,
  figure,
  percent,
  type ReasonTable,
  text,
} from '../facts-in-words.ts';

export const incomeSentences: ReasonTable = {
  'under-first-quartile': (reason) =>
    `Les ressources sont du premier quartile${colon} ${euros(reason, 'resourcesPerUnit')} par unité de consommation et par an, sous le seuil de ${euros(reason, 'threshold')}${provisional(factValue(reason, 'provisional'))}.`,
  'not-under-first-quartile': (reason) =>
    `Les ressources sont au-dessus du premier quartile${colon} ${euros(reason, 'resourcesPerUnit')} par unité de consommation et par an, seuil ${euros(reason, 'threshold')}${provisional(factValue(reason, 'provisional'))}.`,
  'order-not-loaded': () => 'L’arrêté des seuils de quartile de cette année n’est pas chargé.',
  'territory-not-listed': () =>
    'Le territoire n’est pas dans l’arrêté des seuils. Les quotas par quartile ne s’y appliquent pas.',
  'resources-unknown': () => 'Les ressources mensuelles du ménage ne sont pas connues.',
  'within-ceiling': (reason) =>
    `Le revenu fiscal (${euros(reason, 'income')}) ne dépasse pas le plafond ${text(reason, 'financing', '')} de ${euros(reason, 'ceiling')}${derived(factValue(reason, 'figure'))}.`,
  'over-ceiling': (reason) =>
    `Le revenu fiscal (${euros(reason, 'income')}) dépasse le plafond ${text(reason, 'financing', '')} de ${euros(reason, 'ceiling')}${derived(factValue(reason, 'figure'))}.`,
  'ceiling-not-loaded': () => 'Le plafond de ressources de ce logement n’est pas chargé pour cette date.',
  'tax-income-unknown': () => 'Le revenu fiscal de l’avant-dernière année (N-2) n’est pas connu.',
  'disability-unknown': () =>
    'Une donnée du ménage qui peut changer sa catégorie de plafond n’est pas renseignée.',
  'ceiling-derogation': (reason) =>
    `Le revenu fiscal dépasse le plafond, mais une dérogation s’applique (${text(reason, 'source', 'source non renseignée')}).`,
  'effort-rate-high': (reason) =>
    `Le loyer et les charges, aide déduite, prendraient ${percent(reason, 'effortRate')} des ressources (repère du bailleur${colon} ${percent(reason, 'threshold')}). Ce n’est pas un refus.`,
  'residual-low': (reason) =>
    `Il resterait ${euros(reason, 'residualPerUnitPerDay')} par jour et par unité de consommation (repère du bailleur${colon} ${euros(reason, 'threshold')}). Ce n’est pas un refus.`,
};

export const homeSentences: ReasonTable = {
  'under-occupied': (reason) =>
    `Le logement serait sous-occupé${colon} ${count(reason, 'habitableRooms', 'pièce')} pour ${count(reason, 'residents', 'occupant')}.`,
  'not-under-occupied': () => 'Le logement n’est pas sous-occupé.',
  'occupants-unknown': () => 'Il manque une donnée pour savoir si le logement est sous-occupé.',
  'over-occupied': (reason) =>
    `La surface (${figure(reason, 'surfaceM2')}\u00a0m²) est sous le minimum de ${figure(reason, 'minimumSurfaceM2', 0)}\u00a0m² pour ${count(reason, 'residents', 'occupant')}.`,
  'not-over-occupied': (reason) =>
    `La surface (${figure(reason, 'surfaceM2')}\u00a0m²) atteint le minimum de ${figure(reason, 'minimumSurfaceM2', 0)}\u00a0m².`,
  'energy-class-decent': (reason) =>
    `La classe énergie ${text(reason, 'energyClass', '')} permet de louer le logement.`,
  'energy-class-refused': (reason) =>
    `La classe énergie ${text(reason, 'energyClass', '')} ne permet plus de louer le logement. La classe ${text(reason, 'worstEnergyClass', '')} est la moins bonne admise.`,
  'energy-class-unknown': () => 'La classe énergie du logement n’est pas connue.',
  'energy-class-not-tested': () => 'Aucune classe énergie n’est exigée à cette date.',
  'energy-rule-not-loaded': () => 'La règle de classe énergie d’outre-mer n’est pas chargée.',
  'main-room-decent': () => 'La pièce principale est assez grande pour un logement décent.',
  'main-room-too-small': () => 'La pièce principale est trop petite pour un logement décent.',
  'main-room-unknown': () => 'Il manque une mesure de la pièce principale.',
};

function provisional(value: unknown): string {
  return value === true ? ' (seuil provisoire, arrêté de l’année attendu)' : '';
}

function derived(value: unknown): string {
  return value === 'derived' ? ' (chiffre dérivé, à vérifier)' : '';
}

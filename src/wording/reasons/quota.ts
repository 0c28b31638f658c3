/** Sentences of quotas, flows, designations and pools (Q-, S-03). */
import {
  colon,
  count,
  day,
  euros,
  figure,
  onDay,
  percent,
  type ReasonTable,
  text,
} from '../facts-in-words.ts';

export const quotaSentences: ReasonTable = {
  'counts-first-quartile': () => 'Ce ménage compte dans le quota hors QPV, par ses ressources.',
  'counts-relocated': () => 'Ce ménage compte dans le quota hors QPV, comme relogé d’une opération.',
  'counts-not-first-quartile': () =>
    'Ce ménage compte dans l’objectif en QPV, ses ressources étant au-dessus du premier quartile.',
  'counts-dalo': () => 'Ce ménage compte dans le quart prioritaire, par son DALO.',
  'counts-priority': () => 'Ce ménage compte dans le quart prioritaire, par son label.',
  'counts-transfer': () =>
    'Ce ménage compte dans l’objectif de mutations, étant déjà logé dans le parc social.',
  'counts-internal-transfer': () =>
    'Ce ménage compte dans l’objectif de mutations internes, étant déjà locataire de ce bailleur.',
  'not-in-group': () => 'Ce ménage n’est pas du groupe que cet objectif compte.',
  'quartile-unknown': () =>
    'Les ressources du ménage sont inconnues. Il compte dans le total, jamais dans le groupe.',
  'employment-unknown': () =>
    'La situation d’emploi est inconnue. Action Logement ne compte que les salariés et demandeurs d’emploi.',
  'six-months-met': (reason) =>
    `L’objectif hors QPV est atteint sur six mois${ofTotal(figure(reason, 'inGroup', 0), figure(reason, 'total', 0))}.`,
  'six-months-missed': (reason) =>
    `L’objectif hors QPV est manqué sur six mois${ofTotal(figure(reason, 'inGroup', 0), figure(reason, 'total', 0))}. Le préfet peut enjoindre.`,
  'data-incomplete': () => 'Les données transmises sont incomplètes. Le préfet peut enjoindre.',
  'twelve-months-met': (reason) =>
    `L’objectif hors QPV est atteint sur douze mois${ofTotal(figure(reason, 'inGroup', 0), figure(reason, 'total', 0))}. L’injonction est levée.`,
  'twelve-months-missed': (reason) =>
    `L’objectif hors QPV reste manqué sur douze mois${ofTotal(figure(reason, 'inGroup', 0), figure(reason, 'total', 0))}. L’injonction continue.`,
  'control-not-loaded': () =>
    'Le contrôle semestriel n’est pas chargé pour cette date, ou l’objectif n’est pas une part.',
  'share-within-limit': (reason) => `La part de ${percent(reason, 'limit')} du flux est respectée.`,
  'share-over-limit': (reason) =>
    `Le compte de ${count(reason, 'homes', 'logement')} dépasse ${percent(reason, 'limit')} d’un flux de ${figure(reason, 'flow', 0)}.`,
  'share-under-minimum': (reason) =>
    `Le compte de ${count(reason, 'homes', 'logement')} n’atteint pas ${percent(reason, 'limit')} d’un flux de ${figure(reason, 'flow', 0)}.`,
  'share-not-loaded': () => 'La limite de cette part n’est pas chargée pour cette date.',
};

export const poolSentences: ReasonTable = {
  'designation-running': (reason) =>
    `Le réservataire peut désigner des candidats jusqu’au ${day(reason, 'designationDueOn')} inclus.`,
  'designation-lapsed': (reason) =>
    `${text(reason, 'holder', 'Le réservataire')} n’a désigné personne à temps${onDay(reason, 'designationDueOn', ', avant la fin du ')}. Le logement revient au bailleur.`,
  'designation-day-unknown': () => 'L’échéance du réservataire n’est pas connue.',
  'not-reserved': () => 'Le logement n’est réservé par personne.',
  'reservation-failed': (reason) =>
    `Les candidats de ${text(reason, 'holder', 'ce réservataire')} n’ont pas abouti. Le logement revient au bailleur.`,
  'oriented-to-holder': (reason) =>
    `Le logement est réservé à ${text(reason, 'holder', 'un réservataire')}${onDay(reason, 'designationDueOn', ' jusqu’au ')}. Il va aux ménages que ce réservataire désigne ou dont il a donné le label.`,
  'mayor-does-not-designate': () => 'Le maire ne désigne pas pour ce logement.',
  'not-first-quartile': () =>
    'Le maire désigne pour ce logement en QPV. Les ressources du ménage sont au-dessus du premier quartile, comme la loi le demande.',
  'first-quartile': (reason) =>
    `Le maire désigne pour ce logement en QPV des ménages au-dessus du premier quartile (${euros(reason, 'threshold')} par unité de consommation et par an). Ce ménage est au-dessous.`,
  'Q-14:resources-unknown': () =>
    'Le maire désigne pour ce logement en QPV des ménages au-dessus du premier quartile. Les ressources de ce ménage sont inconnues.',
  'transfer-target-behind': (reason) =>
    `Le logement va aux demandes de mutation${colon} l’objectif «\u00a0${text(reason, 'target', 'de mutations')}\u00a0» est en retard.`,
  'only-kind-that-wishes-it': () => 'Le logement va aux seules demandes qui le souhaitent.',
  'default-pool': (reason) =>
    text(reason, 'pool', 'general') === 'transfer'
      ? 'Le logement va aux demandes de mutation, selon la politique publiée du bailleur.'
      : 'Le logement va aux premières demandes, selon la politique publiée du bailleur.',
  'kind-of-designated': (reason) =>
    text(reason, 'pool', 'general') === 'transfer'
      ? 'La plupart des ménages désignés demandent une mutation. Ils sont classés entre eux.'
      : 'La plupart des ménages désignés demandent un premier logement social. Ils sont classés entre eux.',
  'no-grid': () => 'Aucune grille de cotation n’est chargée pour ce territoire à cette date.',
  'one-grid': () => 'Une même grille de cotation classe toutes les demandes pour ce logement.',
  'published-conversion': () =>
    'Premières demandes et mutations sont classées ensemble, par la conversion publiée entre leurs grilles.',
};

function ofTotal(inGroup: string, total: string): string {
  return ` (${inGroup} baux sur ${total})`;
}

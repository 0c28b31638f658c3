/** Sentences of designations, pools, wishes and order: why a home draws on a household or not (Q-11…Q-14, S-03, F-01). */
import type { FlowCode } from '../../law/flow.ts';
import {
  colon,
  day,
  euros,
  figure,
  onDay,
  type ReasonTable,
  type Sentence,
  text,
} from '../facts-in-words.ts';

type DesignationCode = Extract<FlowCode, `designation-${string}`>;

export const poolSentences: ReasonTable & Record<DesignationCode, Sentence> = {
  'designation-running': (reason) =>
    `Le réservataire peut désigner des candidats jusqu’au ${day(reason, 'designationDueOn')} inclus.`,
  'designation-lapsed': (reason) =>
    `${text(reason, 'holder', 'Le réservataire')} n’a désigné personne à temps${onDay(reason, 'designationDueOn', ', avant la fin du ')}. Le logement revient au bailleur.`,
  'designation-day-unknown': () => 'L’échéance du réservataire n’est pas connue.',
  'not-reserved': () => 'Le logement n’est réservé par personne.',
  'reservation-failed': (reason) =>
    `Les candidats de ${text(reason, 'holder', 'ce réservataire')} n’ont pas abouti. Le logement revient au bailleur.`,
  'mayor-designated': (reason) =>
    `Les candidats de ${text(reason, 'failedHolder', 'ce réservataire')} n’ont pas abouti. Le logement est en QPV${colon} il va aux ménages que ${text(reason, 'holder', 'la commune')} a désignés ou dont elle a donné le label, au-dessus du premier quartile.`,
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
  'designated-for-this-home': (reason) =>
    `${text(reason, 'holder', 'Le réservataire')} a désigné ce ménage pour ce logement.`,
  'carries-holder-label': (reason) =>
    `Le ménage porte un label que ${text(reason, 'holder', 'ce réservataire')} retient.`,
  'neither-designated-nor-labelled': (reason) =>
    `Le logement est réservé à ${text(reason, 'holder', 'un réservataire')}, qui n’a ni désigné ce ménage ni donné de label.`,
  'kind-drawn-on': () => 'Le logement va aux demandes comme celle de ce ménage.',
  'other-kind-drawn-on': (reason) =>
    text(reason, 'pool', 'general') === 'transfer'
      ? 'Le logement va aux demandes de mutation. Ce ménage n’est pas déjà logé dans le parc social.'
      : 'Le logement va aux premières demandes. Ce ménage est déjà logé dans le parc social.',
  'prefet-perimeter': () => 'Le préfet a fixé où reloger ce ménage. Son souhait de commune ne joue pas ici.',
  'commune-wished': () => 'La commune du logement est parmi celles que le ménage souhaite.',
  'commune-not-wished': () => 'La commune du logement n’est pas parmi celles que le ménage souhaite.',
  'asked-on-advert': () => 'Le ménage a demandé ce logement en répondant à son annonce.',
  'not-asked-on-advert': () =>
    `Assez de ménages ont répondu à l’annonce de ce logement${colon} il est proposé parmi eux. Ce ménage n’y a pas répondu.`,
  'typology-wished': (reason) =>
    `Le ménage souhaite ce type de logement (${text(reason, 'typology', 'type non renseigné')}).`,
  'typology-not-wished': (reason) =>
    `Le ménage n’a pas demandé ce type de logement (${text(reason, 'typology', 'type non renseigné')}).`,
  'accessibility-offered': () => 'Le logement offre l’accès dont le ménage a besoin.',
  'accessibility-not-offered': () => 'Le logement n’offre pas l’accès dont le ménage a besoin.',
  'within-size-scale': () => 'La taille du logement est dans l’échelle publiée pour ce ménage.',
  'size-scale-opened': () => 'Un agent a ouvert ce logement au-delà de l’échelle de tailles publiée.',
  'designated-beyond-scale': () => 'Le ménage est désigné, l’échelle de tailles publiée ne l’écarte pas.',
  'outside-size-scale': (reason) =>
    `L’échelle de tailles publiée ne cherche pas ce ménage pour un ${text(reason, 'typology', 'logement de ce type')}. Un agent peut ouvrir le logement.`,
  'order-not-computed': () => 'L’ordre n’a pas été calculé pour ce ménage et ce logement.',
  'placed-here': (reason) => `Le ménage est proposé au rang ${figure(reason, 'rank', 0)} pour ce logement.`,
  'placed-elsewhere': () => 'Le ménage est proposé pour un autre logement, avec au moins autant de chances.',
  'not-placed-here': () =>
    'Les ménages proposés pour ce logement ont plus de points, ou le même total et une demande plus ancienne.',
  'number-not-in-snapshot': () =>
    'Aucune demande ne porte ce numéro dans les données de ce calcul. Vérifiez les dix-huit caractères.',
};

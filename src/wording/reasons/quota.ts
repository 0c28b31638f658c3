/** Sentences of quotas and flows (Q-). */
import type { FlowCode } from '../../law/flow.ts';
import type { ControlCode } from '../../law/quota-control.ts';
import type { FreedHomeCode } from '../../law/quota-freed-home.ts';
import type { QuotaCode } from '../../law/quota-membership.ts';
import { count, figure, percent, type ReasonTable, type Sentence, text } from '../facts-in-words.ts';

type ShareCode = Exclude<FlowCode, `designation-${string}`>;

export const quotaSentences: ReasonTable &
  Record<QuotaCode | FreedHomeCode | ControlCode | ShareCode, Sentence> = {
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
  'counts-scarce-home-freed': (reason) =>
    `Ce ménage libère un ${text(reason, 'freedTypology', 'logement')} recherché.`,
  'frees-no-home': () =>
    'Ce ménage n’est pas locataire de ce bailleur. Son départ ne lui rend aucun logement.',
  'frees-another-home': (reason) =>
    `Ce ménage libère un ${text(reason, 'freedTypology', 'logement')}, qui n’est pas parmi les logements recherchés.`,
  'freed-home-not-relet': () =>
    'Le logement que ce ménage libère ne peut pas être reloué (classe énergétique, vente ou démolition). Il ne compte pas.',
  'freed-home-unknown': () =>
    'Le logement que ce ménage libère n’est pas connu. Il ne compte pas tant que son bail n’est pas retrouvé.',
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

function ofTotal(inGroup: string, total: string): string {
  return ` (${inGroup} baux sur ${total})`;
}

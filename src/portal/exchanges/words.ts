/** Exchanges in French: homes without their address, checks, consents, refusals, and the legal warning of M-08b. */
import { geography } from '../../domain/territory.ts';
import { civilDateInParis } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import type { Consent, GroupState, PlanState } from './consent.ts';
import type { ExchangeRefusal } from './exchange-port.ts';
import type { ExaminedPoint, MoveChecks, NoMove } from './move-checks.ts';
import type { GroupKind } from './plan.ts';
import type { WishRefusal } from './wish.ts';

export function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}

/** "un T3 de 62 m² à Metz, 2e étage avec ascenseur": a commune, never an address. */
export function offeredInWords(home: MoveChecks['home']): string {
  const floor =
    home.floor === null
      ? ''
      : home.floor === 0
        ? ', au rez-de-chaussée'
        : `, ${home.floor === 1 ? '1er' : `${home.floor}e`} étage${home.lift === null ? '' : home.lift ? ' avec ascenseur' : ' sans ascenseur'}`;
  return `un ${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m² à ${communeName(home.insee)}${floor}`;
}

export const groupNames: Readonly<Record<GroupKind, string>> = {
  swap: 'Échange de droit',
  cycle: 'Échange',
  chain: 'Chaîne',
};

export const consentNames: Readonly<Record<Consent, string>> = {
  notAsked: 'pas encore demandé',
  asked: 'demandé',
  given: 'd’accord',
  refused: 'a dit non',
  lapsed: 'sans réponse',
};

export const planStateNames: Readonly<Record<PlanState, string>> = {
  proposed: 'Trouvé, personne n’est prévenu',
  consulting: 'Ménages consultés',
  inCommittee: 'Devant la commission',
  done: 'Terminé',
  dropped: 'Abandonné',
};

export const groupStateNames: Readonly<Record<GroupState, string>> = {
  waiting: 'attend des réponses',
  agreed: 'tous d’accord',
  broken: 'rompu par un non ou un silence',
  inCommittee: 'devant la commission',
  fallen: 'arrêté ou remplacé',
  done: 'terminé',
};

export const examinedWords: Readonly<Record<ExaminedPoint, string>> = {
  sizeScale: 'taille hors du barème publié : à examiner',
  overOccupied: 'surface sous le minimum pour ce foyer (R822-25) : à examiner',
  effort: 'taux d’effort au-dessus du repère : à examiner',
  leftToPayUnknown: 'reste à payer inconnu : ressources ou avis d’imposition manquants',
  stairsUnknown: 'étage ou ascenseur inconnu',
  lawUnknown: 'une donnée manque pour que la loi réponde',
};

export const noMoveWords: Readonly<Record<NoMove, string>> = {
  place: 'commune non souhaitée',
  size: 'taille non souhaitée',
  rent: 'loyer au-dessus de la limite dite',
  leftToPay: 'reste à payer au-dessus de la limite dite',
  stairs: 'étage sans ascenseur',
  accessibility: 'pas assez accessible',
  law: 'demande non valide',
  energyClass: 'classe énergie interdite à la location (F-06)',
  ceiling: 'ressources au-dessus du plafond (I-01)',
  number: 'sans numéro unique (C-05)',
};

/** What the agenda keeps beside a single candidacy: exception (i) of C-06, and why it is fragile (M-08b). */
export function singleCandidacyEvidence(kind: GroupKind, households: number): string {
  const what = kind === 'chain' ? 'une chaîne de mutations' : 'un échange entre locataires';
  return `Candidature unique : ce logement entre dans ${what} de ${frenchCount(households, 'ménage')}, tous d’accord ; il ne se libère que pour ce ménage. Exception (i) de R441-3 (insuffisance de candidats). Avertissement : aucun texte ne prévoit d’exception propre aux échanges ; l’article L442-3-5 interdit l’échange hors de l’article 9 de la loi du 6 juillet 1989, et chaque déménagement est une nouvelle attribution que la commission décide librement (M-08b).`;
}

/** Why nothing was kept, and what to do. */
export function exchangeRefusalInWords(refusal: ExchangeRefusal): string {
  switch (refusal.code) {
    case 'noSuchPlan':
    case 'noSuchStep':
      return 'Cette proposition n’existe pas, ou n’est plus à vous. Revenez à la liste.';
    case 'planOver':
      return 'Cette proposition est terminée : on ne peut plus y répondre ici.';
    case 'notAsked':
      return 'L’accord de ce ménage n’a pas encore été demandé.';
    case 'notSwap':
      return 'Ce groupe n’est pas un échange de droit : la commission décide de chaque logement.';
    case 'swapDay':
      return `Les avenants se signent après le dernier accord et ne sont pas à venir : entre le ${frenchLongDate(refusal.from)} et le ${frenchLongDate(refusal.to)}.`;
    case 'notAllAgreed':
      return 'Tous les ménages du groupe ne sont pas encore d’accord.';
    case 'tooLate':
      return `Le délai pour répondre est passé depuis le ${frenchLongDate(refusal.dueOn)}. Rien n’est perdu : demandez à nous parler.`;
    case 'alreadyAnswered':
      return `${refusal.consent === 'given' ? 'Un oui' : 'Un non'} est déjà enregistré, le ${frenchLongDate(refusal.on)}, par ${refusal.by}.`;
    case 'capReached':
      return `Le plafond publié est de ${frenchCount(refusal.cap, 'mutation interne', 'mutations internes')} par an pour les échanges. ${frenchCount(refusal.committed, 'est déjà engagée', 'sont déjà engagées')}, et ce plan en demande ${refusal.wanted} de plus : personne n’a été prévenu.`;
    case 'changedMeanwhile':
      return `${refusal.by} a changé ce plan entre-temps, le ${frenchLongDate(civilDateInParis(refusal.at))}. Relisez-le avant de recommencer.`;
    case 'factsChanged':
      return 'Un souhait ou un logement a changé depuis ce calcul. Rien n’a été enregistré : cherchez de nouveau.';
    case 'nothingFound':
      return 'Aucun échange ni aucune chaîne n’est possible avec les souhaits d’aujourd’hui.';
    case 'outOfScope':
      return 'Un logement de ce plan n’est pas dans votre périmètre.';
    default:
      return unreachable(refusal);
  }
}

/** To the household, what its form lacks. */
export function wishRefusalInWords(refusal: WishRefusal): string {
  switch (refusal.code) {
    case 'noLease':
      return 'Nous ne trouvons pas de bail en cours à votre nom chez nous. Appelez-nous : une personne vérifiera.';
    case 'nothingWanted':
      return 'Choisissez au moins une commune et une taille de logement.';
    case 'untilPast':
      return 'Choisissez une date à venir.';
    case 'untilTooFar':
      return `Un souhait dure un an au plus : choisissez une date jusqu’au ${frenchLongDate(refusal.last)}. Vous pourrez le prolonger.`;
    case 'wordsForbidden':
      return 'Votre texte sera lu par d’autres locataires. Retirez-en ce qui parle de personnes, de santé, de dettes, ou qui permet de vous joindre.';
    case 'noSuchWish':
      return 'Aucun souhait n’est enregistré.';
    default:
      return unreachable(refusal);
  }
}

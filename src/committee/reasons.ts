/**
 * The reasons that a non-attribution or a rejection may give (C-08, L441-2-2): a closed list, each tied to an article,
 * with what minutes and letters say. Nationality, health, debts by themselves and the past of a tenancy are not in it.
 */
import type { DecisionKind } from './decision.ts';

export type RefusalKind = Extract<DecisionKind, 'nonAttribution' | 'irrecevability'>;

export type DecisionReason = {
  code: string;
  /** As the form lists it. */
  label: string;
  article: string;
  /** What the minutes say. */
  minutes: string;
  /** What the letter says to the household. */
  letter: string;
  kinds: readonly RefusalKind[];
  /** Whether a word about this very application must go with it. */
  noteRequired: boolean;
  /** False: cannot be the only reason (L441: link with the commune). */
  alone: boolean;
  /** True: only in a residence listed as fragile. */
  fragileResidenceOnly: boolean;
  /** True: cannot be opposed to a person who has or had a protection order (L441-2-2 al. 2). */
  ownership: boolean;
};

type Row = Omit<DecisionReason, 'alone' | 'fragileResidenceOnly' | 'ownership' | 'noteRequired'> &
  Partial<DecisionReason>;

const reason = (row: Row): DecisionReason => ({
  noteRequired: false,
  alone: true,
  fragileResidenceOnly: false,
  ownership: false,
  ...row,
});

export const reasons: readonly DecisionReason[] = [
  reason({
    code: 'sizeMismatch',
    label: 'Taille du logement inadaptée à la composition du ménage',
    article: 'CCH L441-1',
    minutes: 'La taille du logement ne convient pas à la composition du ménage.',
    letter: 'La taille de ce logement ne convient pas au nombre de personnes de votre foyer.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'effortTooHigh',
    label: 'Loyer et charges trop élevés au regard des ressources',
    article: 'CCH L441-1, R441-3-1',
    minutes: 'Le loyer et les charges, aide au logement déduite, sont trop élevés au regard des ressources.',
    letter:
      'Le loyer et les charges de ce logement, une fois déduite l’aide au logement, sont trop élevés au regard de vos ressources.',
    kinds: ['nonAttribution'],
    noteRequired: true,
  }),
  reason({
    code: 'ceilingOfHome',
    label: 'Ressources au-dessus du plafond de ce logement',
    article: 'CCH R441-1 1°',
    minutes: 'Les ressources dépassent le plafond qui s’applique à ce logement.',
    letter: 'Vos ressources dépassent le plafond qui s’applique à ce logement.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'higherPriority',
    label: 'D’autres demandes sont plus prioritaires pour ce logement',
    article: 'CCH L441-1',
    minutes: 'D’autres demandes examinées sont plus prioritaires pour ce logement.',
    letter:
      'Ce logement a été attribué à un ménage dont la situation est plus prioritaire au regard des critères de la loi.',
    kinds: ['nonAttribution'],
    noteRequired: true,
  }),
  reason({
    code: 'placedElsewhere',
    label: 'Un autre logement est attribué au ménage',
    article: 'CCH R441-3',
    minutes: 'Un autre logement est attribué au ménage.',
    letter: 'La commission vous attribue un autre logement : un courrier séparé vous le présente.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'doesNotWant',
    label: 'Le ménage ne souhaite pas ce logement',
    article: 'CCH L441-2-2',
    minutes: 'Le ménage a fait savoir qu’il ne souhaite pas ce logement.',
    letter: 'Vous nous avez fait savoir que vous ne souhaitez pas ce logement.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'incompleteFile',
    label: 'Pièces manquantes pour vérifier la situation',
    article: 'CCH R441-2-4-1',
    minutes: 'Les pièces reçues ne permettent pas de vérifier la situation.',
    letter: 'Il manque à votre dossier des pièces nécessaires pour vérifier votre situation.',
    kinds: ['nonAttribution'],
    noteRequired: true,
  }),
  reason({
    code: 'adaptedHome',
    label: 'Logement adapté : priorité aux personnes qui en ont besoin',
    article: 'CCH R441-4',
    minutes: 'Le logement est adapté et va d’abord aux personnes qui en ont besoin.',
    letter: 'Ce logement est adapté et va d’abord aux personnes qui en ont besoin.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'notAccessible',
    label: 'Logement sans l’accessibilité demandée',
    article: 'CCH L441-1',
    minutes: 'Le logement n’a pas l’accessibilité demandée.',
    letter: 'Ce logement n’a pas l’accessibilité que vous avez demandée.',
    kinds: ['nonAttribution'],
  }),
  reason({
    code: 'outsideReservation',
    label: 'Hors du public auquel ce logement est réservé',
    article: 'CCH L441-1, R441-5',
    minutes: 'La demande n’est pas du public auquel ce logement est réservé.',
    letter: 'Ce logement est réservé à un public dont votre demande ne relève pas.',
    kinds: ['nonAttribution'],
    noteRequired: true,
  }),
  reason({
    code: 'fragileResidence',
    label: 'Résidence fragile inscrite dans la convention intercommunale d’attribution',
    article: 'CCH L441-2-2 al. 3, L441-1-6 3° bis',
    minutes:
      'La résidence est inscrite comme à enjeu prioritaire de mixité sociale ; le premier logement adapté qui se libère ailleurs est proposé au ménage.',
    letter:
      'Cette résidence est inscrite parmi celles dont l’équilibre doit être préservé. La loi nous oblige à vous proposer le premier logement adapté qui se libère dans une autre résidence.',
    kinds: ['nonAttribution'],
    noteRequired: true,
    fragileResidenceOnly: true,
  }),
  reason({
    code: 'ownsHome',
    label: 'Propriétaire d’un logement adapté, ou qui procure un revenu suffisant',
    article: 'CCH L441-2-2 al. 2',
    minutes:
      'Le ménage est propriétaire d’un logement adapté à ses besoins, ou dont le revenu suffit pour se loger dans le parc privé.',
    letter:
      'Vous êtes propriétaire d’un logement adapté à vos besoins, ou dont le revenu suffit pour vous loger dans le parc privé.',
    // A ground to refuse a home (L441-2-2), not a condition of access: it never leads out of the register.
    kinds: ['nonAttribution'],
    noteRequired: true,
    ownership: true,
  }),
  reason({
    code: 'noLocalLink',
    label: 'Pas de lien avec la commune (jamais seul)',
    article: 'CCH L441',
    minutes: 'Le ménage n’a pas de lien avec la commune.',
    letter: 'Votre demande ne montre pas de lien avec cette commune ; ce n’est pas le seul motif.',
    kinds: ['nonAttribution'],
    alone: false,
  }),
  reason({
    code: 'aboveAllCeilings',
    label: 'Ressources au-dessus de tous les plafonds du logement social',
    article: 'CCH L441-1, R441-1 1°',
    minutes: 'Les ressources dépassent les plafonds d’accès au logement social.',
    letter: 'Vos ressources dépassent les plafonds d’accès au logement social.',
    kinds: ['irrecevability'],
  }),
  reason({
    code: 'accessConditions',
    label: 'Une condition d’accès au logement social n’est pas remplie',
    article: 'CCH R441-1',
    minutes: 'Une condition d’accès au logement social n’est pas remplie.',
    letter: 'Une condition d’accès au logement social n’est pas remplie.',
    kinds: ['irrecevability'],
    noteRequired: true,
  }),
  reason({
    code: 'alreadyHoused',
    label: 'Un bail de logement social vient d’être signé pour cette demande',
    article: 'CCH R441-2-8 a',
    minutes: 'Un bail de logement social a été signé pour cette demande.',
    letter: 'Vous avez signé le bail d’un logement social : votre demande est satisfaite.',
    kinds: ['irrecevability'],
  }),
];

const byCode: ReadonlyMap<string, DecisionReason> = new Map(reasons.map((row) => [row.code, row]));

/** The reason of a code; undefined for none of ours. */
export function reasonOf(code: string): DecisionReason | undefined {
  return byCode.get(code);
}

/** The reasons that a decision of that kind may give for a home, in the order of the list. */
export function reasonsFor(kind: RefusalKind, home: { fragileResidence: boolean }): DecisionReason[] {
  return reasons.filter(
    (row) => row.kinds.includes(kind) && (home.fragileResidence || !row.fragileResidenceOnly),
  );
}

/** Transfers in French: grounds, states and steps, for officers and for households. */
import type { TransferGround } from '../policy.ts';
import type { ClosingReason, Recommendation, RequestOrigin, RequestState } from './request.ts';
import type { StepKind } from './steps.ts';

/** As officers read them; the article of each stands beside. */
export const groundNames: Readonly<Record<TransferGround, string>> = {
  relocation: 'Relogement : vente ou démolition',
  underOccupied: 'Sous-occupation',
  overOccupied: 'Sur-occupation',
  adaptedHomeLeft: 'Logement adapté quitté',
  adaptedHomeNeeded: 'Logement adapté nécessaire',
  aboveCeilings: 'Revenus au-dessus du plafond',
  effort: 'Loyer trop lourd',
  priority: 'Situation prioritaire (L441-1)',
  family: 'Famille',
  workplace: 'Travail',
  comfort: 'Autre souhait',
};

/** The ground inside a sentence: "situation prioritaire (L441-1)". */
export function groundInSentence(ground: TransferGround): string {
  const name = groundNames[ground];
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** As a household says them. */
export const groundsForHousehold: Readonly<Record<TransferGround, string>> = {
  relocation: 'Mon immeuble va être démoli, vendu ou changer d’usage',
  underOccupied: 'Mon logement est trop grand',
  overOccupied: 'Mon logement est trop petit',
  adaptedHomeLeft: 'Mon logement est équipé pour une personne qui n’y vit plus',
  adaptedHomeNeeded: 'Il me faut un logement plus accessible',
  aboveCeilings: 'Mes revenus ont augmenté',
  effort: 'Mon loyer est trop lourd, un logement moins cher m’aiderait',
  priority: 'Je suis dans une situation prioritaire',
  family: 'Me rapprocher de ma famille, une séparation, une naissance',
  workplace: 'Me rapprocher de mon travail',
  comfort: 'Une autre raison',
};

/** The rule that founds each ground; null: the landlord's published order alone (M-09). */
export const groundRules: Readonly<Record<TransferGround, string>> = {
  relocation: 'M-07',
  underOccupied: 'F-03',
  overOccupied: 'F-05',
  adaptedHomeLeft: 'F-04',
  adaptedHomeNeeded: 'C-12',
  aboveCeilings: 'C-12',
  effort: 'M-08d',
  priority: 'P-01',
  family: 'M-09',
  workplace: 'M-09',
  comfort: 'M-09',
};

export const stateNames: Readonly<Record<RequestState, string>> = {
  received: 'Reçue',
  examined: 'Examinée',
  accepted: 'Acceptée',
  searching: 'Recherche en cours',
  proposed: 'Logement proposé',
  moving: 'Déménagement préparé',
  done: 'Relogé',
  refused: 'Refusée',
  closed: 'Close',
};

/** What each state means to the household. */
export const statesForHousehold: Readonly<Record<RequestState, string>> = {
  received: 'Nous avons reçu votre demande. Elle attend son examen.',
  examined: 'Votre demande a été examinée. La réponse va suivre.',
  accepted: 'Votre demande est acceptée. Nous allons chercher un logement.',
  searching: 'Nous cherchons un logement pour vous.',
  proposed: 'Nous avons un logement à vous proposer. La commission d’attribution décide.',
  moving: 'Votre déménagement se prépare.',
  done: 'Vous avez changé de logement.',
  refused: 'Votre demande est refusée.',
  closed: 'Votre demande est close.',
};

export const originNames: Readonly<Record<RequestOrigin, string>> = {
  tenant: 'Demandée par le locataire',
  finding: 'Repérée par l’outil, reprise par un agent',
  landlord: 'Ouverte par le bailleur',
  fellowLandlord: 'Demandée par un autre bailleur',
};

export const recommendationNames: Readonly<Record<Recommendation, string>> = {
  favourable: 'Avis favorable',
  moreInformation: 'Complément demandé',
  unfavourable: 'Avis défavorable',
};

export const closingNames: Readonly<Record<ClosingReason, string>> = {
  withdrawn: 'Le ménage ne le souhaite plus',
  housedElsewhere: 'Le ménage a trouvé un autre logement',
  notRegistered: 'Demande jamais enregistrée au registre national (C-05)',
  leftHome: 'Le ménage a quitté son logement',
};

export const closingForHousehold: Readonly<Record<ClosingReason, string>> = {
  withdrawn: 'Vous nous avez dit que vous ne souhaitez plus changer de logement.',
  housedElsewhere: 'Vous avez trouvé un autre logement.',
  notRegistered:
    'Votre demande n’a pas de numéro unique malgré nos rappels. Sans lui, la loi ne permet d’attribuer aucun logement.',
  leftHome: 'Vous avez quitté votre logement.',
};

export const stepNames: Readonly<Record<StepKind, string>> = {
  examine: 'Examiner',
  accept: 'Accepter la demande',
  refuse: 'Refuser la demande',
  search: 'Commencer la recherche',
  inform: 'Donner des nouvelles',
  propose: 'Proposer un logement',
  searchAgain: 'Reprendre la recherche',
  plan: 'Enregistrer le plan de déménagement',
  finish: 'Noter le relogement',
  close: 'Clore la demande',
};

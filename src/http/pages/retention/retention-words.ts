/** Durations, states and refusals of retention in French. */
import {
  durationOf,
  isDefault,
  type PolicyRefusal,
  type RetentionPolicy,
} from '../../../access/retention/policy.ts';
import type { PurgeRefusal, PurgeState } from '../../../access/retention/purge.ts';
import type { HoldRefusal } from '../../../access/retention/retention-port.ts';
import { type RetentionRule, ruleOf, type SourceStanding } from '../../../access/retention/rules.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';

/** "12 mois", "30 jours", "dès le jour dit". */
export function durationInWords(rule: RetentionRule, policy: Pick<RetentionPolicy, 'durations'>): string {
  const duration = durationOf(policy, rule);
  if (duration === 0) return 'dès le jour dit';
  return rule.unit === 'months' ? `${duration} mois` : frenchCount(duration, 'jour');
}

/** Where a duration comes from, and what to make of it. */
export const standingNames: Readonly<Record<SourceStanding, string>> = {
  read: 'texte lu',
  verify: 'de mémoire, à vérifier',
  choice: 'aucun texte : choix à valider',
};

export function chosenInWords(rule: RetentionRule, policy: RetentionPolicy): string {
  return isDefault(policy, rule) ? 'valeur par défaut' : `choix du bailleur, version ${policy.version}`;
}

export const stateNames: Readonly<Record<PurgeState, string>> = {
  reported: 'essai à blanc : rien n’est effacé',
  running: 'validée, effacement en cours',
  done: 'effacement terminé',
  abandoned: 'abandonnée',
};

export function purgeRefusalInWords(refusal: PurgeRefusal): string {
  switch (refusal.code) {
    case 'unknownPurge':
      return 'Cet essai à blanc n’existe pas.';
    case 'nothingDue':
      return 'Rien n’est à effacer ce jour-là.';
    case 'notValidated':
      return 'Une personne doit d’abord valider l’essai à blanc.';
    case 'alreadyValidated':
      return `${refusal.by} a déjà validé cet essai.`;
    case 'anotherRuns':
      return 'Une autre purge est en cours : terminez-la d’abord.';
    case 'tooOld':
      return `Cet essai du ${frenchLongDate(refusal.asOf)} est trop ancien : faites-en un nouveau.`;
    case 'over':
      return `Cette purge n’attend plus rien : ${stateNames[refusal.state]}.`;
    default:
      return unreachable(refusal);
  }
}

export function holdRefusalInWords(refusal: HoldRefusal): string {
  switch (refusal.code) {
    case 'unknownFile':
      return 'Aucun dossier ni bail de ce numéro.';
    case 'alreadyHeld':
      return `${refusal.by} a déjà suspendu l’effacement de ce dossier, à revoir le ${frenchLongDate(refusal.reviewOn)}.`;
    case 'reviewInThePast':
      return 'La date de revue doit être à venir.';
    case 'unknownHold':
      return 'Cette suspension n’existe pas.';
    case 'alreadyEnded':
      return `${refusal.by} a déjà levé cette suspension.`;
    default:
      return unreachable(refusal);
  }
}

export function policyRefusalInWords(refusal: PolicyRefusal): string {
  switch (refusal.code) {
    case 'outOfBounds': {
      const { name, least, most, unit } = ruleOf(refusal.rule);
      return `« ${name} » : de ${least} à ${most} ${unit === 'months' ? 'mois' : 'jours'}.`;
    }
    case 'changedMeanwhile':
      return `${refusal.by} a changé les durées entre-temps : relisez-les.`;
    default:
      return unreachable(refusal);
  }
}

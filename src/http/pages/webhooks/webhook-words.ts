/** French words of the pages of connections to other systems. */
import type { AddressRefusal } from '../../../access/webhooks/address.ts';
import { type AttemptOutcome, daysBeforeDisabling } from '../../../access/webhooks/delivery.ts';
import type { WebhookType } from '../../../access/webhooks/event.ts';
import type { DeliveryState, Endpoint, WebhookRefusal } from '../../../access/webhooks/webhook-port.ts';
import { civilDateInParis, hourInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';

export const typeNames: Readonly<Record<WebhookType, string>> = {
  'home.oriented': 'Logement orienté',
  'home.orientation_ended': 'Orientation terminée ou reprise',
  'decision.recorded': 'Décision de la commission sur un logement',
  'decision.corrected': 'Décision de la commission corrigée',
  'decision.postponed': 'Logement reporté à une autre séance',
  'offer.sent': 'Proposition envoyée',
  'offer.answered': 'Réponse à une proposition',
  'offer.lapsed': 'Proposition sans réponse dans le délai',
  'lease.signed': 'Bail signé',
  'webhook.test': 'Message d’essai',
};

export const stateNames: Readonly<Record<DeliveryState, string>> = {
  waiting: 'En attente',
  delivered: 'Reçu',
  failed: 'Abandonné',
  stopped: 'Arrêté',
};

export const outcomeNames: Readonly<Record<AttemptOutcome, string>> = {
  delivered: 'reçu',
  refused: 'refusé par le système',
  redirected: 'renvoyé vers une autre adresse, que parcours ne suit pas',
  gone: 'le système dit ne plus exister à cette adresse',
  timeout: 'pas de réponse en dix secondes',
  unreachable: 'connexion impossible',
  unknownHost: 'nom inconnu',
  forbiddenAddress: 'adresse privée que la configuration n’ouvre pas',
  tls: 'certificat refusé',
};

const disabledWords: Readonly<Record<NonNullable<Endpoint['disabledBecause']>, string>> = {
  person: 'Désactivée par une personne',
  failures: `Désactivée d’elle-même : rien n’a été reçu pendant ${daysBeforeDisabling} jours`,
  gone: 'Désactivée d’elle-même : le système dit ne plus exister à cette adresse',
};

/** Whether messages leave and arrive, in one sentence. */
export function endpointInWords({ disabledBecause, failingSince }: Endpoint): string {
  if (disabledBecause !== null) return disabledWords[disabledBecause];
  return failingSince === null
    ? 'Active'
    : `Active, mais rien n’est reçu depuis le ${momentInParis(failingSince)}`;
}

export const addressRefusals: Readonly<Record<AddressRefusal, string>> = {
  notAnAddress:
    'Cette adresse n’en est pas une : écrivez-la entière, par exemple https://erp.bailleur.fr/parcours.',
  notHttps: 'L’adresse doit commencer par https:// : les messages ne partent que chiffrés.',
  credentials:
    'L’adresse contient un nom et un mot de passe : retirez-les, la signature suffit à reconnaître parcours.',
  privateAddress:
    'Cette adresse est sur un réseau privé. La personne qui exploite parcours peut l’ouvrir par le réglage WEBHOOK_ALLOWED_HOSTS.',
  neverOpen:
    'Cette adresse est réservée aux machines elles-mêmes : aucun message n’y part. Écrivez l’adresse du système à prévenir.',
};

export function webhookRefusalInWords(refusal: WebhookRefusal): string {
  switch (refusal.code) {
    case 'unknownEndpoint':
      return 'Cette liaison n’existe pas.';
    case 'changedMeanwhile':
      return `${refusal.by} a modifié cette liaison le ${momentInParis(refusal.at)}. Rien n’a été refait : relisez, puis recommencez si besoin.`;
    case 'disabled':
      return 'Cette liaison est désactivée : réactivez-la d’abord.';
    case 'twoSecrets':
      return `L’ancien secret signe encore jusqu’au ${momentInParis(refusal.until)}. Terminez ce renouvellement avant d’en commencer un autre.`;
    case 'oneSecret':
      return 'Un seul secret signe : il n’y a pas de renouvellement à terminer.';
  }
}

/** "21/11/2026 10:05". */
export function momentInParis(at: Date): string {
  const hour = hourInParis(at);
  return `${frenchShortDate(civilDateInParis(at))} ${hour}`;
}

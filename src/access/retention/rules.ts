/**
 * How long each kind of personal data is kept, from which event, and where that comes from. Pure data: the landlord may
 * choose another duration within the bounds that each rule gives. Nothing here acts by itself.
 */
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';

export const ruleIds = [
  'application',
  'tenancy',
  'refusedFile',
  'portalCode',
  'savedSearch',
  'draft',
  'remark',
  'signInLink',
  'message',
  'letter',
  'case',
  'run',
  'signInContent',
  'journalContent',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** Rules that take contents of the journal away; what falls due is a day of acts. */
export type JournalRule = Extract<RuleId, 'signInContent' | 'journalContent'>;

/** Whether a text was read, is remembered and must be checked, or no text fixes the duration. */
export type SourceStanding = 'read' | 'verify' | 'choice';

export type RetentionRule = {
  id: RuleId;
  /** French. */
  name: string;
  /** French: what goes. */
  covers: string;
  /** French: from when the duration runs. */
  event: string;
  unit: 'months' | 'days';
  duration: number;
  /** Bounds of the landlord's choice, both included; equal where the text leaves none. */
  least: number;
  most: number;
  source: string;
  standing: SourceStanding;
  /** French: what stays, and why it names nobody or must stay. */
  stays: string | null;
};

export const retentionRules: readonly RetentionRule[] = [
  {
    // D-02
    id: 'application',
    name: 'Demandes radiées',
    covers:
      'La demande et tout le dossier : nom, contacts, pièces et fichiers, ressources, priorités, souhaits, mandats, candidatures, contacts notés, événements pour le SNE, compte du demandeur, contenu des actes du journal.',
    event: 'la radiation de la demande (bail signé, renonciation, non-renouvellement…)',
    unit: 'months',
    duration: 12,
    least: 1,
    most: 12,
    source: 'Décret n° 2017-917, art. 4 : données du SNE, un an après la radiation',
    standing: 'verify',
    stays:
      'Les statistiques des baux, sans lien avec une personne ; le numéro unique seul dans les procès-verbaux, les décisions, les propositions et les lignes du journal.',
  },
  {
    id: 'tenancy',
    name: 'Anciens locataires',
    covers:
      'Ce qui est su d’un bail terminé : contacts, occupants, souhaits d’échange, demandes de mutation, examens de l’occupation.',
    event: 'la fin du bail',
    unit: 'months',
    duration: 36,
    least: 1,
    most: 60,
    source: 'Loi n° 89-462, art. 7-1 : trois ans pour agir',
    standing: 'verify',
    stays: 'Les dates et le loyer du bail, pour l’histoire du logement.',
  },
  {
    id: 'refusedFile',
    name: 'Fichiers refusés ou inachevés',
    covers: 'Les fichiers qu’un contrôle a refusés, ou dont l’envoi ne s’est pas terminé.',
    event: 'l’envoi du fichier',
    unit: 'days',
    duration: 30,
    least: 1,
    most: 90,
    source: 'RGPD, art. 5.1 c et e : rien de plus que nécessaire',
    standing: 'choice',
    stays: null,
  },
  {
    id: 'portalCode',
    name: 'Codes du portail',
    covers: 'Les codes à usage unique envoyés pour ouvrir un dossier (empreintes).',
    event: 'la fin de validité du code',
    unit: 'days',
    duration: 7,
    least: 1,
    most: 30,
    source: 'RGPD, art. 5.1 e',
    standing: 'choice',
    stays: null,
  },
  {
    id: 'savedSearch',
    name: 'Alertes d’annonces',
    covers: 'L’adresse électronique d’une alerte arrêtée, ou jamais confirmée.',
    event: 'l’arrêt de l’alerte, ou sa demande si elle n’a pas été confirmée',
    unit: 'days',
    duration: 30,
    least: 1,
    most: 90,
    source: 'RGPD, art. 5.1 e ; consentement retiré, art. 7.3',
    standing: 'choice',
    stays: null,
  },
  {
    id: 'draft',
    name: 'Saisies non envoyées',
    covers: 'Ce qu’un agent a tapé dans un formulaire sans l’envoyer.',
    event: 'la dernière frappe',
    unit: 'days',
    duration: 30,
    least: 1,
    most: 90,
    source: 'RGPD, art. 5.1 e',
    standing: 'choice',
    stays: null,
  },
  {
    id: 'remark',
    name: 'Remarques de séance',
    covers: 'Les remarques des membres de la commission.',
    event: 'le dernier jour que fixe le règlement intérieur',
    unit: 'days',
    duration: 0,
    least: 0,
    most: 0,
    source: 'Règlement intérieur de la commission',
    standing: 'read',
    stays: null,
  },
  {
    id: 'signInLink',
    name: 'Liens de première connexion',
    covers: 'Les liens à usage unique, utilisés ou expirés (empreintes).',
    event: 'la fin de validité du lien',
    unit: 'days',
    duration: 30,
    least: 1,
    most: 90,
    source: 'RGPD, art. 5.1 e',
    standing: 'choice',
    stays: null,
  },
  {
    id: 'message',
    name: 'Messages partis',
    covers: 'Le texte et le destinataire des courriels et SMS envoyés, arrêtés ou en échec.',
    event: 'le dernier essai d’envoi',
    unit: 'months',
    duration: 6,
    least: 1,
    most: 12,
    source: 'Recommandation CNIL sur la journalisation (délibération n° 2021-122) : six mois à un an',
    standing: 'verify',
    stays: 'Le courrier que le message portait, sous sa propre durée.',
  },
  {
    id: 'letter',
    name: 'Courriers',
    covers: 'Les courriers écrits aux ménages, avec la preuve de leur envoi.',
    event: 'la date du courrier',
    unit: 'months',
    duration: 60,
    least: 12,
    most: 60,
    source: 'Code civil, art. 2224 : cinq ans pour agir',
    standing: 'verify',
    stays: null,
  },
  {
    id: 'case',
    name: 'Recours et réclamations',
    covers: 'Les demandes de réexamen, recours gracieux et corrections, avec leur réponse.',
    event: 'la réponse',
    unit: 'months',
    duration: 60,
    least: 12,
    most: 60,
    source: 'Code civil, art. 2224 : cinq ans pour agir',
    standing: 'verify',
    stays: null,
  },
  {
    id: 'run',
    name: 'Calculs',
    covers:
      'Ce qu’un calcul a lu et proposé : photographie des demandes, problème, solution, listes expliquées. Le calcul ne peut plus être rejoué.',
    event: 'la séance du calcul',
    unit: 'months',
    duration: 12,
    least: 12,
    most: 12,
    source:
      'Décret n° 2017-917, art. 4 : douze mois après la séance, la première demande de la photographie qui a pu être radiée arrive à son terme',
    standing: 'verify',
    stays:
      'La ligne du calcul : sa date, ses versions, ses empreintes, ses chiffres, et la date de son effacement.',
  },
  {
    id: 'signInContent',
    name: 'Contenu des actes de connexion',
    covers:
      'Par quelles preuves (mot de passe, lien, fournisseur, code), avec quel navigateur, sur un nouvel appareil ou non.',
    event: 'la connexion',
    unit: 'months',
    duration: 12,
    least: 6,
    most: 12,
    source:
      'Recommandation CNIL sur la journalisation (délibération n° 2021-122 du 14 octobre 2021) : six mois à un an',
    standing: 'verify',
    stays:
      'La ligne : qui, quand, sur quel compte, et l’empreinte du contenu. La chaîne se vérifie toujours.',
  },
  {
    id: 'journalContent',
    name: 'Contenu des actes du journal',
    covers: 'Avant, après et pourquoi de chaque acte qui ne relève pas d’une règle plus courte.',
    event: 'l’acte',
    unit: 'months',
    duration: 60,
    least: 12,
    most: 120,
    source: 'Code civil, art. 2224 ; RGPD, art. 5.2 (rendre compte)',
    standing: 'verify',
    stays:
      'La ligne : qui, quand, quelle sorte d’acte, sur quoi, et l’empreinte du contenu. La chaîne se vérifie toujours.',
  },
];

/** What no purge of the tool takes away, and why: shown beside the rules. */
export const keptBeside: readonly { name: string; why: string; standing: SourceStanding }[] = [
  {
    name: 'Procès-verbaux et décisions de la commission',
    why: 'Ils ne portent que le numéro unique. Ceux d’un office public sont des archives publiques : leur versement ou leur élimination demande le visa des archives départementales (Code du patrimoine, art. L212-2 et L212-3).',
    standing: 'verify',
  },
  {
    name: 'États transmis',
    why: 'La copie exacte de ce qui est parti au préfet, aux réservataires ou à l’EPCI : des comptes, pas des dossiers.',
    standing: 'choice',
  },
  {
    name: 'Lignes du journal',
    why: 'Qui, quand, quelle sorte d’acte, sur quel numéro : elles prouvent que rien n’a été réécrit (RGPD, art. 5.2). Le numéro unique y reste en clair.',
    standing: 'choice',
  },
  {
    name: 'Connexions ouvertes, tâches, messages aux logiciels reliés',
    why: 'Effacés d’eux-mêmes sans attendre une purge : les connexions à leur fin, les fichiers des tâches après quelques jours, les messages aux logiciels reliés après 90 jours.',
    standing: 'choice',
  },
  {
    name: 'Comptes du personnel fermés',
    why: 'Le nom signe les actes du journal : l’administrateur décide de leur effacement.',
    standing: 'choice',
  },
];

/** The rule of an identifier. */
export function ruleOf(id: RuleId): RetentionRule {
  const found = retentionRules.find((rule) => rule.id === id);
  if (!found) throw new Error(`no such rule: ${id}`);
  return found;
}

/** The last day of an event that is due on a day: what happened then or before goes. */
export function lastDayDue(rule: Pick<RetentionRule, 'unit'>, duration: number, asOf: CivilDate): CivilDate {
  return rule.unit === 'months' ? addMonths(asOf, -duration) : addDays(asOf, -duration);
}

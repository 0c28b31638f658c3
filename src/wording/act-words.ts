/** Acts of the journal in French: what happened, as the story of a file or a home tells it. */

const words: Readonly<Record<string, string>> = {
  'vacancy.exitVisit': 'Visite de sortie',
  'vacancy.worksPlanned': 'Travaux, avec leur fin prévue',
  'vacancy.madeAvailable': 'Logement rendu disponible',
  'vacancy.withdrawn': 'Logement retiré de la location',
  'vacancy.keysGiven': 'Clés remises',
  'account.scopeChanged': 'Périmètre d’un compte changé',
  'account.closed': 'Compte fermé',
  'account.opened': 'Compte rouvert',
  'file.protected': 'Dossier protégé',
  'file.split': 'Demande séparée',
  'file.protectionEnded': 'Fin de la protection',
  'arrears.refreshed': 'Dette de loyer actualisée',
  'document.requested': 'Pièce demandée',
  'document.received': 'Pièce reçue',
  'document.accepted': 'Pièce vérifiée',
  'document.refused': 'Pièce refusée',
  'visit.slotOpened': 'Créneau de visite ouvert',
  'visit.booked': 'Visite prévue',
  'visit.closed': 'Suite de la visite',
  'opinion.recorded': 'Avis préalable enregistré',
  'duplicate.judged': 'Doublon examiné',
  'scenario.named': 'Scénario nommé',
  'offer.sent': 'Proposition envoyée',
  'offer.received': 'Réception de la proposition',
  'offer.accepted': 'Proposition acceptée',
  'offer.refused': 'Proposition refusée',
  'offer.lapsed': 'Silence dans le délai : la proposition est refusée',
  'place.released': 'Place libérée : le ménage a signé pour un autre logement',
  'lease.signed': 'Bail signé',
  'application.removed': 'Demande radiée : bail signé',
  'letting.exhausted': 'Liste épuisée : logement remis sur le tableau',
  'register.exported': 'Événements exportés pour le SNE',
  'register.done': 'Saisi au SNE',
  'register.reconciled': 'Données du SNE reprises',
  'letter.written': 'Courrier écrit',
  'letters.written': 'Courriers de la séance écrits',
  'letter.sent': 'Courrier parti',
  'template.saved': 'Modèle de courrier modifié',
  'case.opened': 'Recours ou demande d’examen reçu',
  'case.taken': 'Recours pris en charge',
  'case.answered': 'Recours répondu',
  'journal.erased': 'Contenus effacés par la durée de conservation',
};

/** The act in words. Throws for a kind that nobody put in words: a code must never reach a page. */
export function actInWords(kind: string): string {
  const found = words[kind];
  if (found === undefined) throw new Error(`no words for the act ${kind}`);
  return found;
}

/** What people are told when their data are collected or came from elsewhere (GDPR art. 13 and 14). */

/** At the door of the portal and wherever a form asks for data: short, in the order in which one wonders. */
export function collectionNotice(landlordName: string): readonly string[] {
  return [
    `${landlordName} traite ces données pour instruire votre demande et attribuer les logements sociaux : une mission d’intérêt public que fixe le Code de la construction et de l’habitation.`,
    'Elles viennent de vous, du système national d’enregistrement (SNE) et des organismes qui reconnaissent une priorité.',
    'Les lisent : nos agents habilités, la commission d’attribution (CALEOL) et, pour un logement réservé, son réservataire. Elles ne sont jamais vendues et ne quittent pas l’Union européenne par cet outil.',
    'Votre dossier est effacé un an au plus après la radiation de la demande ; nos courriers et vos recours le sont après le temps des recours. Les statistiques restent, sans votre nom.',
    'Un calcul propose des listes, une commission de personnes décide. Les règles sont publiques, le détail de votre dossier est dans votre espace.',
    'Vos droits : accès, copie, correction, limitation, opposition, effacement, auprès de notre délégué à la protection des données. Réclamation : CNIL, cnil.fr.',
  ];
}

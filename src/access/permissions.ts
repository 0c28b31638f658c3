/** Who may do what: one table, read by routes, pages and tests. What is not listed is refused. */

export const roles = [
  'admin',
  'agent',
  'secretary',
  'member',
  'holder',
  'tenant',
  'prefecture',
  'dpo',
] as const;
export type Role = (typeof roles)[number];

/** French names of roles, as people read them. */
export const roleNames: Readonly<Record<Role, string>> = {
  admin: 'Administration',
  agent: 'Agent d’attribution',
  secretary: 'Secrétariat de la commission',
  member: 'Membre de la commission',
  holder: 'Réservataire',
  tenant: 'Demandeur ou locataire',
  prefecture: 'Préfecture',
  dpo: 'Protection des données',
};

/** The space where each role starts after signing in. */
export const roleHomes: Readonly<Record<Role, string>> = {
  admin: '/admin',
  agent: '/agent',
  secretary: '/agent/seances',
  member: '/commission',
  holder: '/reservataire',
  tenant: '/demandeur',
  prefecture: '/prefecture',
  dpo: '/dpo',
};

/**
 * One line a permission, in the order of a home's life. An administrator sets the service up and does not read
 * households' files; the préfecture reads indicators only (D-06); a holder sees its own designations (Q-13); a member
 * reads the folder of the homes for which he sits, never a whole run, and votes; the data-protection officer reads the journal. Scopes narrow each further.
 */
export const permissions = {
  'run.read': ['agent', 'secretary'],
  'run.start': ['agent'],
  'run.explore': ['agent'],
  'run.replay': ['agent'],
  'run.whyNot': ['agent'],
  'job.read': ['agent'],
  'job.cancel': ['agent'],
  'target.read': ['agent', 'secretary', 'member', 'prefecture', 'admin'],
  'import.write': ['agent'],
  'board.read': ['agent', 'secretary'],
  'board.write': ['agent'],
  'orientation.decide': ['agent'],
  'register.write': ['agent'],
  'candidate.instruct': ['agent'],
  'file.read': ['agent'],
  'session.read': ['agent', 'secretary', 'member'],
  'session.prepare': ['agent', 'secretary'],
  'session.hold': ['agent', 'secretary'],
  'session.identity': ['agent', 'secretary', 'member'],
  'session.vote': ['member'],
  'session.correct': ['agent', 'secretary'],
  'offer.write': ['agent'],
  'lease.sign': ['agent'],
  'letter.write': ['agent', 'secretary'],
  'template.write': ['admin', 'secretary'],
  'case.write': ['agent'],
  'protection.write': ['agent', 'dpo'],
  'holder.designate': ['holder'],
  'advert.read': ['agent', 'secretary'],
  'advert.write': ['agent'],
  'advert.review': ['agent', 'secretary'],
  'portal.counter': ['agent'],
  'portal.policy': ['admin'],
  'transfer.read': ['agent', 'secretary'],
  'transfer.write': ['agent'],
  'exchange.write': ['agent'],
  'indicator.read': ['agent', 'secretary', 'admin', 'prefecture', 'dpo'],
  'indicator.leases': ['agent', 'secretary'],
  'defect.assign': ['agent', 'secretary'],
  'steering.read': ['agent', 'secretary', 'admin'],
  'steering.validate': ['agent'],
  'study.run': ['agent', 'admin'],
  'return.read': ['agent', 'secretary', 'admin'],
  'return.file': ['agent', 'secretary'],
  'copy.prepare': ['agent', 'secretary', 'admin', 'prefecture', 'dpo'],
  'equity.read': ['agent', 'secretary', 'admin', 'dpo'],
  'bylaws.read': ['agent', 'secretary', 'member', 'admin'],
  'bylaws.write': ['admin'],
  'journal.read': ['dpo'],
  'retention.manage': ['dpo', 'admin'],
  'retention.policy': ['admin'],
  'breach.write': ['dpo'],
  'privacy.read': ['dpo', 'admin'],
  'account.manage': ['admin'],
  'task.manage': ['admin'],
  'webhook.manage': ['admin'],
  'space.admin': ['admin'],
  'space.agent': ['agent', 'secretary'],
  'space.commission': ['agent', 'secretary', 'member'],
  'space.holder': ['holder'],
  'space.tenant': ['tenant'],
  'space.prefecture': ['prefecture'],
  'space.dpo': ['dpo'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

/** French names of permissions, for the table that anyone concerned can read. */
export const permissionNames: Readonly<Record<Permission, string>> = {
  'run.read': 'Lire les listes proposées',
  'run.start': 'Lancer un calcul',
  'run.explore': 'Essayer d’autres choix',
  'run.replay': 'Rejouer un calcul',
  'run.whyNot': 'Demander « pourquoi pas ? »',
  'job.read': 'Suivre les tâches',
  'job.cancel': 'Interrompre une tâche',
  'target.read': 'Lire les objectifs',
  'import.write': 'Importer des fichiers',
  'board.read': 'Lire le tableau des logements libérés',
  'board.write': 'Mettre à jour un logement libéré',
  'orientation.decide': 'Orienter un logement',
  'register.write': 'Tenir la liste du SNE',
  'candidate.instruct': 'Instruire une candidature',
  'file.read': 'Ouvrir le dossier d’un ménage',
  'session.read': 'Lire le dossier d’une séance',
  'session.prepare': 'Préparer une séance',
  'session.hold': 'Tenir une séance',
  'session.identity': 'Démasquer une identité, ce qui est journalisé',
  'session.vote': 'Voter',
  'session.correct': 'Corriger une décision par un nouvel acte',
  'offer.write': 'Envoyer une offre, noter une réponse',
  'lease.sign': 'Enregistrer un bail signé',
  'letter.write': 'Écrire et envoyer les courriers',
  'template.write': 'Modifier les modèles de courrier',
  'case.write': 'Traiter une demande de réexamen',
  'protection.write': 'Protéger un dossier',
  'holder.designate': 'Désigner des candidats',
  'advert.read': 'Lire les annonces et leurs candidatures',
  'advert.write': 'Écrire et retirer une annonce',
  'advert.review': 'Relire l’annonce d’un autre avant sa publication',
  'portal.counter': 'Agir pour un ménage au guichet, au téléphone ou sur papier',
  'portal.policy': 'Modifier les règles publiées du portail',
  'transfer.read': 'Lire les demandes de mutation',
  'transfer.write': 'Traiter une demande de mutation',
  'exchange.write': 'Préparer des échanges et des chaînes',
  'indicator.read': 'Lire les indicateurs',
  'indicator.leases': 'Ouvrir les baux derrière un indicateur',
  'defect.assign': 'Confier la correction d’une donnée',
  'steering.read': 'Lire le pilotage de l’année',
  'steering.validate': 'Valider les prix et les chances d’une séance',
  'study.run': 'Rejouer l’année sous une autre politique',
  'return.read': 'Lire les états à transmettre',
  'return.file': 'Transmettre un état et en garder la copie',
  'copy.prepare': 'Demander une copie en arrière-plan et reprendre les siennes',
  'equity.read': 'Lire l’audit d’équité',
  'bylaws.read': 'Lire le règlement intérieur',
  'bylaws.write': 'Modifier le règlement intérieur',
  'journal.read': 'Lire et vérifier le journal des actes',
  'retention.manage': 'Compter ce qui est échu, valider son effacement, suspendre un dossier',
  'retention.policy': 'Choisir les durées de conservation',
  'breach.write': 'Tenir le registre des violations de données',
  'privacy.read': 'Lire la fiche du registre et l’analyse d’impact',
  'account.manage': 'Gérer les comptes',
  'task.manage': 'Relancer ou interrompre une tâche longue',
  'webhook.manage': 'Gérer les liaisons avec d’autres systèmes',
  'space.admin': 'Espace d’administration',
  'space.agent': 'Espace des agents',
  'space.commission': 'Espace de la commission',
  'space.holder': 'Espace des réservataires',
  'space.tenant': 'Espace des demandeurs',
  'space.prefecture': 'Espace de la préfecture',
  'space.dpo': 'Espace de la protection des données',
};

/** Every permission, in the order of the table. */
export const permissionList: readonly Permission[] = Object.keys(permissions).filter(
  (name): name is Permission => name in permissions,
);

/** Tells whether the role holds the permission. */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}

/** Whoever works here or decides here, of this house or another's; not the households. */
export function isStaff(role: Role): boolean {
  return role !== 'tenant';
}

/** Who records the sending of a legal return, and so is reminded of it. */
export const returnSenders: readonly Role[] = permissions['return.file'];

/** Who keeps the connections to other systems, and so is told of one that was disabled. */
export const connectionKeepers: readonly Role[] = permissions['webhook.manage'];

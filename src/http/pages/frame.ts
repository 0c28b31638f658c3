/** The frame of a page for whoever asks for it: their name, their links, the token of their forms. */
import type { Request } from 'express';
import { may, type Permission, type Role, roleNames } from '../../access/permissions.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { csrfToken } from '../middleware/csrf.ts';
import { currentUser } from '../middleware/current-user.ts';
import type { PageFrame } from './layout.tsx';

type Link = {
  href: string;
  label: string;
  permission: Permission | null;
  /** Not for those who have the fuller page of the same thing. */
  unless?: Permission;
};

/** The rooms of everyday work, in the order of a home's life; a role sees what it may open. */
const rooms: readonly Link[] = [
  { href: '/agent', label: 'Ma journée', permission: 'board.read' },
  { href: '/agent/logements', label: 'Logements', permission: 'board.read' },
  { href: '/agent/orientation', label: 'Orientation', permission: 'board.read' },
  { href: '/agent/calculs', label: 'Propositions', permission: 'run.read' },
  { href: '/agent/seances', label: 'Séances', permission: 'session.prepare' },
  { href: '/agent/suites', label: 'Suites', permission: 'offer.write' },
  { href: '/agent/mutations', label: 'Mutations', permission: 'transfer.read' },
  { href: '/agent/dossiers', label: 'Dossiers', permission: 'file.read' },
  { href: '/commission', label: 'Mes séances', permission: 'session.vote' },
  { href: '/prefecture', label: 'Indicateurs', permission: 'space.prefecture' },
  { href: '/reservataire', label: 'Mes logements', permission: 'space.holder' },
  { href: '/admin', label: 'Administration', permission: 'space.admin' },
  { href: '/admin/comptes', label: 'Comptes', permission: 'account.manage' },
  { href: '/dpo', label: 'Journal des actes', permission: 'space.dpo' },
  { href: '/dpo/conservation', label: 'Conservation des données', permission: 'retention.manage' },
  { href: '/dpo/consultations', label: 'Qui a vu un dossier', permission: 'space.dpo' },
  { href: '/dpo/violations', label: 'Violations', permission: 'breach.write' },
];

/** What one opens now and then: folded under one word where the rooms already fill a line. */
const others: readonly Link[] = [
  {
    href: '/agent/indicateurs',
    label: 'Indicateurs',
    permission: 'indicator.read',
    unless: 'space.prefecture',
  },
  { href: '/mes-copies', label: 'Mes copies', permission: 'copy.prepare' },
  { href: '/agent/equite', label: 'Audit d’équité', permission: 'equity.read' },
  { href: '/agent/retours', label: 'États à transmettre', permission: 'return.read' },
  { href: '/agent/guichet', label: 'Guichet', permission: 'portal.counter' },
  { href: '/agent/annonces', label: 'Annonces', permission: 'advert.read' },
  { href: '/agent/echanges', label: 'Échanges et chaînes', permission: 'exchange.write' },
  { href: '/agent/relogements', label: 'Relogements', permission: 'transfer.read' },
  { href: '/agent/occupation', label: 'Examen de l’occupation', permission: 'transfer.read' },
  { href: '/agent/courriers', label: 'Courriers', permission: 'letter.write' },
  { href: '/agent/recours', label: 'Recours', permission: 'case.write' },
  { href: '/agent/sne', label: 'Registre national (SNE)', permission: 'register.write' },
  { href: '/agent/doublons', label: 'Doublons', permission: 'candidate.instruct' },
  { href: '/agent/particuliers', label: 'Locations particulières', permission: 'orientation.decide' },
  { href: '/agent/dalo', label: 'Désignations DALO', permission: 'orientation.decide' },
  { href: '/agent/imports', label: 'Imports', permission: 'import.write' },
  { href: '/admin/taches', label: 'Tâches', permission: 'task.manage' },
  { href: '/admin/courriers', label: 'Modèles de courrier', permission: 'template.write' },
  { href: '/admin/liaisons', label: 'Liaisons', permission: 'webhook.manage' },
  { href: '/admin/reglement', label: 'Règlement intérieur', permission: 'bylaws.write' },
  {
    href: '/agent/reglement',
    label: 'Règlement intérieur',
    permission: 'bylaws.read',
    unless: 'bylaws.write',
  },
  { href: '/agent/pilotage', label: 'Pilotage de l’année', permission: 'steering.read' },
  { href: '/agent/etudes', label: 'Études', permission: 'study.run' },
  { href: '/dpo/documents', label: 'Documents RGPD', permission: 'privacy.read' },
  { href: '/regles', label: 'Règles publiques', permission: null },
  { href: '/', label: 'Accueil', permission: null },
];

/** Beyond so many links the others are folded: a short menu needs no fold. */
const shownAtMost = 6;

export function frameOf(
  request: Request,
  { config, today }: Pick<HttpDependencies, 'config' | 'today'>,
): PageFrame {
  const user = currentUser(request);
  return {
    user: user && { name: user.name, role: roleNames[user.role] },
    // Made when a form is drawn: a page without one leaves no row of a session behind it.
    get csrfToken() {
      return csrfToken(request);
    },
    demonstrationDate: config.demo ? frenchLongDate(today()) : null,
    ...menuOf(user?.role ?? null),
    path: request.path,
    pendingForm: user !== null && request.session.pendingForm !== undefined,
  };
}

function menuOf(role: Role | null): Pick<PageFrame, 'links' | 'moreLinks'> {
  const has = (permission: Permission | undefined) =>
    permission !== undefined && role !== null && may(role, permission);
  const own = (list: readonly Link[]) =>
    list.filter(({ permission, unless }) => (permission === null || has(permission)) && !has(unless));
  const [main, aside] = [own(rooms), own(others)];
  return main.length + aside.length > shownAtMost
    ? { links: main, moreLinks: aside }
    : { links: [...main, ...aside], moreLinks: [] };
}

/** The frame of a page for whoever asks for it: their name, their links, the token of their forms. */
import type { Request } from 'express';
import { may, type Permission, roleNames } from '../../access/permissions.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { csrfToken } from '../middleware/csrf.ts';
import { currentUser } from '../middleware/current-user.ts';
import type { PageFrame } from './layout.tsx';

type Link = { href: string; label: string; permission: Permission | null };

/** Only what exists in this version; a role sees what it may open. */
const links: readonly Link[] = [
  { href: '/', label: 'Accueil', permission: null },
  { href: '/agent', label: 'Ma journée', permission: 'board.read' },
  { href: '/agent/logements', label: 'Logements', permission: 'board.read' },
  { href: '/agent/orientation', label: 'Orientation', permission: 'board.read' },
  { href: '/agent/dossiers', label: 'Dossiers', permission: 'file.read' },
  { href: '/agent/calculs', label: 'Propositions', permission: 'run.read' },
  { href: '/agent/suites', label: 'Suites', permission: 'offer.write' },
  { href: '/reservataire', label: 'Mes logements', permission: 'space.holder' },
  { href: '/agent/courriers', label: 'Courriers', permission: 'letter.write' },
  { href: '/agent/recours', label: 'Recours', permission: 'case.write' },
  { href: '/agent/sne', label: 'SNE', permission: 'register.write' },
  { href: '/dpo', label: 'Journal des actes', permission: 'space.dpo' },
  { href: '/agent/seances', label: 'Séances', permission: 'session.prepare' },
  { href: '/commission', label: 'Mes séances', permission: 'session.vote' },
  { href: '/admin/reglement', label: 'Règlement intérieur', permission: 'bylaws.write' },
  { href: '/admin', label: 'Administration', permission: 'space.admin' },
  { href: '/regles', label: 'Règles publiques', permission: null },
];

export function frameOf(
  request: Request,
  { config, today }: Pick<HttpDependencies, 'config' | 'today'>,
): PageFrame {
  const user = currentUser(request);
  return {
    user: user && { name: user.name, role: roleNames[user.role] },
    csrfToken: csrfToken(request),
    demonstrationDate: config.demo ? frenchLongDate(today()) : null,
    links: links.filter(
      ({ permission }) => permission === null || (user !== null && may(user.role, permission)),
    ),
    path: request.path,
    pendingForm: user !== null && request.session.pendingForm !== undefined,
  };
}

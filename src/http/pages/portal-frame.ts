/** The frame of the portal's pages: few links, and the file that is open. */
import type { Request } from 'express';
import { frenchLongDate } from '../../kernel/french.ts';
import type { PortalVisitor } from '../../portal/visitor.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { csrfToken } from '../middleware/csrf.ts';
import { currentUser } from '../middleware/current-user.ts';
import { portalVisitor } from '../middleware/portal-visitor.ts';
import type { PageFrame } from './layout.tsx';

const links = [
  { href: '/annonces', label: 'Annonces' },
  { href: '/demandeur', label: 'Ma demande' },
  { href: '/demandeur/logement', label: 'Changer de logement' },
  { href: '/aide', label: 'Aide' },
] as const;

const easyLink = { href: '/facile-a-lire', label: 'Facile à lire' } as const;

export function portalFrameOf(
  request: Request,
  { config, today }: Pick<HttpDependencies, 'config' | 'today'>,
): PageFrame {
  const visitor = portalVisitor(request);
  return {
    user: null,
    // Made when a form is drawn: a page without one leaves no row of a session behind it.
    get csrfToken() {
      return csrfToken(request);
    },
    demonstrationDate: config.demo ? frenchLongDate(today()) : null,
    // Who asked for easy pages finds them first.
    links: request.session.portalEasy ? [easyLink, ...links] : links,
    moreLinks: [],
    path: request.path,
    pendingForm: currentUser(request) !== null && request.session.pendingForm !== undefined,
    portal: { openedFor: visitor && openedFor(visitor) },
  };
}

function openedFor({ mandate }: PortalVisitor): string {
  return mandate === null ? 'Mon dossier est ouvert' : `Dossier ouvert par ${mandate.name}, avec un mandat`;
}

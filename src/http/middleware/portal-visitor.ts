/** Who visits the portal, read once a request: a file opened by a code, or the tenant of a signed-in account. */
import type { Request, RequestHandler } from 'express';
import type { Asked } from '../../domain/act.ts';
import { AppError } from '../../kernel/app-error.ts';
import {
  mayAct,
  openHours,
  type PortalVisitor,
  portalActor,
  portalVisitorSchema,
} from '../../portal/visitor.ts';
import { askedAs } from '../asked.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { currentUser } from './current-user.ts';

const visitors = new WeakMap<object, PortalVisitor>();

declare module 'express-session' {
  interface SessionData {
    /** The file that a code opened. */
    portal?: PortalVisitor;
  }
}

type Means = Pick<HttpDependencies, 'portalAccess' | 'today'>;

/** Reads the visit of the session; one that no longer holds is closed at once. */
export function readPortalVisitor({ portalAccess, today }: Means): RequestHandler {
  return async (request, _response, next) => {
    const visitor = await visitorOf(request, portalAccess);
    if (visitor) {
      if (await portalAccess.stillGood(visitor, today())) visitors.set(request, visitor);
      else delete request.session.portal;
    }
    next();
  };
}

async function visitorOf(
  request: Request,
  portalAccess: Means['portalAccess'],
): Promise<PortalVisitor | null> {
  const opened = portalVisitorSchema.safeParse(request.session.portal);
  if (opened.success) {
    if (Date.now() - opened.data.since < openHours * 3_600_000) return opened.data;
    delete request.session.portal;
  }
  const user = currentUser(request);
  if (user?.role !== 'tenant' || user.applicationNumber === null) return null;
  // As old as its sign-in: a request under way may write back a session that a protection has just ended.
  const since = request.session.signedInAt ?? 0;
  if (Date.now() - since >= openHours * 3_600_000) return null;
  return {
    landlordId: user.landlordId,
    number: user.applicationNumber,
    tenancyId: await portalAccess.tenancyOf(user.landlordId, user.applicationNumber),
    mandate: null,
    since,
  };
}

/** The visitor; null for who only reads adverts. */
export function portalVisitor(request: Request): PortalVisitor | null {
  return visitors.get(request) ?? null;
}

/** The visitor, for what shows a file. Throws 401 for anyone else. */
export function openedFile(request: Request): PortalVisitor {
  const visitor = portalVisitor(request);
  if (visitor) return visitor;
  throw new AppError('not-signed-in', 'Ouvrez votre dossier pour continuer.', {
    hint: 'Il suffit de votre numéro unique, ou de la référence de votre bail.',
  });
}

/** The visitor who may change something. Throws 401, or 403 under a mandate to read only. */
export function openedFileToAct(request: Request): PortalVisitor {
  const visitor = openedFile(request);
  if (mayAct(visitor)) return visitor;
  throw new AppError('forbidden', 'Votre mandat permet de lire ce dossier, pas d’agir à sa place.', {
    hint: 'Le demandeur peut vous donner un mandat pour agir depuis son espace, ou au guichet.',
  });
}

/** Guard of the pages of a file: a reader who opened none is sent to the door, and comes back after it. */
export const requireOpenedFile: RequestHandler = (request, response, next) => {
  if (!portalVisitor(request) && request.method === 'GET' && request.accepts(['html', 'json']) === 'html') {
    return response.redirect(303, `/demandeur/acces?vers=${encodeURIComponent(request.originalUrl)}`);
  }
  openedFile(request);
  next();
};

/** Who asks and when, for stores and the journal. */
export function askedByVisitor(visitor: PortalVisitor, { today }: Pick<HttpDependencies, 'today'>): Asked {
  return askedAs(visitor.landlordId, portalActor(visitor), today());
}

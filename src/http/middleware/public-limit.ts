/**
 * Slows down whoever reads the public pages faster than people do. Generous: a library, an agency or a town hall has one
 * address for many readers. Counted in each process: it guards its load, not a secret.
 */
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { AppError } from '../../kernel/app-error.ts';

const windowSeconds = 60;
/** Pages and pictures of one address in a window. */
const requestsPerAddress = 1200;
/**
 * Of an address that passes on what others ask, and that is no proxy of this machine: its readers cannot be told apart,
 * so that many share the count. The header alone never lifts the limit, since anybody may write it.
 */
const gatewayTimes = 20;

/** The limit of the public pages, by the network address of who asks. */
export function publicLimit(perAddress = requestsPerAddress): RequestHandler {
  return rateLimit({
    windowMs: windowSeconds * 1000,
    limit: (request) => (isGateway(request) ? gatewayTimes : 1) * perAddress,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) =>
      `${isGateway(request) ? 'gateway' : 'address'} ${ipKeyGenerator(request.ip ?? '')}`,
    // This machine itself, or a proxy of it that tells nobody's address: all its readers would share one count.
    skip: (request) => isOfThisMachine(request.ip),
    handler: () => {
      throw new AppError('too-many-requests', 'Trop de pages demandées d’un coup depuis votre connexion.', {
        hint: 'Attendez une minute, puis rechargez la page. Rien n’est perdu : vos candidatures et votre dossier ne changent pas.',
      });
    },
  });
}

/** A request passed on by something that this machine does not know: express then keeps that thing's own address. */
function isGateway(request: Request): boolean {
  return request.get('x-forwarded-for') !== undefined && !isOfThisMachine(request.socket.remoteAddress);
}

function isOfThisMachine(address: string | undefined): boolean {
  return address === undefined || address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

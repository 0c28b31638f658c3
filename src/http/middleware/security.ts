/** Headers that forbid what the pages never do, and the check that a change comes from our own pages. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { cspReportPath } from '../csp-reports.ts';

/** Nothing inline, nothing from elsewhere, no frame around us; what a browser refuses for that is reported to us. */
export function securityHeaders(config: Pick<Config, 'environment'>): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // The first for browsers of today, the second for those that know it alone.
        reportTo: ['csp'],
        reportUri: [cspReportPath],
      },
    },
    // Only where the service is really behind https: on a desk it would lock the browser out.
    strictTransportSecurity: config.environment === 'production',
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  const endpoints: RequestHandler = (_request, response, next) => {
    response.set('reporting-endpoints', `csp="${cspReportPath}"`);
    next();
  };
  return [headers, endpoints];
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that a browser sends from another site. Browsers always say where such a request comes from;
 * a script of the landlord sends neither header, and carries no cookie by accident.
 */
export function sameOriginOnly(config: Pick<Config, 'publicUrl'>): RequestHandler {
  return (request, _response, next) => {
    if (harmless.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const own = config.publicUrl === null ? `${request.protocol}://${request.get('host')}` : config.publicUrl;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin = origin !== undefined && !sameOrigin(origin, own);
    if (!foreignSite && !foreignOrigin) return next();
    throw new AppError('forbidden', 'Cette demande vient d’un autre site ; elle n’a pas été traitée.', {
      hint: 'Ouvrez la page de parcours et recommencez depuis celle-ci.',
    });
  };
}

function sameOrigin(origin: string, own: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === new URL(own).origin;
}

/**
 * What browsers report of things that the policy of our pages refused: a fault of ours, a browser's extension, or an
 * attack that failed. Anybody may send such a report, about anything: little is read of it and less is kept.
 */
import express, { type RequestHandler, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import type { HttpDependencies } from './dependencies.ts';
import { readInput } from './form.ts';

export const cspReportPath = '/csp';
/** Of one address in a minute; a page that breaks sends a handful. */
const reportsPerMinute = 30;
const mostInOne = 20;

const directive = z.string().regex(/^[a-z-]{1,40}$/);
const address = z.string().max(4000);
/** `report-uri`, which all browsers know. */
const single = z.object({
  'csp-report': z.object({
    'effective-directive': directive.optional(),
    'violated-directive': z.string().max(4000).optional(),
    'blocked-uri': address.optional(),
    'document-uri': address.optional(),
  }),
});
/** `report-to`: several at once, of several kinds. */
const several = z
  .array(
    z.object({
      type: z.string().max(40),
      body: z.object({
        effectiveDirective: directive.optional(),
        blockedURL: address.optional(),
        documentURL: address.optional(),
      }),
    }),
  )
  .max(mostInOne);

type Violation = { directive: string; blocked: string; page: string };

/** Mounted before the session and the tokens of forms: a browser sends reports by itself, without either. */
export function cspReports({ logger, metrics }: Pick<HttpDependencies, 'logger' | 'metrics'>): Router {
  const router = Router();
  const limit = rateLimit({
    windowMs: 60_000,
    limit: reportsPerMinute,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    handler: (_request, response) => response.status(429).end(),
  });
  const read = express.json({ type: ['application/csp-report', 'application/reports+json'], limit: '16kb' });
  const keep: RequestHandler = (request, response) => {
    for (const violation of violationsOf(request.body)) {
      metrics.cspReports.inc({ directive: violation.directive });
      logger.warn(violation, 'refus de la politique de contenu');
    }
    response.status(204).end();
  };
  router.post(cspReportPath, limit, read, keep);
  return router;
}

function violationsOf(body: unknown): Violation[] {
  const reports = readInput(z.union([single, several]), body);
  if (!Array.isArray(reports)) {
    const report = reports['csp-report'];
    const named = report['effective-directive'] ?? report['violated-directive']?.split(' ', 1)[0];
    return [violation(named, report['blocked-uri'], report['document-uri'])];
  }
  return reports
    .filter(({ type }) => type === 'csp-violation')
    .map(({ body: { effectiveDirective, blockedURL, documentURL } }) =>
      violation(effectiveDirective, blockedURL, documentURL),
    );
}

const known = new Set(
  ['script', 'script-elem', 'script-attr', 'style', 'style-elem', 'style-attr', 'img', 'font', 'connect']
    .concat(['manifest', 'default', 'frame', 'object', 'media', 'worker', 'child'])
    .map((name) => `${name}-src`.replace(/-(elem|attr)-src$/, '-src-$1'))
    .concat(['form-action', 'base-uri', 'frame-ancestors']),
);

function violation(
  named: string | undefined,
  blocked: string | undefined,
  page: string | undefined,
): Violation {
  return {
    // A label of the metrics: nobody else chooses how many there are.
    directive: named !== undefined && known.has(named) ? named : 'other',
    blocked: placeOf(blocked),
    page: spaceOf(page),
  };
}

/** "inline", "eval", or the origin alone: addresses may carry what somebody typed. */
function placeOf(text: string | undefined): string {
  if (text === undefined || text === '') return 'unknown';
  if (/^[a-z-]{1,20}$/.test(text)) return text;
  if (!URL.canParse(text)) return 'unknown';
  const { origin, protocol } = new URL(text);
  return origin === 'null' ? protocol.slice(0, 40) : origin.slice(0, 200);
}

/** "/agent": the rest of an address may name a file. */
function spaceOf(text: string | undefined): string {
  if (text === undefined || !URL.canParse(text)) return 'unknown';
  const [, first = ''] = new URL(text).pathname.split('/');
  return /^[a-z-]{0,30}$/.test(first) ? `/${first}` : 'unknown';
}

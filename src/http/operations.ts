/** What machines ask: is it alive, can it serve, and its figures for Prometheus. */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Request, Router } from 'express';
import type { Config } from '../config.ts';
import { AppError } from '../kernel/app-error.ts';
import type { HttpDependencies } from './dependencies.ts';

export type Operations = Pick<HttpDependencies, 'checks' | 'metrics'> & {
  config: Pick<Config, 'metricsToken'>;
};

export function operationsRouter(dependencies: Operations): Router {
  const { checks, metrics, config } = dependencies;
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const results = await askChecks(checks);
    const ready = Object.values(results).every(Boolean);
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: ready ? 'ready' : 'not-ready', checks: results });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, config.metricsToken)) {
      throw new AppError(
        'forbidden',
        'Les mesures se lisent depuis cette machine, ou avec le jeton METRICS_TOKEN.',
      );
    }
    response.type(metrics.registry.contentType).send(await metrics.text());
  });
  return router;
}

// A dependency that does not even say no is down: whoever asks is told within that time.
const checkMilliseconds = 3_000;

/** Each part of the service by name, and whether it can serve now; one that is silent cannot. */
export async function askChecks(checks: HttpDependencies['checks']): Promise<Record<string, boolean>> {
  const silent = pause(checkMilliseconds, false, { ref: false });
  const results = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, await Promise.race([check().catch(() => false), silent])] as const,
    ),
  );
  return Object.fromEntries(results);
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Behind a proxy of this machine everyone comes from loopback: its header then says that it is not so. */
function mayReadMetrics(request: Request, token: string | null): boolean {
  const [scheme, given] = (request.get('authorization') ?? '').split(' ');
  if (token !== null && scheme === 'Bearer' && given !== undefined) {
    const [a, b] = [Buffer.from(token), Buffer.from(given)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
  const forwarded = request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined;
  return !forwarded && loopback.has(request.socket.remoteAddress ?? '');
}

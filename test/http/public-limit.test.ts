/** The public pages under a reader that never stops: refused in words, and nobody else with it. */
import express, { type Express } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { errorHandler } from '../../src/http/middleware/errors.ts';
import { publicLimit } from '../../src/http/middleware/public-limit.ts';
import { createLogger } from '../../src/logging.ts';

const perAddress = 12;

/** The layer on its own, behind the same trust in proxies as the application; `from`: who is connected. */
function publicPages(from: string): Express {
  const app = express();
  app.set('trust proxy', 'loopback');
  app.use((asked, _response, next) => {
    Object.defineProperty(asked.socket, 'remoteAddress', { value: from, configurable: true });
    next();
  });
  app.use('/annonces', publicLimit(perAddress));
  app.get('/annonces', (_asked, response) => response.send('des logements'));
  app.use(errorHandler(createLogger('silent')));
  return app;
}

async function statuses(app: Express, count: number, forwarded: string | null): Promise<Map<number, number>> {
  const server = app.listen(0);
  const found = new Map<number, number>();
  for (let sent = 0; sent < count; sent += 1) {
    const asked = request(server).get('/annonces');
    const { status } = await (forwarded === null ? asked : asked.set('x-forwarded-for', forwarded));
    found.set(status, (found.get(status) ?? 0) + 1);
  }
  server.close();
  return found;
}

describe('the limit of the public pages', () => {
  it('is for the address that a proxy of this machine tells, and for no other reader of that proxy', async () => {
    const app = publicPages('127.0.0.1');
    const greedy = await statuses(app, perAddress + 3, '203.0.113.7');
    expect(greedy).toEqual(
      new Map([
        [200, perAddress],
        [429, 3],
      ]),
    );
    expect(await statuses(app, 2, '203.0.113.8')).toEqual(new Map([[200, 2]]));
    const refused = await request(app)
      .get('/annonces')
      .set('accept', 'text/html')
      .set('x-forwarded-for', '203.0.113.7');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Attendez une minute');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is not shared by the readers of a proxy that tells no address, nor by this machine', async () => {
    expect(await statuses(publicPages('::ffff:127.0.0.1'), perAddress + 2, null)).toEqual(
      new Map([[200, perAddress + 2]]),
    );
  });

  it('is wider for a gateway that is not trusted, whose readers cannot be told apart', async () => {
    const app = publicPages('10.0.0.9');
    expect(await statuses(app, perAddress + 2, '203.0.113.7')).toEqual(new Map([[200, perAddress + 2]]));
  });

  it('is not lifted by a header that whoever is connected writes anew each time', async () => {
    const app = publicPages('198.51.100.77');
    const server = app.listen(0);
    const left: string[] = [];
    for (const forged of ['203.0.113.1', '203.0.113.2']) {
      const { headers } = await request(server).get('/annonces').set('x-forwarded-for', forged);
      left.push(String(headers.ratelimit));
    }
    server.close();
    const remaining = left.map((line) => Number(/r=(\d+)/.exec(line)?.[1]));
    expect(remaining[1]).toBe((remaining[0] ?? 0) - 1);
  });
});

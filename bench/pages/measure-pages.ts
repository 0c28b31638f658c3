/** Times requests at the server, from their arrival to the last byte handed over, for one client or several at once. */
import { createServer, type Server } from 'node:http';
import { loadavg } from 'node:os';
import express, { type Express } from 'express';
import postgres from 'postgres';

/** One request, by its address. */
export type Asked = { path: string };

export type Measured = Spread & { processorMs: number; kilobytes: number };

export type TimedServer = {
  url: string;
  /** Milliseconds of each answer since the last call. */
  taken: () => number[];
  close: () => Promise<unknown>;
};

const warmUps = 10;

/** Serves the application on a free port, with a clock on each answer. */
export async function timed(app: Express): Promise<TimedServer> {
  let times: number[] = [];
  const server: Server = createServer((request, response) => {
    const start = performance.now();
    response.on('finish', () => times.push(performance.now() - start));
    app(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    taken: () => {
      const taken = times;
      times = [];
      return taken;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What comes under our pages: express, one query by its key, a page of so many kilobytes. */
export function bareApplication(databaseUrl: string, homeId: string): { app: Express; close: () => unknown } {
  const sql = postgres(databaseUrl, { max: 10 });
  const app = express();
  app.get('/:kilobytes', async (request, response) => {
    const rows = await sql.begin(async (tx) => {
      await tx`select set_config('parcours.landlord', 'demo', true)`;
      return tx`select * from homes where id = ${homeId}`;
    });
    const text = JSON.stringify(rows);
    const size = Number(request.params.kilobytes) * 1000;
    response.type('html').send(text.repeat(Math.ceil(size / text.length)).slice(0, size));
  });
  return { app, close: () => sql.end() };
}

/** Asks so many times, by so many clients at once, in turn through the addresses. Throws on another status than 200. */
export async function measure(
  server: TimedServer,
  cookie: string,
  asked: readonly Asked[],
  { requests, clients }: { requests: number; clients: number },
): Promise<Measured> {
  let kilobytes = 0;
  const ask = async (turn: number) => {
    const { path } = asked[turn % asked.length] ?? { path: '/' };
    const answer = await fetch(`${server.url}${path}`, {
      headers: { cookie, accept: 'text/html' },
    });
    const size = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    kilobytes = Math.max(kilobytes, Math.round(size / 1000));
  };
  for (let turn = 0; turn < warmUps; turn += 1) await ask(turn);
  server.taken();
  const before = process.cpuUsage();
  let next = 0;
  const client = async () => {
    while (next < requests) await ask(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(before);
  return {
    ...spread(server.taken()),
    processorMs: tenth((user + system) / 1000 / requests),
    kilobytes,
  };
}

export type Spread = { requests: number; p50: number; p95: number; max: number; load: number };

/** How long requests took, in milliseconds, with the load of the machine at their end. */
export function spread(taken: readonly number[]): Spread {
  const times = taken.toSorted((a, b) => a - b);
  const at = (share: number) =>
    tenth(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { requests: times.length, p50: at(0.5), p95: at(0.95), max: at(1), load: tenth(loadavg()[0] ?? 0) };
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

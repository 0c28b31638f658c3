import { once } from 'node:events';
import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bullQueue } from '../../src/jobs/bull-queue.ts';
import { redisOptions } from '../../src/jobs/redis-address.ts';
import { createLogger } from '../../src/logging.ts';

const tlsHandshake = 0x16;

describe('the address of Redis', () => {
  it('is read whole', () => {
    expect(redisOptions('redis://localhost')).toEqual({ host: 'localhost', port: 6379 });
    expect(redisOptions('rediss://parcours:mot%20secret@redis.bailleur.lan:6380/2')).toEqual({
      ...{ host: 'redis.bailleur.lan', port: 6380, db: 2 },
      ...{ username: 'parcours', password: 'mot secret' },
      tls: { servername: 'redis.bailleur.lan' },
    });
  });

  it('in rediss is spoken to by TLS alone: nothing goes in clear', async () => {
    const firstBytes: number[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (bytes) => {
        firstBytes.push(bytes[0] ?? 0);
        server.emit('heard');
        socket.destroy();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const heard = once(server, 'heard');
    const silent = createLogger('silent', new Writable({ write: (_chunk, _encoding, done) => done() }));
    const queue = bullQueue(`rediss://127.0.0.1:${port}`, silent, 'tls');
    await heard;
    await queue.stop().catch(() => {});
    server.close();
    expect(new Set(firstBytes)).toEqual(new Set([tlsHandshake]));
  });
});

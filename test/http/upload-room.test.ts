/** Files read at the same time: bounded for all, fewer for one sender, and given back when a sender breaks off. */
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { uploadRoom } from '../../src/http/upload-room.ts';
import { AppError } from '../../src/kernel/app-error.ts';

describe('room for files', () => {
  let server: Server;
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
  });

  const serve = async () => {
    const inside: string[] = [];
    const answers: (() => void)[] = [];
    const app = express();
    app.use(
      uploadRoom({ places: 2, perSender: 2, waiting: 2 }, (request) => String(request.headers['x-sender'])),
    );
    app.post('/', (request, response) => {
      inside.push(String(request.headers['x-sender']));
      answers.push(() => response.json({}));
    });
    const asCode: ErrorRequestHandler = (fault: unknown, _request, response, _next) => {
      response.status(500).json({ code: fault instanceof AppError ? fault.code : 'none' });
    };
    app.use(asCode);
    server = createServer(app).listen(0);
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const send = (sender: string) => {
      const socket = connect(address.port);
      sockets.push(socket);
      let said = '';
      socket.on('data', (chunk) => {
        said += String(chunk);
      });
      socket.write(
        `POST / HTTP/1.1\r\nhost: here\r\nx-sender: ${sender}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 100\r\n\r\n`,
      );
      return { socket, said: () => said };
    };
    return { inside, answers, send };
  };

  it('reads so many at once, and the next when one is answered', async () => {
    const { inside, answers, send } = await serve();
    send('a');
    send('b');
    await expect.poll(() => inside.length).toBe(2);
    send('c');
    const full = [send('d'), send('e'), send('f')];
    await expect.poll(() => full.some(({ said }) => said().includes('unavailable'))).toBe(true);
    expect(inside).toHaveLength(2);
    answers[0]?.();
    await expect.poll(() => inside.length).toBe(3);
  });

  it('holds one sender to its share, whatever room is left', async () => {
    const { inside, send } = await serve();
    send('a');
    await expect.poll(() => inside.length).toBe(1);
    send('a');
    await expect.poll(() => inside.length).toBe(2);
    const third = send('a');
    await expect.poll(() => third.said()).toContain('too-many-requests');
  });

  it('gives back the place of a sender that breaks off', async () => {
    const { inside, send } = await serve();
    const gone = send('a');
    send('b');
    await expect.poll(() => inside.length).toBe(2);
    send('c');
    gone.socket.destroy();
    await expect.poll(() => inside.length).toBe(3);
  });
});

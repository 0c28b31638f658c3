/** A system of the landlord on this machine: keeps what it is sent to the byte, and answers as the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Received = { headers: IncomingHttpHeaders; body: Buffer };

export type WebhookReceiver = {
  url: string;
  received: Received[];
  answerWith: (status: number, headers?: Record<string, string>, body?: string) => void;
  /** Answers wait until what it gives is called. */
  hold: () => () => void;
  stop: () => Promise<void>;
};

export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answer: { status: number; headers: Record<string, string>; body: string } = {
    status: 204,
    headers: {},
    body: '',
  };
  let held: Promise<void> = Promise.resolve();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    const { status, headers, body } = answer;
    await held;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}/parcours`,
    received,
    answerWith: (status, headers = {}, body = '') => {
      answer = { status, headers, body };
    },
    hold: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A gateway of short messages on this machine: keeps what it is given, and answers as the test says. */
import { createServer, type IncomingMessage } from 'node:http';

export type SmsGateway = {
  url: string;
  received: { authorization: string | undefined; key: string | undefined; body: unknown }[];
  answerWith: (status: number, headers?: Record<string, string>) => void;
  stop: () => Promise<void>;
};

export async function smsGateway(): Promise<SmsGateway> {
  const received: SmsGateway['received'] = [];
  let answer: { status: number; headers: Record<string, string> } = { status: 202, headers: {} };
  const server = createServer(async (request, response) => {
    const { authorization, 'idempotency-key': key } = request.headers;
    received.push({ authorization, key: key?.toString(), body: JSON.parse(await textOf(request)) });
    response.writeHead(answer.status, answer.headers).end('{"to":"+33600000000"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    url: `http://nom:s%C3%A9cret@127.0.0.1:${address.port}/messages`,
    received,
    answerWith: (status, headers = {}) => {
      answer = { status, headers };
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

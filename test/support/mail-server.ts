/** A mail server of a few commands on a local port: what it received, and what it was told to refuse. */
import { createServer, type Socket } from 'node:net';

export type MailServer = {
  url: string;
  /** Messages taken, each with its recipient. */
  received: { to: string; message: string }[];
  /** The answer to the next recipients; null: accepted. */
  refuseWith: (answer: string | null) => void;
  stop: () => Promise<void>;
};

export async function mailServer(): Promise<MailServer> {
  const received: MailServer['received'] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    let to = '';
    let data: string[] | null = null;
    let rest = '';
    const answer = (line: string) => socket.write(`${line}\r\n`);
    answer('220 test');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (data !== null) {
          if (line !== '.') data.push(line);
          else {
            received.push({ to, message: data.join('\n') });
            data = null;
            answer('250 taken');
          }
        } else if (/^(EHLO|HELO)/i.test(line)) answer('250 test');
        else if (/^RCPT TO:/i.test(line)) {
          to = /<([^>]*)>/.exec(line)?.[1] ?? '';
          answer(refusal ?? '250 ok');
        } else if (/^DATA/i.test(line)) {
          data = [];
          answer('354 go on');
        } else if (/^QUIT/i.test(line)) {
          answer('221 bye');
          socket.end();
        } else answer('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuseWith: (text) => {
      refusal = text;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

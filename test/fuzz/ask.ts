/** Requests as bytes on a socket: what a polite client would refuse to send is sent all the same. */
import { type Agent, request } from 'node:http';

export type Question = {
  method: string;
  /** As it stands on the wire, already encoded. */
  path: string;
  headers: Record<string, string | string[]>;
  body: string | Buffer | null;
};

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

// A hang would otherwise be told by the test runner alone, without the request that made it.
const answerWithinMilliseconds = 30_000;

/** Sends and reads the whole answer. Rejects where there is none within half a minute. */
export function ask(port: number, agent: Agent, { method, path, headers, body }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(
      { host: '127.0.0.1', port, agent, method, path, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    asked.setTimeout(answerWithinMilliseconds, () => asked.destroy(new Error('no answer in half a minute')));
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

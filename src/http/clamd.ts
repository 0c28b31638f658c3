/**
 * ClamAV's daemon, over its socket: a file goes as INSTREAM, a verdict comes back. Thirty lines of protocol are ours: the
 * clients there are also start programs and fall back to them, which this service never does.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { ClamdAddress } from '../transport.ts';

/** `away`: nobody can tell now, and the file must not be kept. */
export type Verdict = 'clean' | 'infected' | 'away';

export type FileScanner = {
  scan: (bytes: Buffer) => Promise<Verdict>;
  isAnswering: () => Promise<boolean>;
};

/** A page waits for the verdict, and where a file comes piece by piece a transaction does. */
const answerMilliseconds = 15_000;
const chunkBytes = 64 * 1024;

/** The scanner at an address of the configuration; null where there is none. */
export function fileScanner(
  address: ClamdAddress | null,
  { logger, metrics }: { logger: Logger; metrics: Pick<Metrics, 'filesScanned'> },
): FileScanner | null {
  if (address === null) return null;
  const verdictOf = async (bytes: Buffer): Promise<Verdict> => {
    try {
      const said = await ask(address, (socket) => stream(socket, bytes));
      if (said.endsWith(' OK')) return 'clean';
      if (said.endsWith(' FOUND')) {
        // The name of what was found, never that of the file or of who sent it.
        logger.warn(
          { found: said.replace(/^.*?: /, '').replace(/ FOUND$/, '') },
          'fichier reçu refusé par clamd',
        );
        return 'infected';
      }
      logger.error({ said }, 'clamd n’a pas examiné un fichier');
      return 'away';
    } catch (fault) {
      logger.error({ err: fault }, 'clamd ne répond pas');
      return 'away';
    }
  };
  return {
    scan: async (bytes) => {
      const verdict = await verdictOf(bytes);
      metrics.filesScanned.inc({ verdict });
      return verdict;
    },
    isAnswering: async () => {
      try {
        return (await ask(address, async (socket) => void socket.write('zPING\0'))) === 'PONG';
      } catch {
        return false;
      }
    },
  };
}

/** One command a connection; what the daemon says of it, without its final zero. */
async function ask(address: ClamdAddress, say: (socket: Socket) => Promise<void>): Promise<string> {
  const socket = connect(address);
  const clock = setTimeout(() => socket.destroy(new Error('no answer in time')), answerMilliseconds);
  let said = '';
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8');
      if (said.includes('\0')) resolve();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
  // A refusal may come, and the daemon go, before all is said: what it said then counts.
  const spoken = say(socket).catch(() => {});
  try {
    await ended;
    await spoken;
  } finally {
    clearTimeout(clock);
    socket.destroy();
  }
  return said.split('\0', 1)[0]?.trim() ?? '';
}

/** "zINSTREAM", then pieces with their length before them, then a length of zero. */
async function stream(socket: Socket, bytes: Buffer): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes);
    socket.write(lengthOf(chunk.length));
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    if (socket.destroyed) return;
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** A daemon that speaks ClamAV's protocol on a free port: it finds the test file that every scanner knows. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** The test string of EICAR, in two parts so that no scanner takes our sources for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const command = 'zINSTREAM\0';

export type TestClamd = {
  address: string;
  /** Sizes of the files that it was given. */
  scanned: number[];
  /** What it answers instead of a verdict; silent: nothing. */
  mood: 'well' | 'limit' | 'silent' | 'cut';
  stop: () => Promise<void>;
};

export async function startClamd(): Promise<TestClamd> {
  const sockets = new Set<Socket>();
  const daemon: TestClamd = { address: '', scanned: [], mood: 'well', stop: async () => {} };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let heard = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      const said = answerTo(heard, daemon);
      if (said === null) return;
      if (daemon.mood === 'cut') socket.destroy();
      else if (daemon.mood !== 'silent') socket.end(`${said}\0`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  daemon.address = `127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
  daemon.stop = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return daemon;
}

/** Null while the command is not whole. */
function answerTo(heard: Buffer, daemon: TestClamd): string | null {
  if (heard.toString('latin1') === 'zPING\0') return 'PONG';
  if (heard.toString('latin1', 0, command.length) !== command) return null;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    at += 4;
    if (length === 0) return verdictOn(Buffer.concat(parts), daemon);
    parts.push(heard.subarray(at, at + length));
    at += length;
  }
  return null;
}

function verdictOn(file: Buffer, daemon: TestClamd): string {
  daemon.scanned.push(file.length);
  if (daemon.mood === 'limit') return 'INSTREAM size limit exceeded. ERROR';
  return file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}

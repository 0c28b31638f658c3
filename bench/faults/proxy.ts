/** A cable between the service and PostgreSQL that can be cut, frozen or made slow. */
import { connect, createServer, type Socket } from 'node:net';

export type Cable = {
  port: number;
  /** Where the other end is plugged in. */
  plugInto: (port: number) => void;
  /** Bytes stop in both directions, and nobody is told: a firewall that drops. */
  freeze: () => void;
  /** They flow again, those that waited first. */
  thaw: () => void;
  /** Every connection is broken at once. */
  cut: () => void;
  /** Milliseconds that each packet takes more, each way. */
  slow: (milliseconds: number) => void;
  stop: () => Promise<void>;
};

export async function layCable(target: number): Promise<Cable> {
  let targetPort = target;
  let frozen = false;
  let delay = 0;
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  const carry = (from: Socket, to: Socket): void => {
    const pass = (bytes: Buffer) => {
      if (frozen) held.push(() => pass(bytes));
      else if (!to.destroyed) to.write(bytes);
    };
    from.on('data', (bytes: Buffer) => {
      if (delay === 0) pass(bytes);
      else setTimeout(() => pass(bytes), delay);
    });
    from.on('close', () => {
      sockets.delete(from);
      // A frozen cable says nothing of what happened at its other end.
      if (frozen) held.push(() => to.destroy());
      else setTimeout(() => to.destroy(), delay);
    });
    from.on('error', () => from.destroy());
  };
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    sockets.add(near).add(far);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    plugInto: (port) => {
      targetPort = port;
    },
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
      for (const release of held.splice(0)) release();
    },
    cut: breakAll,
    slow: (milliseconds) => {
      delay = milliseconds;
    },
    stop: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => resolve());
      }),
  };
}

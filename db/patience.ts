/**
 * How long a connection waits. A cut network or a frozen machine sends no fault: without these limits a page would
 * wait for a quarter of an hour, and rows that a lost service had locked would stay locked.
 */
import { connect as open, type Socket } from 'node:net';

const second = 1_000;

/** No statement of ours takes this long but those of migrations, which have a connection of their own. */
const statementMilliseconds = 120 * second;
/** A transaction between two statements for this long has lost its service: its locks are given back. */
const idleTransactionMilliseconds = 120 * second;
/** Beyond what the server itself allows a statement, no answer means that nobody is there. */
const silenceMilliseconds = statementMilliseconds + 10 * second;
const lookMilliseconds = 5 * second;
const restSeconds = 60;

/** Settings that the server keeps for each connection. */
export const serverPatience = {
  statement_timeout: statementMilliseconds,
  idle_in_transaction_session_timeout: idleTransactionMilliseconds,
};

type Place = {
  host: readonly string[];
  port: readonly number[];
  /** A socket of this machine; the driver says false where there is none. */
  path?: string | false;
};

/** A socket that is closed once it stayed silent too long; the pool then opens another. */
function patientSocket({ host, port, path }: Place): Socket {
  const socket = path ? open({ path }) : open({ host: host[0] ?? 'localhost', port: port[0] ?? 5432 });
  closeWhenSilent(socket);
  // The driver reads the server's name here for TLS.
  return Object.assign(socket, { host: host[0] });
}

function closeWhenSilent(socket: Socket): void {
  let heard = { bytes: 0, at: performance.now() };
  const look = setInterval(() => {
    const { bytesRead } = socket;
    if (bytesRead !== heard.bytes) heard = { bytes: bytesRead, at: performance.now() };
    else if (performance.now() - heard.at > silenceMilliseconds) socket.destroy();
  }, lookMilliseconds).unref();
  socket.once('close', () => clearInterval(look));
}

/** What the driver is told: its sockets are ours, and one at rest is closed long before its silence means anything. */
export const driverPatience = { idle_timeout: restSeconds, socket: patientSocket };

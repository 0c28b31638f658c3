/** Listening, and stopping without cutting anyone off. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Config } from '../config.ts';
import { AppError } from '../kernel/app-error.ts';

const drainMilliseconds = 10_000;

/** A server that says it is starting, until it is given the pages. */
export function startingServer(): Server {
  return createServer(startingUp);
}

/** From now on the server answers with the application. */
export function serve(server: Server, app: RequestListener): void {
  server.removeListener('request', startingUp);
  server.on('request', app);
}

const startingUp: RequestListener = (request, response) => {
  const alive = request.url === '/healthz';
  response.writeHead(alive ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '5' });
  response.end(JSON.stringify(alive ? { status: 'alive' } : { status: 'starting' }));
};

/**
 * Listens and gives the address. Throws an AppError saying what to do where the port cannot be had; `otherPort`: how to
 * ask for another.
 */
export function listen(
  server: Server,
  config: Pick<Config, 'host' | 'port'>,
  otherPort = 'PORT=3001 npm start',
): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => reject(listenError(fault, config, otherPort)));
    server.listen(config.port, config.host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : config.port;
      resolve(`http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`);
    });
  });
}

/** Accepts nothing new, lets present requests end, and cuts what is left after ten seconds. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function listenError(
  fault: NodeJS.ErrnoException,
  { host, port }: Pick<Config, 'host' | 'port'>,
  otherPort: string,
): AppError {
  if (fault.code === 'EADDRINUSE') {
    return new AppError('conflict', `Le port ${port} est déjà pris sur ${host}.`, {
      hint: `Arrêtez le programme qui l’occupe (peut-être un autre parcours), ou changez de port : ${otherPort}`,
      cause: fault,
    });
  }
  if (fault.code === 'EACCES') {
    return new AppError('bad-configuration', `Le port ${port} est réservé au système.`, {
      hint: 'Choisissez un port au-dessus de 1023 : PORT=3000 npm start',
      cause: fault,
    });
  }
  return new AppError(
    'bad-configuration',
    `Impossible d’écouter sur ${host}, port ${port} (${fault.code}).`,
    {
      hint: 'Vérifiez HOST et PORT.',
      cause: fault,
    },
  );
}

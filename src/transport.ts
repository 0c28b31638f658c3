/** Where the service speaks to its own machines: in production, in clear only on this machine or where it is said. */
import type { ErrorDetail } from './kernel/app-error.ts';

export type Transports = {
  /** Addresses by key; null: not given. */
  databases: Readonly<Record<string, string | null>>;
  redis: string | null;
  clamd: ClamdAddress | null;
  /** Hosts on a network that the landlord trusts: without TLS there. */
  unencryptedHosts: readonly string[];
};

/** A socket of this machine, or a port. */
export type ClamdAddress = { path: string } | { host: string; port: number };

const wayOut =
  'ou nommez cette machine dans UNENCRYPTED_HOSTS si elle n’est jointe que par un réseau auquel vous faites confiance';

/** What would travel in clear to another machine, a line a key. */
export function transportProblems({ databases, redis, clamd, unencryptedHosts }: Transports): ErrorDetail[] {
  const isTrusted = (host: string) => isThisMachine(host) || unencryptedHosts.includes(host);
  const found: ErrorDetail[] = [];
  for (const [path, address] of Object.entries(databases)) {
    if (address === null || isEncryptedDatabase(address) || isTrusted(hostOf(address))) continue;
    found.push({
      path,
      message: `PostgreSQL est sur une autre machine (${hostOf(address)}) et l’adresse ne demande pas une connexion chiffrée et vérifiée : ajoutez-y ?sslmode=verify-full, ${wayOut}`,
    });
  }
  if (redis !== null && !redis.startsWith('rediss:') && !isTrusted(hostOf(redis))) {
    found.push({
      path: 'REDIS_URL',
      message: `Redis est sur une autre machine (${hostOf(redis)}) sans chiffrement : employez rediss://, ${wayOut}`,
    });
  }
  if (clamd !== null && 'host' in clamd && !isTrusted(clamd.host)) {
    found.push({
      path: 'CLAMD_ADDRESS',
      message: `clamd est sur une autre machine (${clamd.host}), et les fichiers y partiraient en clair : employez celui de cette machine, ${wayOut}`,
    });
  }
  return found;
}

/** "/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310". */
export function clamdAddressOf(text: string): ClamdAddress {
  if (text.startsWith('/')) return { path: text };
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
}

/** `require` encrypts without asking to whom: whoever stands between would read everything. */
function isEncryptedDatabase(address: string): boolean {
  const { searchParams } = new URL(address);
  return searchParams.get('sslmode') === 'verify-full' || searchParams.get('sslrootcert') === 'system';
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '');
}

/** Empty or a path: a socket of this machine. */
function isThisMachine(host: string): boolean {
  return host === '' || host.startsWith('%2F') || /^(localhost|127(\.\d+){3}|::1)$/.test(host);
}

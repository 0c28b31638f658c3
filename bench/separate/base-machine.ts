/** The machine of PostgreSQL and Redis: both speak TLS alone, under a certificate authority of the house. */
import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { createServiceDatabase } from '../../db/embedded/embedded-database.ts';
import { until } from '../faults/processes.ts';
import { type Machine, nobody } from './machines.ts';

/** Its name in the network, which its certificate bears. */
export const baseName = 'base.parcours.lan';

export type Addresses = { service: string; owner: string; redis: string };

/** Starts both on the machine and makes the two accounts and the database; gives their addresses. */
export async function startBase(machine: Machine): Promise<Addresses> {
  const { folder, address } = machine;
  makeCertificates(folder);
  const cluster = await ensureCluster(path.join(folder, 'postgresql'));
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, path.join(folder, 'postgresql')]);
  writeFileSync(path.join(folder, 'pg_hba.conf'), 'hostssl all all all scram-sha-256\n');
  // npm's programs stand in a folder that machines do not see.
  execFileSync('cp', ['-a', path.resolve(cluster.binaries.postgres, '../..'), path.join(folder, 'native')]);
  const settings = [
    `listen_addresses=${address}`,
    'unix_socket_directories=',
    'ssl=on',
    'ssl_cert_file=/opt/base.crt',
    'ssl_key_file=/opt/base.key',
    'hba_file=/opt/pg_hba.conf',
    'max_connections=200',
  ];
  const server = machine.start(
    [
      '/opt/native/bin/postgres',
      '-D',
      cluster.data.replace(folder, '/opt'),
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { TZ: 'UTC' },
  );
  const redis = machine.start([
    'redis-server',
    ...['--bind', address, '--port', '0', '--tls-port', '6379', '--tls-auth-clients', 'no'],
    ...[
      '--tls-cert-file',
      '/opt/base.crt',
      '--tls-key-file',
      '/opt/base.key',
      '--tls-ca-cert-file',
      '/opt/house.crt',
    ],
    ...['--requirepass', cluster.password, '--save', '', '--appendonly', 'no', '--dir', '/opt/data'],
  ]);
  const password = encodeURIComponent(cluster.password);
  const of = (account: string, database: string, ssl: string) =>
    `postgres://${account}:${password}@${ssl === 'require' ? address : baseName}:5432/${database}?sslmode=${ssl}`;
  await until(
    'PostgreSQL answers',
    async () => {
      if (server.isGone() || redis.isGone()) throw new Error(`${server.told()}${redis.told()}`);
      const sql = postgres(of('postgres', 'postgres', 'require'), { max: 1, onnotice: () => {} });
      try {
        await createServiceDatabase(sql, cluster.password);
        return true;
      } finally {
        await sql.end();
      }
    },
    30_000,
  ).catch(() => {
    throw new Error(`the base does not start: ${server.told()}${redis.told()}`);
  });
  return {
    service: of('parcours_service', 'parcours', 'verify-full'),
    owner: of('parcours', 'parcours', 'verify-full'),
    redis: `rediss://:${password}@${baseName}:6379`,
  };
}

/** The authority's certificate, for every machine, and the base's own with its key. */
function makeCertificates(folder: string): void {
  const openssl = (command: string) =>
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  writeFileSync(path.join(folder, 'names'), `subjectAltName=DNS:${baseName}\n`);
  openssl('req -x509 -newkey rsa:2048 -nodes -keyout house.key -out house.crt -days 2 -subj /CN=maison');
  openssl(`req -newkey rsa:2048 -nodes -keyout base.key -out base.csr -subj /CN=${baseName}`);
  openssl(
    'x509 -req -in base.csr -CA house.crt -CAkey house.key -CAcreateserial -out base.crt -days 2 -extfile names',
  );
  chownSync(path.join(folder, 'base.key'), nobody, nobody);
}

/** Gives a machine the authority's certificate, as an administrator copies it. */
export function giveAuthority(base: Machine, to: Machine): void {
  cpSync(path.join(base.folder, 'house.crt'), path.join(to.folder, 'house.crt'));
}

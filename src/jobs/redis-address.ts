/** What bull needs to reach Redis. It reads addresses by itself, and would speak in clear to a `rediss://` one. */
import type { QueueOptions } from 'bull';

type RedisOptions = Exclude<NonNullable<QueueOptions['redis']>, string>;

const usualPort = 6379;

/** The options of an address; `rediss` is TLS, and the certificate is checked against the name. */
export function redisOptions(address: string): RedisOptions {
  const { protocol, hostname, port, pathname, username, password } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const database = Number(pathname.slice(1));
  return {
    host,
    port: port === '' ? usualPort : Number(port),
    ...(database > 0 ? { db: database } : {}),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: { servername: host } } : {}),
  };
}

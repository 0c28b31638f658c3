/** The environment, read once. Every wrong key is told at once; nothing else in the code reads process.env. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Key, keys } from './config-keys.ts';
import { AppError, type ErrorDetail } from './kernel/app-error.ts';
import { type CivilDate, civilDate, civilDateInParis, civilDateSchema } from './kernel/civil-date.ts';
import { type ClamdAddress, clamdAddressOf, transportProblems } from './transport.ts';

/** How parcours is known at an identity provider. */
export type OidcClient = { issuer: string; clientId: string; clientSecret: string };

export type Config = {
  environment: 'development' | 'test' | 'production';
  port: number;
  /** Address listened on; loopback unless said otherwise. */
  host: string;
  /** Outside PostgreSQL; null: the embedded one, in `dataDir`. */
  databaseUrl: string | null;
  /** Redis for bull; null: jobs run in this process. */
  redisUrl: string | null;
  dataDir: string;
  /** Loads the demonstration landlord and its accounts. */
  demo: boolean;
  /** The application's fixed today, in the demonstration and tests only; null: the clock. */
  fixedToday: CivilDate | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Lets a distant Prometheus read /metrics; null: loopback only. */
  metricsToken: string | null;
  /** Where a worker gives its own metrics; null: nowhere. */
  workerMetricsPort: number | null;
  /** Signs session cookies; null: generated and kept in the database's data. */
  sessionSecret: string | null;
  /** Address that people use, for links and the check of origin; null: the request's own. */
  publicUrl: string | null;
  /** Mail server; null: messages are written as files in `dataDir`. */
  smtpUrl: string | null;
  /** Gateway of short messages, credentials included; null: messages are written as files in `dataDir`. */
  smsUrl: string | null;
  /** Long tasks are done by this process; false: only by `npm run worker`, through Redis. */
  worksHere: boolean;
  /** Processes that serve pages on the port; 1: the service does all in its own. */
  pageProcesses: number;
  /** From so many pairs (home, household) a run is shared among workers, through Redis. */
  sharedPairs: number;
  /** What a shared run waits at least for another worker before it takes its part again. */
  sharedPatienceSeconds: number;
  /** Account that owns the tables, for migrations alone; null: that of `databaseUrl`. */
  databaseOwnerUrl: string | null;
  /** The scanner of files that are received; null: none. */
  clamd: ClamdAddress | null;
  /** Keys of sensitive columns by name, the one that encrypts first; null: generated in `dataDir`. */
  encryptionKeys: readonly { name: string; key: string }[] | null;
  /** Proxies believed on a visitor's address and protocol. */
  trustedProxies: readonly string[];
  /** Officers and administrators sign in with a one-time code too. */
  requiresSecondFactor: boolean;
  /** Identity providers; null: none. */
  oidcOfAgents: OidcClient | null;
  oidcOfApplicants: OidcClient | null;
  /** Hosts on private networks that webhooks may reach, "name", "address" or either with ":port"; public ones need none. */
  webhookAllowedHosts: readonly string[];
  /** Sender of every message; null: an address that nobody reads, for the file outbox. */
  mailFrom: string | null;
};

/** The demonstration's fixed day; its pages say so. */
const demonstrationToday = civilDate('2026-11-21');

type KeyName = (typeof keys)[number]['name'];

/** Reads this process's environment. Throws an AppError listing every wrong key. */
export function loadConfig(): Config {
  // biome-ignore lint/style/noProcessEnv: the one place that reads it
  return parseConfig(process.env);
}

/** The configuration of an environment; an empty value is an absent one. Secrets may come from `<KEY>_FILE`. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: ErrorDetail[] = [];
  const values = new Map<KeyName, unknown>();
  for (const key of keys) {
    const text = textOf(key, environment, problems);
    if (text === undefined) continue;
    const parsed = key.schema.safeParse(text);
    if (parsed.success) values.set(key.name, parsed.data);
    else problems.push({ path: key.name, message: `attendu : ${expectation(parsed.error)}` });
  }
  const config = assemble(environment, values, problems);
  if (problems.length === 0) return config;
  throw new AppError('bad-configuration', 'La configuration est à corriger.', {
    hint: problems.map(({ path, message }) => `  ${path} : ${message}`).join('\n'),
    details: problems,
  });
}

/** The text of `.env.example`: every key with its meaning. A test keeps the file equal to it. */
export function environmentExample(): string {
  const lines = keys.map((key: Key) => {
    const file = key.secret ? ` Peut venir d’un fichier : ${key.name}_FILE.` : '';
    return `# ${key.fr}${file}\n${key.example === '' ? '# ' : ''}${key.name}=${key.example}\n`;
  });
  return `# Configuration de parcours. Engendré par scripts/write-env-example.ts : ne pas modifier à la main.\n\n${lines.join('\n')}`;
}

function textOf(
  key: Key,
  environment: Readonly<Record<string, string | undefined>>,
  problems: ErrorDetail[],
): string | undefined {
  const direct = environment[key.name]?.trim();
  const file = key.secret ? environment[`${key.name}_FILE`]?.trim() : undefined;
  if (direct && file)
    problems.push({ path: key.name, message: `donné deux fois, aussi par ${key.name}_FILE` });
  if (direct) return direct;
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    problems.push({ path: `${key.name}_FILE`, message: `fichier illisible : ${file}` });
    return undefined;
  }
}

function expectation(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join(', ');
}

function assemble(
  environment: Readonly<Record<string, string | undefined>>,
  values: ReadonlyMap<KeyName, unknown>,
  problems: ErrorDetail[],
): Config {
  // Each value came out of its own schema above; this only gives them back their types.
  const read = <Value>(name: KeyName, schema: z.ZodType<Value>, otherwise: Value): Value =>
    values.has(name) ? schema.parse(values.get(name)) : otherwise;
  const text = z.string().nullable();
  const mode = read('NODE_ENV', z.enum(['development', 'test', 'production']), 'development');
  const databaseUrl = read('DATABASE_URL', text, null);
  const demoDefault = databaseUrl === null && mode !== 'production' ? '1' : '0';
  const demo = read('PARCOURS_DEMO', z.enum(['0', '1']), demoDefault) === '1';
  if (environment.PARCOURS_TODAY?.trim() && !demo && mode !== 'test') {
    problems.push({ path: 'PARCOURS_TODAY', message: 'réservé à la démonstration et aux tests' });
  }
  const smtpUrl = read('SMTP_URL', text, null);
  const mailFrom = read('MAIL_FROM', text, null);
  if (smtpUrl !== null && mailFrom === null && !problems.some(({ path }) => path === 'MAIL_FROM')) {
    problems.push({ path: 'MAIL_FROM', message: 'attendu avec SMTP_URL : une adresse de courriel' });
  }
  const redisUrl = read('REDIS_URL', text, null);
  const worksHere = read('PARCOURS_JOBS', z.enum(['here', 'workers']), 'here') === 'here';
  if (!worksHere && redisUrl === null) {
    problems.push({
      path: 'PARCOURS_JOBS',
      message: 'workers demande REDIS_URL : sans lui, personne ne ferait les tâches',
    });
  }
  const databaseOwnerUrl = read('DATABASE_OWNER_URL', text, null);
  const clamdAddress = read('CLAMD_ADDRESS', text, null);
  const clamd = clamdAddress === null ? null : clamdAddressOf(clamdAddress);
  if (mode === 'production') {
    const databases = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl };
    const unencryptedHosts = listOf(read('UNENCRYPTED_HOSTS', z.string(), ''));
    problems.push(...transportProblems({ databases, redis: redisUrl, clamd, unencryptedHosts }));
  }
  const encryptionKeys = read('ENCRYPTION_KEYS', text, null);
  const secondFactor = read('SECOND_FACTOR', z.enum(['offered', 'required']).nullable(), null);
  const oidcClient = (space: 'AGENTS' | 'APPLICANTS'): OidcClient | null => {
    const issuer = read(`OIDC_${space}_ISSUER`, text, null);
    const clientId = read(`OIDC_${space}_CLIENT_ID`, text, null);
    const clientSecret = read(`OIDC_${space}_CLIENT_SECRET`, text, null);
    if (issuer !== null && clientId !== null && clientSecret !== null)
      return { issuer, clientId, clientSecret };
    if (issuer !== null || clientId !== null || clientSecret !== null) {
      problems.push({
        path: `OIDC_${space}_ISSUER`,
        message: 'ISSUER, CLIENT_ID et CLIENT_SECRET vont ensemble',
      });
    }
    return null;
  };
  return {
    environment: mode,
    port: read('PORT', z.number(), 3000),
    host: read('HOST', z.string(), '127.0.0.1'),
    databaseUrl,
    redisUrl,
    worksHere,
    pageProcesses: read('PARCOURS_PAGE_PROCESSES', z.number(), 1),
    sharedPairs: read('PARCOURS_SHARED_PAIRS', z.number(), 2_000_000),
    sharedPatienceSeconds: read('PARCOURS_SHARED_PATIENCE', z.number(), 3),
    databaseOwnerUrl,
    clamd,
    encryptionKeys: encryptionKeys === null ? null : keysOf(encryptionKeys),
    trustedProxies: listOf(read('TRUSTED_PROXIES', z.string(), 'loopback')),
    requiresSecondFactor:
      secondFactor === null ? mode === 'production' && !demo : secondFactor === 'required',
    oidcOfAgents: oidcClient('AGENTS'),
    oidcOfApplicants: oidcClient('APPLICANTS'),
    dataDir: read('PARCOURS_DATA_DIR', z.string(), '.parcours'),
    demo,
    fixedToday: read('PARCOURS_TODAY', civilDateSchema.nullable(), demo ? demonstrationToday : null),
    logLevel: read('LOG_LEVEL', z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info'),
    metricsToken: read('METRICS_TOKEN', text, null),
    workerMetricsPort: read('WORKER_METRICS_PORT', z.number().nullable(), null),
    sessionSecret: read('SESSION_SECRET', text, null),
    publicUrl: read('PUBLIC_URL', text, null),
    smtpUrl,
    smsUrl: read('SMS_URL', text, null),
    webhookAllowedHosts: listOf(read('WEBHOOK_ALLOWED_HOSTS', z.string(), '')),
    mailFrom,
  };
}

function keysOf(text: string): { name: string; key: string }[] {
  return text.split(',').map((part) => {
    const [name = '', key = ''] = part.split(':');
    return { name, key };
  });
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The application's today: the fixed one of a demonstration, or the civil day in Paris. */
export function todayOf(config: Pick<Config, 'fixedToday'>): CivilDate {
  return config.fixedToday ?? civilDateInParis(new Date());
}

/** The environment, read once. Every wrong key is told at once; nothing else in the code reads process.env. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError, type ErrorDetail } from './kernel/app-error.ts';
import { type CivilDate, civilDate, civilDateInParis, civilDateSchema } from './kernel/civil-date.ts';

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
  /** Signs session cookies; null: generated and kept in the database's data. */
  sessionSecret: string | null;
  /** Address that people use, for links and the check of origin; null: the request's own. */
  publicUrl: string | null;
  /** Mail server; null: messages are written as files in `dataDir`. */
  smtpUrl: string | null;
  /** Gateway of short messages, credentials included; null: messages are written as files in `dataDir`. */
  smsUrl: string | null;
  /** Sender of every message; null: an address that nobody reads, for the file outbox. */
  mailFrom: string | null;
};

/** The demonstration's fixed day; its pages say so. */
const demonstrationToday = civilDate('2026-11-21');

type Key = { name: string; schema: z.ZodType; example: string; fr: string; secret?: true };

const keys = [
  {
    name: 'PORT',
    schema: z.coerce.number('un nombre').int().min(0).max(65_535),
    example: '3000',
    fr: 'Port d’écoute (0 : un port libre).',
  },
  { name: 'HOST', schema: z.string(), example: '127.0.0.1', fr: 'Adresse d’écoute.' },
  {
    name: 'PUBLIC_URL',
    schema: z.url({ protocol: /^https?$/, error: 'une adresse http(s)://…' }),
    example: '',
    fr: 'Adresse publique du service derrière un serveur mandataire, par exemple https://parcours.example.',
  },
  {
    name: 'DATABASE_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'une adresse postgres://…' }),
    example: '',
    fr: 'PostgreSQL extérieur. Vide : une base embarquée dans PARCOURS_DATA_DIR.',
    secret: true,
  },
  {
    name: 'REDIS_URL',
    schema: z.url({ protocol: /^rediss?$/, error: 'une adresse redis://…' }),
    example: '',
    fr: 'Redis pour répartir les tâches sur plusieurs machines. Vide : tâches dans ce processus.',
    secret: true,
  },
  {
    name: 'PARCOURS_DATA_DIR',
    schema: z.string().min(1),
    example: '.parcours',
    fr: 'Dossier de la base embarquée.',
  },
  {
    name: 'PARCOURS_DEMO',
    schema: z.enum(['0', '1'], '0 ou 1'),
    example: '',
    fr: 'Bailleur et comptes de démonstration (1) ou non (0). Vide : 1 sans DATABASE_URL et hors production.',
  },
  {
    name: 'PARCOURS_TODAY',
    schema: civilDateSchema,
    example: '',
    fr: 'Démonstration et tests seulement : le jour de l’application (AAAA-MM-JJ).',
  },
  {
    name: 'NODE_ENV',
    schema: z.enum(['development', 'test', 'production'], 'development, test ou production'),
    example: 'development',
    fr: 'production : cookies sécurisés, pas de démonstration par défaut.',
  },
  {
    name: 'LOG_LEVEL',
    schema: z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'fatal, error, warn, info, debug ou silent',
    ),
    example: 'info',
    fr: 'Niveau du journal (JSON sur la sortie d’erreur, sans donnée personnelle).',
  },
  {
    name: 'METRICS_TOKEN',
    schema: z.string().min(16, 'au moins 16 caractères'),
    example: '',
    fr: 'Jeton « Bearer » pour lire /metrics à distance. Vide : lecture depuis cette machine seulement.',
    secret: true,
  },
  {
    name: 'SESSION_SECRET',
    schema: z.string().min(32, 'au moins 32 caractères'),
    example: '',
    fr: 'Secret qui signe les cookies de session. Vide : engendré, puis gardé dans la base.',
    secret: true,
  },
  {
    name: 'SMTP_URL',
    schema: z.url({ protocol: /^smtps?$/, error: 'une adresse smtp://… ou smtps://…' }),
    example: '',
    fr: 'Serveur de courriel, identifiants compris. Vide : messages écrits dans PARCOURS_DATA_DIR/outbox.',
    secret: true,
  },
  {
    name: 'SMS_URL',
    schema: z.url({ protocol: /^https$/, error: 'une adresse https://…' }),
    example: '',
    fr: 'Passerelle de SMS, identifiants compris (https://nom:secret@…) : elle reçoit {"id","to","text"} en JSON par POST et répond 2xx. Vide : messages écrits dans PARCOURS_DATA_DIR/outbox.',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    schema: z.email('une adresse de courriel'),
    example: '',
    fr: 'Adresse d’expédition des courriels ; nécessaire avec SMTP_URL.',
  },
] as const satisfies readonly Key[];

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
  return {
    environment: mode,
    port: read('PORT', z.number(), 3000),
    host: read('HOST', z.string(), '127.0.0.1'),
    databaseUrl,
    redisUrl: read('REDIS_URL', text, null),
    dataDir: read('PARCOURS_DATA_DIR', z.string(), '.parcours'),
    demo,
    fixedToday: read('PARCOURS_TODAY', civilDateSchema.nullable(), demo ? demonstrationToday : null),
    logLevel: read('LOG_LEVEL', z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info'),
    metricsToken: read('METRICS_TOKEN', text, null),
    sessionSecret: read('SESSION_SECRET', text, null),
    publicUrl: read('PUBLIC_URL', text, null),
    smtpUrl,
    smsUrl: read('SMS_URL', text, null),
    mailFrom,
  };
}

/** The application's today: the fixed one of a demonstration, or the civil day in Paris. */
export function todayOf(config: Pick<Config, 'fixedToday'>): CivilDate {
  return config.fixedToday ?? civilDateInParis(new Date());
}

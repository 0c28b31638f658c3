/** The keys of the environment: how each is read, an example, and what it means in French. */
import { z } from 'zod';
import { civilDateSchema } from './kernel/civil-date.ts';

// 32 bytes are 43 characters of base64 and one "=".
const encryptionKeysPattern = /^[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=)*$/;

export type Key = { name: string; schema: z.ZodType; example: string; fr: string; secret?: true };

/** Every key, in the order of `.env.example`. */
export const keys = [
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
    name: 'WORKER_METRICS_PORT',
    schema: z.coerce.number('un nombre').int().min(0).max(65_535),
    example: '',
    fr: 'Port, sur HOST, où un « npm run worker » donne ses propres mesures (/metrics) et son état (/healthz, /readyz), sous les mêmes conditions que le service ; un par processus de la machine (0 : un port libre). Vide : il n’écoute pas.',
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
  {
    name: 'PARCOURS_JOBS',
    schema: z.enum(['here', 'workers'], 'here ou workers'),
    example: '',
    fr: 'Qui fait les tâches longues : ce service (here) ou seulement les processus « npm run worker » (workers, avec REDIS_URL). Vide : here.',
  },
  {
    name: 'PARCOURS_PAGE_PROCESSES',
    schema: z.coerce.number('un nombre').int().min(1).max(64),
    example: '',
    fr: 'Combien de processus servent les pages sur le même port, à côté de celui qui fait les tâches : autant que de cœurs où beaucoup de monde vient à la fois. Vide : 1, tout dans un seul processus.',
  },
  {
    name: 'PARCOURS_SHARED_PAIRS',
    schema: z.coerce.number('un nombre').int().min(0),
    example: '',
    fr: 'À partir de combien de couples (logement, ménage) un calcul est réparti entre les processus de travail, avec REDIS_URL. Vide : 2 000 000.',
  },
  {
    name: 'PARCOURS_SHARED_PATIENCE',
    schema: z.coerce.number('un nombre').min(1).max(600),
    example: '',
    fr: 'Secondes qu’un calcul réparti attend au moins un autre processus avant de reprendre sa part. Vide : 3.',
  },
  {
    name: 'DATABASE_OWNER_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'une adresse postgres://…' }),
    example: '',
    fr: 'Compte propriétaire de la base, pour les migrations seules. Vide : celui de DATABASE_URL, qui peut alors lever la séparation des bailleurs.',
    secret: true,
  },
  {
    name: 'UNENCRYPTED_HOSTS',
    schema: z
      .string()
      .regex(/^[\w.:-]+(\s*,\s*[\w.:-]+)*$/, 'des noms ou adresses, séparés par des virgules'),
    example: '',
    fr: 'Machines de PostgreSQL, de Redis ou de clamd jointes sans chiffrement, par un réseau auquel vous faites confiance, par exemple database,redis. Vide : en production, aucune autre que celle-ci.',
  },
  {
    name: 'CLAMD_ADDRESS',
    schema: z
      .string()
      .regex(/^(\/\S+|[\w.-]+:\d{1,5}|\[[\da-f:]+\]:\d{1,5})$/i, 'une machine:port ou le chemin d’un socket'),
    example: '',
    fr: 'ClamAV (clamd) qui examine chaque fichier reçu, par exemple 127.0.0.1:3310 ou /run/clamav/clamd.ctl. Vide : aucun examen.',
  },
  {
    name: 'ENCRYPTION_KEYS',
    schema: z.string().regex(encryptionKeysPattern, 'nom:clé[,nom:clé…], chaque clé de 32 octets en base64'),
    example: '',
    fr: 'Clés des données sensibles, la première chiffre et toutes déchiffrent (nom:base64 de 32 octets, séparées par des virgules). Vide : engendrée dans PARCOURS_DATA_DIR, à garder avec les sauvegardes ; plusieurs machines ont les mêmes.',
    secret: true,
  },
  {
    name: 'TRUSTED_PROXIES',
    schema: z.string().min(1),
    example: '',
    fr: 'Adresses des serveurs mandataires crus sur l’adresse et le protocole des visiteurs (séparées par des virgules). Vide : cette machine.',
  },
  {
    name: 'SECOND_FACTOR',
    schema: z.enum(['offered', 'required'], 'offered ou required'),
    example: '',
    fr: 'Code à usage unique des agents : proposé (offered) ou exigé (required). Vide : exigé en production hors démonstration, sinon proposé.',
  },
  {
    name: 'OIDC_AGENTS_ISSUER',
    schema: z.url({ protocol: /^https?$/, error: 'une adresse https://…' }),
    example: '',
    fr: 'Fournisseur d’identité des agents (ProConnect ou celui du bailleur). Vide : comptes locaux seulement.',
  },
  {
    name: 'OIDC_AGENTS_CLIENT_ID',
    schema: z.string().min(1),
    example: '',
    fr: 'Identifiant de parcours chez ce fournisseur.',
  },
  {
    name: 'OIDC_AGENTS_CLIENT_SECRET',
    schema: z.string().min(1),
    example: '',
    fr: 'Secret de parcours chez ce fournisseur.',
    secret: true,
  },
  {
    name: 'OIDC_APPLICANTS_ISSUER',
    schema: z.url({ protocol: /^https?$/, error: 'une adresse https://…' }),
    example: '',
    fr: 'Fournisseur d’identité des demandeurs (FranceConnect). Vide : codes du portail seulement.',
  },
  {
    name: 'OIDC_APPLICANTS_CLIENT_ID',
    schema: z.string().min(1),
    example: '',
    fr: 'Identifiant de parcours chez ce fournisseur.',
  },
  {
    name: 'OIDC_APPLICANTS_CLIENT_SECRET',
    schema: z.string().min(1),
    example: '',
    fr: 'Secret de parcours chez ce fournisseur.',
    secret: true,
  },
  {
    name: 'WEBHOOK_ALLOWED_HOSTS',
    schema: z
      .string()
      .regex(
        /^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/,
        'des noms ou adresses, avec ou sans port, séparés par des virgules',
      ),
    example: '',
    fr: 'Systèmes du bailleur sur un réseau privé, par exemple erp.bailleur.lan:8443,10.2.0.7 : les liaisons n’atteignent sinon que des adresses publiques.',
  },
] as const satisfies readonly Key[];

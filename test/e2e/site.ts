/** The whole service with the small demonstration, and a real browser in front of it, for all end-to-end tests. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import type { DemoVariant } from '../../db/demo/demo-landlord.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logging.ts';
import { type Service, startService } from '../../src/service.ts';
import { testDatabase, testEncryption } from '../support/postgres.ts';

export type Mailbox =
  | 'admin'
  | 'agent'
  | 'commission'
  | 'membre2'
  | 'membre3'
  | 'membre4'
  | 'membre5'
  | 'membre6'
  | 'reservataire'
  | 'locataire'
  | 'prefecture'
  | 'secretaire'
  | 'dpo'
  | 'maire';

export type Site = {
  url: string;
  /** A page of a new visitor, or of someone who has signed in; closed with the site. */
  open: (who: Mailbox | null, options?: BrowserContextOptions) => Promise<Page>;
  /** Stops the service and starts it again on the same data and port, on another day. */
  restartOn: (today: string) => Promise<void>;
  /** All that the service logged so far. */
  log: () => string;
  /** The messages that left for an address or a telephone, as the files of the outbox hold them, oldest first. */
  messagesTo: (recipient: string) => Promise<string[]>;
  stop: () => Promise<void>;
};

const binaries = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** Where the browser is on this machine; undefined where there is none. */
export const chromiumPath = binaries.find((path) => existsSync(path));

/** Starts the service on a database and a port of its own, then the browser. */
export async function startSite({
  variant = 'small',
  today,
}: {
  variant?: DemoVariant;
  today?: string;
} = {}): Promise<Site> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'parcours-site-'));
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const start = (port: string, day: string | undefined): Promise<Service> => {
    const environment = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      ENCRYPTION_KEYS: testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','),
      PARCOURS_DATA_DIR: dataDir,
      PARCOURS_DEMO: '1',
      PORT: port,
      NODE_ENV: 'test',
      ...(day === undefined ? {} : { PARCOURS_TODAY: day }),
    };
    return startService(parseConfig(environment), createLogger('info', destination), variant);
  };
  let service = await start('0', today);
  const { url } = service;
  const browser = await launch();
  const signedIn = new Map<Mailbox, Awaited<ReturnType<BrowserContext['storageState']>>>();
  const contextOf = (options: BrowserContextOptions): Promise<BrowserContext> =>
    browser.newContext({
      baseURL: url,
      locale: 'fr-FR',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
  return {
    url,
    open: async (who, options = {}) => {
      if (who === null) return (await contextOf(options)).newPage();
      let storageState = signedIn.get(who);
      if (!storageState) {
        const context = await contextOf({});
        await signIn(await context.newPage(), who);
        storageState = await context.storageState();
        signedIn.set(who, storageState);
        await context.close();
      }
      return (await contextOf({ storageState, ...options })).newPage();
    },
    restartOn: async (day) => {
      await service.stop();
      service = await start(new URL(url).port, day);
    },
    log: () => lines.join(''),
    messagesTo: (recipient) => messagesIn(path.join(dataDir, 'outbox'), recipient),
    stop: async () => {
      await browser.close();
      await service.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Identifiers of messages grow with time: the order of names is that of the messages. */
async function messagesIn(folder: string, recipient: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.filter((text) => text.includes(recipient));
}

/** Fills the sign-in page and waits for what comes after it. */
export async function signIn(page: Page, who: Mailbox): Promise<void> {
  if (!page.url().includes('/connexion')) await page.goto('/connexion');
  await page.fill('[name=email]', `${who}@demo.example`);
  await page.fill('[name=password]', demoPassword);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.pathname !== '/connexion');
}

function launch(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    // Chromium refuses its sandbox to root; nothing but our own pages is opened.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
}

/** What a sign-in leaves: its line in the journal, a message about a new device, and the password's hash of today. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { journalStore } from '../../../db/stores/journal-store.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { codeAt } from '../../../src/access/one-time-password.ts';
import { createPasswords } from '../../../src/access/password.ts';
import { newLink } from '../../../src/access/sign-in.ts';
import { serviceActor } from '../../../src/domain/act.ts';
import { actInWords } from '../../../src/wording/act-words.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testService } from '../../support/service.ts';
import { browserAt, enrol, send, signInAs } from './browser.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.stop());

const accountOf = async (mailbox: string) => {
  const account = await service.dependencies.accounts.findByEmail(`${mailbox}@demo.example`);
  if (account === null) throw new Error(`no account ${mailbox}`);
  return account;
};
const story = async (mailbox: string) => {
  const { id } = await accountOf(mailbox);
  const acts = await journalStore(service.database.db).story('demo', `account:${id}`, 100);
  return acts.filter(({ kind }) => kind === 'account.signedIn');
};
const messagesTo = async (mailbox: string) => {
  const rows = await withLandlord(service.database.db, 'demo', (tx) => tx.select().from(outbox));
  return rows.filter(({ recipient }) => recipient === `${mailbox}@demo.example`);
};

describe('a sign-in', () => {
  it('is an act that says who, when and by which means, and no address', async () => {
    expect((await signInAs(browserAt(service.app, '198.51.100.21'), 'secretaire')).status).toBe(201);
    const [act] = await story('secretaire');
    const { id, name } = await accountOf('secretaire');
    expect(act?.actor).toEqual({ accountId: id, name, role: 'secretary' });
    expect(act?.after).toEqual({
      first: 'password',
      factor: null,
      browser: 'Firefox, Linux',
      isNewDevice: true,
      isTold: false,
    });
    expect(JSON.stringify(act)).not.toContain('198.51.100');
    expect(actInWords(act?.kind ?? '')).toBe('Connexion à un compte');
  });

  it('that was refused is none', async () => {
    const before = await story('secretaire');
    await signInAs(browserAt(service.app, '198.51.100.22'), 'secretaire', 'not-the-password');
    expect(await story('secretaire')).toEqual(before);
  });

  it('names no household', async () => {
    await signInAs(browserAt(service.app, '198.51.100.23'), 'locataire');
    const [act] = await story('locataire');
    expect(act?.actor.name).toBe('le ménage');
  });

  it('by a one-time code or a one-time link says so', async () => {
    const browser = browserAt(service.app, '198.51.100.24');
    await signInAs(browser, 'dpo');
    const { secret } = await enrol(browser);
    const code = codeAt(secret, new Date());
    expect((await signInAs(browser, 'dpo', undefined, code)).status).toBe(201);
    expect((await story('dpo'))[0]?.after).toMatchObject({ first: 'password', factor: 'code' });

    const { id } = await accountOf('membre6');
    const now = new Date();
    const { token, ...link } = newLink(now);
    await service.dependencies.accountManagement.makeLink('demo', id, link, serviceActor, now);
    const password = 'chaussette nuage rivière';
    await send(browserAt(service.app, '198.51.100.25'), `/lien/${token}`, { password, again: password });
    expect((await story('membre6'))[0]?.after).toMatchObject({ first: 'link', factor: null });
  });

  it('fifty at once are fifty lines of an unbroken chain', async () => {
    const before = (await journalStore(service.database.db).check('demo')).lines;
    const mailboxes = ['agent', 'admin', 'membre2', 'membre3', 'membre4'];
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const browser = browserAt(service.app, `203.0.113.${index + 1}`);
        return (await signInAs(browser, mailboxes[index % mailboxes.length] ?? '')).status;
      }),
    );
    expect(statuses).toEqual(Array(50).fill(201));
    const check = await journalStore(service.database.db).check('demo');
    expect(check.lines - before).toBe(50);
    expect(check.faults).toEqual([]);
  });
});

describe('a sign-in on a new device', () => {
  const desk = () => browserAt(service.app, '198.51.100.31', 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0');

  it('is told to its person, but neither the first one of all nor one where they signed in before', async () => {
    const first = desk();
    await signInAs(first, 'reservataire');
    await first.delete('/api/v1/sessions/current');
    await signInAs(first, 'reservataire');
    expect(await messagesTo('reservataire')).toEqual([]);
    await signInAs(desk(), 'reservataire');
    const [message, ...others] = await messagesTo('reservataire');
    expect(others).toEqual([]);
    expect(message?.subject).toBe('Connexion à votre compte depuis un nouvel appareil');
    expect(message?.text).toContain('Firefox, Windows');
    expect(message?.text).toMatch(/le \d.* à \d\d:\d\d sur un appareil/);
    expect(message?.text).toContain('« Ma sécurité »');
    expect(message?.text).not.toMatch(/198\.51|https?:|demo-parcours/);
  });

  it('by a program, which keeps no mark, is told once a day', async () => {
    const program = () => signInAs(browserAt(service.app, '198.51.100.32', 'curl/8.5'), 'prefecture');
    for (let time = 0; time < 3; time += 1) await program();
    expect(await messagesTo('prefecture')).toHaveLength(1);
  });
});

describe('the hash of a password', () => {
  it('is made with the floor of OWASP, and says its parameters', async () => {
    const hash = await createPasswords().hash('chaussette nuage rivière');
    expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(await createPasswords().check('chaussette nuage rivière', hash)).toBe('right');
    expect(await createPasswords().check('chaussette nuage riviere', hash)).toBe('wrong');
  });

  it('is made again at the next good sign-in where it is cheaper, and the device stays known', async () => {
    const browser = browserAt(service.app, '198.51.100.41');
    const older = await createPasswords(2 ** 10).hash(demoPassword);
    await setAccount(service.database.db, 'maire@demo.example', { passwordHash: older });
    expect((await signInAs(browser, 'maire', 'not-the-password')).status).toBe(401);
    expect((await accountOf('maire')).passwordHash).toBe(older);
    expect((await signInAs(browser, 'maire')).status).toBe(201);
    const renewed = (await accountOf('maire')).passwordHash;
    expect(renewed).toMatch(/^scrypt\$4096\$8\$1\$/);
    expect((await signInAs(browser, 'maire')).status).toBe(201);
    expect((await accountOf('maire')).passwordHash).toBe(renewed);
    expect((await story('maire')).map(({ after }) => after)).toMatchObject([
      { isNewDevice: false },
      { isNewDevice: true },
    ]);
  });

  it('is not put back where the password was changed while it was made again', async () => {
    const account = await accountOf('maire');
    const changed = await createPasswords(2 ** 10).hash('chaussette nuage rivière');
    await setAccount(service.database.db, 'maire@demo.example', { passwordHash: changed });
    await service.dependencies.accounts.renewPasswordHash(account, 'the former one');
    expect((await accountOf('maire')).passwordHash).toBe(changed);
  });

  it('cheaper than that of today is told from a wrong one', async () => {
    const older = await createPasswords(2 ** 10).hash(demoPassword);
    expect(await createPasswords(2 ** 12).check('not-the-password', older)).toBe('wrong');
    expect(await createPasswords(2 ** 12).check(demoPassword, older)).toBe('outdated');
    expect(await createPasswords(2 ** 10).check(demoPassword, older)).toBe('right');
  });
});

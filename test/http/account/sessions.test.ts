import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionLimits } from '../../../src/access/session-limits.ts';
import { type TestService, testService } from '../../support/service.ts';
import { type Browser, browserAt, send, signInAs } from './browser.ts';

const page = (browser: Browser, path = '/compte/securite') => browser.get(path).set('accept', 'text/html');
const isIn = async (browser: Browser) => (await browser.get('/api/v1/sessions/current')).status === 200;

describe('the sessions of an account', () => {
  let service: TestService;
  const age = (by: string, column: 'expires_at' | 'ends_at' | 'seen_at') =>
    service.database.db.execute(
      sql`update web_sessions set ${sql.raw(column)} = ${sql.raw(column)} - ${by}::interval where account_id is not null`,
    );
  const signedIn = async (mailbox: string, address: string, userAgent?: string) => {
    const browser = browserAt(service.app, address, userAgent);
    expect((await signInAs(browser, mailbox)).status).toBe(201);
    return browser;
  };
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  it('end without a request for two hours, which each request puts off', async () => {
    const browser = await signedIn('agent', '198.51.100.1');
    await age('119 minutes', 'expires_at');
    await age('119 minutes', 'seen_at');
    expect(await isIn(browser)).toBe(true);
    // The request before put the end off again.
    await age('119 minutes', 'expires_at');
    expect(await isIn(browser)).toBe(true);
    await age('2 minutes', 'expires_at');
    expect(await isIn(browser)).toBe(false);
  });

  it('end after ten hours whatever is asked: the limit stands in the row', async () => {
    const browser = await signedIn('agent', '198.51.100.1');
    await age('9 hours 59 minutes', 'ends_at');
    await age('2 minutes', 'seen_at');
    expect(await isIn(browser)).toBe(true);
    const [row] = await service.database.db.execute(
      sql`select max(expires_at) <= max(ends_at) as bounded, extract(epoch from max(ends_at) - now()) as seconds
          from web_sessions where account_id is not null`,
    );
    expect(row?.bounded).toBe(true);
    expect(Number(row?.seconds)).toBeLessThanOrEqual(60);
    expect(sessionLimits.account.absoluteMilliseconds).toBe(10 * 3_600_000);
  });

  it('of a household at the portal are shorter', () => {
    expect(sessionLimits.portal.idleMilliseconds).toBeLessThan(sessionLimits.account.idleMilliseconds);
    expect(sessionLimits.portal.absoluteMilliseconds).toBeLessThan(
      sessionLimits.account.absoluteMilliseconds,
    );
  });

  it('are shown to their owner in words, without any address', async () => {
    const desk = await signedIn('secretaire', '198.51.100.2', 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0');
    await signedIn('secretaire', '203.0.113.5', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1');
    const { text } = await page(desk).expect(200);
    expect(text).toContain('Firefox, Windows');
    expect(text).toContain('Safari, iPhone ou iPad');
    expect(text).toContain('Le même que maintenant');
    expect(text).toContain('Un autre');
    expect(text).not.toMatch(/198\.51\.100|203\.0\.113/);
    const stored = JSON.stringify(await service.database.db.execute(sql`select * from web_sessions`));
    expect(stored).not.toMatch(/198\.51\.100|203\.0\.113/);
    // Nor what opens them: "s:identifier.signature".
    const identifier =
      decodeURIComponent(cookieOf(desk) ?? '')
        .slice(2)
        .split('.')[0] ?? '';
    expect(identifier.length).toBeGreaterThanOrEqual(32);
    expect(stored).not.toContain(identifier);
  });

  it('end one by one, or all the others at once, and never those of somebody else', async () => {
    const desk = await signedIn('dpo', '198.51.100.3');
    const phone = await signedIn('dpo', '198.51.100.4');
    const tablet = await signedIn('dpo', '198.51.100.5');
    const other = await signedIn('maire', '198.51.100.6');
    const { text } = await page(desk);
    const [mark = ''] = [...text.matchAll(/name="session" value="([0-9a-f]{16})"/g)].map(
      ([, one]) => one ?? '',
    );
    await send(other, '/compte/securite/sessions/fin', { session: mark }, '/compte/securite');
    expect([await isIn(phone), await isIn(tablet)]).toEqual([true, true]);
    await send(desk, '/compte/securite/sessions/fin', { session: mark }, '/compte/securite');
    expect([await isIn(phone), await isIn(tablet)].filter(Boolean)).toHaveLength(1);
    await send(desk, '/compte/securite/sessions/autres', {}, '/compte/securite');
    expect([await isIn(desk), await isIn(phone), await isIn(tablet), await isIn(other)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('all end but this one when the password changes, under a new identifier, and known devices are strangers', async () => {
    const desk = await signedIn('membre2', '198.51.100.7');
    const phone = await signedIn('membre2', '198.51.100.8');
    const before = cookieOf(desk);
    const path = '/compte/securite/mot-de-passe';
    const fields = {
      current: 'demo-parcours',
      password: 'quatre mots sans lien',
      again: 'quatre mots sans lien',
    };
    expect((await send(desk, path, { ...fields, current: 'pas le bon' })).status).toBe(400);
    expect((await send(desk, path, { ...fields, again: 'autre chose tout autre' })).status).toBe(400);
    expect((await send(desk, path, fields)).headers.location).toBe('/compte/securite?fait=mot-de-passe');
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, false]);
    expect(cookieOf(desk)).not.toBe(before);
    expect((await signInAs(browserAt(service.app, '198.51.100.9'), 'membre2')).status).toBe(401);
    expect((await signInAs(phone, 'membre2', 'quatre mots sans lien')).status).toBe(201);
  });

  it.each([
    ['court', 'au moins 12 caractères'],
    ['motdepasse2026!', 'parmi les plus courants'],
    ['Azertyuiop123', 'parmi les plus courants'],
    ['aaaaaaaaaaaaaa', 'parmi les plus courants'],
    ['123456789012', 'parmi les plus courants'],
    ['membre3demo1', 'reprend votre nom'],
  ])('keep their password where the new one would be guessed: %s', async (password, words) => {
    const browser = await signedIn('membre3', '198.51.100.10');
    const fields = { current: 'demo-parcours', password, again: password };
    const answer = await send(browser, '/compte/securite/mot-de-passe', fields);
    expect(answer.status).toBe(400);
    expect(answer.text.replaceAll(/\s/g, ' ')).toContain(words);
  });

  it('take a long password without capitals, figures or signs', async () => {
    const browser = await signedIn('membre3', '198.51.100.10');
    const password = 'chaussette nuage rivière tambour';
    const fields = { current: 'demo-parcours', password, again: password };
    expect((await send(browser, '/compte/securite/mot-de-passe', fields)).status).toBe(303);
  });

  it('are ended by an administrator, who can also make a link for another password', async () => {
    const officer = await signedIn('membre4', '198.51.100.11');
    const { body } = await officer.get('/api/v1/sessions/current');
    const admin = await signedIn('admin', '198.51.100.12');
    const base = `/admin/comptes/${body.account.id}`;
    expect((await send(admin, `${base}/connexions`, {}, '/admin/comptes')).status).toBe(303);
    expect(await isIn(officer)).toBe(false);
    const shown = await send(admin, `${base}/lien`, {}, '/admin/comptes');
    const link = /http[^<]+(\/lien\/[\w-]+)/.exec(shown.text)?.[1] ?? '';
    const again = await signedIn('membre4', '198.51.100.13');
    const fields = { password: 'une phrase assez longue', again: 'une phrase assez longue' };
    expect((await send(browserAt(service.app, '198.51.100.14'), link, fields)).status).toBe(303);
    expect(await isIn(again)).toBe(false);
    const kinds = (await service.dependencies.journal.story('demo', `account:${body.account.id}`, 10)).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(expect.arrayContaining(['account.sessionsEnded', 'account.linkMade']));
  });

  it('begin for somebody new with an invitation, which the journal keeps: who made which role', async () => {
    const admin = await signedIn('admin', '198.51.100.17');
    const fields = { nom: 'Léa Simon', email: 'Lea@demo.example', role: 'admin' };
    expect((await send(admin, '/admin/comptes', fields)).status).toBe(201);
    expect((await send(admin, '/admin/comptes', fields)).status).toBe(409);
    const account = await service.dependencies.accounts.findByEmail('lea@demo.example');
    const acts = await service.dependencies.journal.story('demo', `account:${account?.id ?? ''}`, 10);
    expect(acts.map(({ kind, actor, after }) => ({ kind, by: actor.name, after }))).toEqual([
      {
        kind: 'account.created',
        by: 'Adèle Muller',
        after: { role: 'admin', holderId: null, departements: null },
      },
    ]);
  });

  it('end where the account is closed', async () => {
    const officer = await signedIn('membre5', '198.51.100.15');
    const { body } = await officer.get('/api/v1/sessions/current');
    const admin = await signedIn('admin', '198.51.100.16');
    await send(admin, `/admin/comptes/${body.account.id}/etat`, { etat: 'ferme' }, '/admin/comptes');
    const rows = await service.database.db.execute(
      sql`select 1 from web_sessions where account_id = ${body.account.id}`,
    );
    expect(rows).toHaveLength(0);
    expect(await isIn(officer)).toBe(false);
  });
});

function cookieOf(browser: Browser): string | undefined {
  return browser.jar.getCookie('parcours', { domain: '127.0.0.1', path: '/', secure: false, script: false })
    ?.value;
}

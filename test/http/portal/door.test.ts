/** The door of the portal, attacked: numbers guessed, codes tried, replayed or aimed at another file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { browserAt, codeFor, openFile, send, setContact, tokenOn, waitingMessages } from './door-visit.ts';

const numberAt = (index: number) => testDemo.applications[index]?.number ?? '';
const known = numberAt(20);
const mail = 'menage20@exemple.example';
const unknown = '057112600009999999';

describe('the door of a file', () => {
  let service: TestService;
  let visits = 0;
  beforeAll(async () => {
    service = await testService();
    await setContact(service.database, known, { email: mail, address: ['1 rue A', '57000 Metz'] });
  });
  afterAll(() => service.stop());
  const browser = (app = service.app) => {
    visits += 1;
    return browserAt(app, `198.51.100.${visits}`);
  };

  it('opens with the number and the code that the contact of the file received', async () => {
    const visitor = browser();
    // Copied with spaces and small letters, the code pasted in two groups.
    const typed = known.toLowerCase().replace(/(.{3})/g, '$1 ');
    const asked = await send(visitor, '/demandeur/acces', { numero: typed, vers: '/annonces?lieu=metz' });
    expect(asked.headers.location).toBe('/demandeur/acces/code');
    const code = (await codeFor(service.database, mail)) ?? '';
    expect(code).toMatch(/^\d{8}$/);
    const grouped = `${code.slice(0, 4)} ${code.slice(4)}`;
    const entered = await send(visitor, '/demandeur/acces/code', { code: grouped }, '/demandeur/acces/code');
    expect([entered.status, entered.headers.location]).toEqual([303, '/annonces?lieu=metz']);
    expect((await visitor.get('/aide')).text).toContain('Mon dossier est ouvert');
  });

  it('is closed by its visitor, and a copy of the cookie is then worth nothing', async () => {
    const visitor = browser();
    const entered = await openFile(visitor, service.database, known, mail);
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
    const copy = () => browser().get('/aide').set('cookie', cookie);
    expect((await copy()).text).toContain('Mon dossier est ouvert');
    await send(visitor, '/demandeur/quitter', {}, '/aide');
    expect((await copy()).text).not.toContain('Mon dossier est ouvert');
  });

  it('answers the same for a number that is nobody’s, down to the length of the page', async () => {
    const answers = [];
    for (const numero of [known, unknown, 'TEN-000000']) {
      const visitor = browser();
      const asked = await send(visitor, '/demandeur/acces', { numero });
      const page = await visitor.get('/demandeur/acces/code');
      const wrong = await send(
        visitor,
        '/demandeur/acces/code',
        { code: '00000000' },
        '/demandeur/acces/code',
      );
      const withoutToken = (text: string) => text.replaceAll(/name="_csrf" value="[^"]+"/g, '');
      answers.push({
        asked: [asked.status, asked.headers.location, asked.text.length],
        page: withoutToken(page.text),
        wrong: [wrong.status, withoutToken(wrong.text)],
      });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('does the same work for a number that is nobody’s: as many rows, and as many messages prepared', async () => {
    const rows = async () => {
      const [codes] = await service.database.db.execute('select count(*)::int as n from portal_codes');
      const [messages] = await service.database.db.execute('select count(*)::int as n from outbox');
      return [Number(codes?.n ?? 0), Number(messages?.n ?? 0)];
    };
    const grown = [];
    for (const numero of [known, unknown]) {
      const before = await rows();
      await send(browser(), '/demandeur/acces', { numero });
      const after = await rows();
      grown.push(after.map((count, index) => count - (before[index] ?? 0)));
    }
    expect(grown[0]).toEqual(grown[1]);
  });

  it('uses a code once, in the browser that asked for it, for the file that it was sent for', async () => {
    await mailOf(26);
    const [first, second] = [browser(), browser()];
    await send(first, '/demandeur/acces', { numero: numberAt(26) });
    const code = (await codeFor(service.database, await mailOf(26))) ?? '';
    // Somebody else asked for another file and overheard the code.
    await send(second, '/demandeur/acces', { numero: numberAt(21) });
    const stolen = await send(second, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(stolen.status).toBe(401);
    const entered = await send(first, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(entered.status).toBe(303);
    const again = browser();
    await send(again, '/demandeur/acces', { numero: numberAt(26) });
    const replayed = await send(again, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(replayed.status).toBe(401);
  });

  it('refuses the right code after five wrong ones', async () => {
    const visitor = browser();
    await setContact(service.database, numberAt(22), { email: 'menage22@exemple.example' });
    await send(visitor, '/demandeur/acces', { numero: numberAt(22) });
    const code = (await codeFor(service.database, 'menage22@exemple.example')) ?? '';
    const wrong = code === '11111111' ? '22222222' : '11111111';
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { text } = await send(visitor, '/demandeur/acces/code', { code: wrong }, '/demandeur/acces/code');
      answers.push(/Il vous reste [^.]+|Ce code ne sert plus/.exec(text)?.[0]);
    }
    expect(answers.map((text) => text?.replaceAll(/\u00a0/g, ' '))).toEqual([
      'Il vous reste 4 essais',
      'Il vous reste 3 essais',
      'Il vous reste 2 essais',
      'Il vous reste un essai',
      'Ce code ne sert plus',
    ]);
    const right = await send(visitor, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(right.status).toBe(401);
  });

  it('counts ten tries made at once as ten: no more than five are compared', async () => {
    await mailOf(27);
    const visitor = browser();
    await send(visitor, '/demandeur/acces', { numero: numberAt(27) });
    const page = '/demandeur/acces/code';
    const _csrf = await tokenOn(visitor, page);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        visitor
          .post(page)
          .type('form')
          .send({ code: `1234567${index}`, _csrf }),
      ),
    );
    const compared = answers.filter(({ text }) => text.includes('Ce n’est pas le bon code'));
    // The fifth is compared too, and says that no try is left.
    expect(compared).toHaveLength(4);
  });

  it('counts tries for all processes together: a second one gives no more', async () => {
    const other = createApp(service.dependencies);
    const numero = numberAt(23);
    const statuses = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const visitor = browser(attempt % 2 === 0 ? service.app : other);
      statuses.push((await send(visitor, '/demandeur/acces', { numero })).status);
    }
    // Each from an address of its own: the number itself is counted.
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
    const nobody = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      nobody.push((await send(browser(), '/demandeur/acces', { numero: '057112600008888888' })).status);
    }
    expect(nobody.at(-1)).toBe(429);
  });

  it('counts what one address asks, whatever the numbers', async () => {
    const guesser = browserAt(service.app, '203.0.113.9');
    const token = await tokenOn(guesser, '/demandeur/acces');
    const statuses = new Set<number>();
    for (let index = 0; index < 41; index += 1) {
      const numero = `0571126${String(index).padStart(11, '0')}`;
      const answer = await guesser.post('/demandeur/acces').type('form').send({ numero, _csrf: token });
      statuses.add(answer.status);
      if (index < 40) expect(answer.status).toBe(303);
    }
    expect([...statuses]).toEqual([303, 429]);
  });

  it('gives a new session at the opening: one fixed beforehand opens nothing', async () => {
    const victim = browser();
    const before = String((await victim.get('/demandeur/acces')).headers['set-cookie']).split(';')[0] ?? '';
    await openFile(victim, service.database, numberAt(24), await mailOf(24));
    const attacker = await browser().get('/aide').set('cookie', before);
    expect(attacker.text).not.toContain('Mon dossier est ouvert');
    expect((await victim.get('/aide')).text).toContain('Mon dossier est ouvert');
  });
  const mailOf = async (index: number) => {
    const email = `menage${index}@exemple.example`;
    await setContact(service.database, numberAt(index), { email });
    return email;
  };

  it('refuses forms without the token of their session', async () => {
    for (const path of ['/demandeur/acces', '/demandeur/acces/code', '/demandeur/acces/courrier']) {
      const answer = await browser().post(path).type('form').send({ numero: known, code: '12345678' });
      expect(answer.status).toBe(403);
    }
  });

  it('opens as a tenant with the reference of the lease, while it runs', async () => {
    const tenant = testDemo.applications.find(({ current }) => current.tenancyId !== null);
    if (!tenant?.current.tenancyId) throw new Error('no tenant in the demonstration');
    await setContact(service.database, tenant.number, { telephone: '06 39 98 55 66', preferred: 'sms' });
    const visitor = browser();
    await send(visitor, '/demandeur/acces', { numero: tenant.current.tenancyId });
    const sms = (await waitingMessages(service.database)).filter(({ channel }) => channel === 'sms');
    expect(sms.map(({ recipient }) => recipient)).toEqual(['06 39 98 55 66']);
    const code = (await codeFor(service.database, '06 39 98 55 66')) ?? '';
    const entered = await send(visitor, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(entered.status).toBe(303);
  });

  it('sends nothing to a landline, and a letter where the file holds an address only', async () => {
    const number = numberAt(25);
    await setContact(service.database, number, {
      telephone: '01 99 00 11 22',
      address: ['2 rue B', '57000 Metz'],
      preferred: 'letter',
    });
    const before = (await waitingMessages(service.database)).length;
    const visitor = browser();
    await send(visitor, '/demandeur/acces', { numero: number });
    expect(await waitingMessages(service.database)).toHaveLength(before);
    await send(visitor, '/demandeur/acces/courrier/demande', {}, '/demandeur/acces/code');
    await send(visitor, '/demandeur/acces/courrier/demande', {}, '/demandeur/acces/code');
    const everywhere = { landlordId: 'demo', communes: null };
    const letters = (await service.dependencies.letters.printQueue(everywhere)).filter(
      (letter) => letter.number === number,
    );
    expect(letters).toHaveLength(1);
    const [first] =
      letters[0]?.content.body.flatMap((block) => ('text' in block ? [block.text] : [])).slice(1) ?? [];
    const code = first?.replaceAll(/\D/g, '') ?? '';
    const later = browser();
    const page = '/demandeur/acces/courrier';
    const wrong = await send(later, page, { numero: number, code: '00000000' }, page);
    const nobody = await send(later, page, { numero: unknown, code: '00000000' }, page);
    const bare = (text: string) => text.replaceAll(/name="_csrf" value="[^"]+"/g, '');
    expect(bare(nobody.text)).toBe(bare(wrong.text));
    expect((await send(later, page, { numero: number, code }, page)).headers.location).toBe('/demandeur');
  });

  it('lets nobody fill a letter box by spending the tries of each letter', async () => {
    const number = numberAt(26);
    await setContact(service.database, number, { address: ['3 rue C', '57000 Metz'], preferred: 'letter' });
    const { portalAccess, letters } = service.dependencies;
    const written = async () => {
      const queue = await letters.printQueue({ landlordId: 'demo', communes: null });
      return queue.filter((letter) => letter.number === number).length;
    };
    const start = Date.now();
    const daysLater = (days: number) => new Date(start + days * 86_400_000);
    for (const [day, expected] of [
      [0, 1],
      [1, 1],
      [4, 2],
    ] as const) {
      await portalAccess.askLetterCode(number, testDemo.date, daysLater(day));
      for (let time = 0; time < 6; time++) {
        await portalAccess.tryLetterCode(number, '00000000', testDemo.date, daysLater(day));
      }
      await portalAccess.askLetterCode(number, testDemo.date, daysLater(day));
      expect([day, await written()]).toEqual([day, expected]);
    }
  });

  it('leaves no number, address, telephone or code in the logs', async () => {
    const sent = (await waitingMessages(service.database)).map(({ text }) => /(\d{4}) (\d{4})/.exec(text));
    const codes = sent.flatMap((code) => (code ? [code[0], `${code[1]}${code[2]}`] : []));
    expect(codes.length).toBeGreaterThan(8);
    const secrets = [known, unknown, mail, '06 39 98 55 66', numberAt(25), ...codes];
    const log = service.log();
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });
});

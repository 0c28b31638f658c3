/** Acting for a household at the counter, by telephone or from its letter; the week's sheet; the published policy. */
import { eq, like } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { adverts, interests } from '../../../db/schema/advert.ts';
import { cases, letters } from '../../../db/schema/correspondence.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { chanceRange } from '../../../src/portal/chance/chance-words.ts';
import { chanceQuestionOf } from '../../../src/portal/choice/told-chance.ts';
import type { PortalPolicy } from '../../../src/portal/policy.ts';
import { pdfText } from '../../support/pdf.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, send, tokenOn } from './door-visit.ts';

const today = testDemo.date;

describe('the counter', () => {
  let service: TestService;
  let officer: Browser;
  let admin: Browser;
  const { number } = demoTenant(testDemo);
  let counter = '';
  const signIn = async (mailbox: string) => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const wishes = () => service.dependencies.interests.wishesOf('demo', number);
  beforeAll(async () => {
    service = await testService();
    officer = await signIn('agent');
    admin = await signIn('admin');
    counter = `/agent/guichet/${service.dependencies.files.of(number)}`;
  });
  afterAll(() => service.stop());

  /** Adverts for which the law does not refuse the household, those that close first before. */
  const possible = async () => {
    const open = await inside((tx) => tx.select().from(adverts).where(eq(adverts.state, 'open')));
    const found = [];
    for (const advert of open.sort((a, b) => a.closesOn.localeCompare(b.closesOn))) {
      const choice = await service.dependencies.interests.choiceFor(advert, number, today);
      if (choice.isToLet && choice.personal && choice.personal.mayApply !== 'no') found.push(advert);
    }
    return found;
  };

  it('shows the file to an officer, and its number in no address', async () => {
    const { text, status } = await officer.get(counter);
    expect(status).toBe(200);
    expect(text).toContain('Au guichet\u00a0: Lambert Farid');
    expect(counter).not.toContain(number);
    expect((await officer.get(`${counter}/points`)).status).toBe(200);
    expect((await officer.get('/agent/guichet/inconnu')).status).toBe(404);
  });

  it('records a wish said by telephone, orders and takes it back, in words that say for whom', async () => {
    const [first, second] = await possible();
    if (!first || !second) throw new Error('the demonstration has too few adverts for this household');
    const form = { annonce: first.id, _key: v7(), par: 'telephone', le: today };
    for (const sent of [form, form, { ...form, annonce: second.id, _key: v7() }]) {
      expect((await send(officer, `${counter}/souhaits`, sent, counter)).headers.location).toBe(
        `${counter}?fait=souhait`,
      );
    }
    const written = await wishes();
    expect(written.map(({ source, order, by }) => [source, order, by])).toEqual([
      ['telephone', 1, 'Camille Weber, pour le ménage (par téléphone)'],
      ['telephone', 2, 'Camille Weber, pour le ménage (par téléphone)'],
    ]);
    const last = written[1]?.id ?? '';
    await send(
      officer,
      `${counter}/souhaits/ordre`,
      { souhait: last, vers: 'haut', par: 'telephone' },
      counter,
    );
    expect((await wishes())[0]?.id).toBe(last);
    await send(officer, `${counter}/souhaits/retrait`, { souhait: last, par: 'paper' }, counter);
    expect((await wishes()).filter(({ state }) => state === 'live')).toHaveLength(1);
  });

  it('tells the household of each, and keeps the chance that the page would have shown, as online', async () => {
    await service.dependencies.chances.refit('demo', today);
    const [, , advert] = await possible();
    if (!advert) throw new Error('no third advert');
    const shown = await service.dependencies.interests.choiceFor(advert, number, today);
    const question = chanceQuestionOf(advert, shown, today);
    if (!question) throw new Error('the household cannot stand on the list');
    const chance = await service.dependencies.chances.of('demo', question);
    if (chance.kind !== 'chance') throw new Error('the demonstration knows too few past wishes');
    const form = { annonce: advert.id, _key: v7(), par: 'counter', le: today };
    await send(officer, `${counter}/souhaits`, form, counter);
    await send(officer, `${counter}/souhaits`, form, counter);
    const [row] = await inside((tx) => tx.select().from(interests).where(eq(interests.advertId, advert.id)));
    expect(row?.told).toMatchObject({ chance: { permille: chance.permille, modelId: chance.modelId } });
    const noticesOf = (key: string) =>
      inside((tx) =>
        tx
          .select()
          .from(letters)
          .where(like(letters.eventKey, `notice|${key}:${row?.id}%`)),
      );
    const [notice, ...others] = await noticesOf('wish-expressed');
    expect(others).toEqual([]);
    const text = JSON.stringify(notice?.content);
    expect(text).toContain('au guichet');
    expect(text).toContain(chanceRange(chance));
    expect(text).toMatch(/au plus tard le (\d{1,2}|1er)/);
    await send(officer, `${counter}/souhaits/retrait`, { souhait: row?.id ?? '', par: 'counter' }, counter);
    expect(await noticesOf('wish-withdrawn')).toHaveLength(1);
  });

  it('takes a letter by the day of its post mark, for the days that the post needs and no more', async () => {
    const advert = (await possible())[1];
    if (!advert) throw new Error('no advert');
    await inside((tx) =>
      tx
        .update(adverts)
        .set({ state: 'closed', opensOn: addDays(today, -12), closesOn: addDays(today, -2) })
        .where(eq(adverts.id, advert.id)),
    );
    const form = { annonce: advert.id, par: 'paper' };
    const late = await send(officer, `${counter}/souhaits`, { ...form, _key: v7(), le: today }, counter);
    expect(late.status).toBe(409);
    const byPhone = { ...form, _key: v7(), par: 'telephone', le: addDays(today, -3) };
    expect((await send(officer, `${counter}/souhaits`, byPhone, counter)).status).toBe(409);
    const inTime = { ...form, _key: v7(), le: addDays(today, -3) };
    expect((await send(officer, `${counter}/souhaits`, inTime, counter)).status).toBe(303);
    expect((await wishes()).some(({ source }) => source === 'paper')).toBe(true);
  });

  it('asks for the next adverts like the application, once, and stops', async () => {
    const form = { _key: v7(), reste: '450', jusque: addDays(today, 90), par: 'counter', le: today };
    await send(officer, `${counter}/permanents`, form, counter);
    await send(officer, `${counter}/permanents`, form, counter);
    const { wishes: standing, application } = await service.dependencies.standingWishes.of('demo', number);
    expect(standing.map(({ criteria, by }) => [criteria.communes, criteria.maxLeftToPayCents, by])).toEqual([
      [application.communes, 45_000, 'Camille Weber, pour le ménage (au guichet)'],
    ]);
    await send(
      officer,
      `${counter}/permanents/fin`,
      { souhait: standing[0]?.id ?? '', par: 'counter' },
      counter,
    );
    const after = await service.dependencies.standingWishes.of('demo', number);
    expect(after.wishes.map(({ ended }) => ended)).toEqual([true]);
    const far = { ...form, _key: v7(), jusque: addDays(today, 400) };
    expect((await send(officer, `${counter}/permanents`, far, counter)).status).toBe(409);
  });

  it('opens one correction with a day to answer by, followed by the officer', async () => {
    const form = { _key: v7(), demande: 'Trois personnes et non deux.', par: 'counter', le: today };
    await send(officer, `${counter}/correction`, form, counter);
    await send(officer, `${counter}/correction`, form, counter);
    const opened = await inside((tx) => tx.select().from(cases).where(eq(cases.number, number)));
    expect(opened.map(({ kind, ownerName }) => [kind, ownerName])).toEqual([['correction', 'Camille Weber']]);
    expect(opened[0]?.dueOn).not.toBeNull();
  });

  it('records how the household wants to hear', async () => {
    const form = {
      preferred: 'letter',
      digest: 'oui',
      quiet: 'choix',
      quietFromHour: '12',
      quietToHour: '14',
    };
    await send(officer, `${counter}/preferences`, form, counter);
    const shown = await service.dependencies.preferences.read('demo', number);
    expect(shown).toMatchObject({ preferred: 'letter', digest: true, quietFromHour: 12, quietToHour: 14 });
  });

  it('leaves in the journal only acts that say for whom', async () => {
    const lines = await inside((tx) => tx.select().from(journalLines));
    const acts = lines.filter(({ kind }) => /^(wish|interest|portal|mandate)\./.test(kind));
    expect(acts.length).toBeGreaterThan(3);
    expect(acts.filter(({ actor }) => !actor.name.includes('pour le ménage'))).toEqual([]);
  });

  it('prints the sheet of the week, on the page and as a PDF that anyone may read', async () => {
    const page = await officer.get('/agent/guichet/feuille');
    expect(page.text).toContain('le cachet de la poste');
    const pdf = await request(service.app)
      .get('/annonces/feuille.pdf')
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      });
    expect(pdf.type).toBe('application/pdf');
    const titles = [...page.text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, title]) => title ?? '');
    expect(titles.length).toBeGreaterThan(3);
    const text = pdfText(pdf.body).replaceAll(/\s+/g, ' ');
    const plain = (title: string) => title.replaceAll('&#39;', "'").replaceAll(/\s+/g, ' ');
    expect(titles.filter((title) => !text.includes(plain(title)))).toEqual([]);
  });

  it('lets an administrator publish the portal’s rules, and tells the second who was first', async () => {
    const page = '/admin/portail';
    const inForce = () => service.dependencies.portalPolicies.inForce('demo');
    const first = await inForce();
    const before = (await admin.get(page)).text;
    expect(before).toContain('personne de l’organisme ne les a encore validés');
    const fields = formOf(before);
    const token = await tokenOn(admin, page);
    const publish = (changed: Record<string, string>) =>
      admin
        .post(page)
        .set('accept', 'text/html')
        .type('form')
        .send(
          new URLSearchParams(
            [
              ...fields.filter(([name]) => !(name in changed)),
              ...Object.entries({ ...changed, _csrf: token }),
            ].reverse(),
          ).toString(),
        );
    expect((await publish({ maxLiveWishes: '99' })).status).toBe(400);
    expect((await publish({})).status).toBe(303);
    const second = await publish({});
    expect([second.status, second.text.includes('Adèle Muller a publié une version')]).toEqual([409, true]);
    // What is equal has no order of its own.
    const sorted = (policy: PortalPolicy) => ({
      ...policy,
      transferOrder: policy.transferOrder.map((equal) => [...equal].sort()),
      scarceTypologies: [...policy.scarceTypologies].sort(),
    });
    const next = { ...first, version: first.version + 1, isDefault: false };
    expect(sorted(await inForce())).toEqual(sorted(next));
    // The help to move (R442-3-2): its amounts, their day and their source, or none of them.
    const third = (changed: Record<string, string>) => publish({ ...changed, version: String(next.version) });
    expect((await third({ grantFirm: '1 340' })).status).toBe(400);
    const grant = { grantFirm: '1 340', grantFlat: '536,50', grantAsOf: '2026-09-25', grantSource: 'Indice' };
    expect((await third(grant)).status).toBe(303);
    expect((await inForce()).movingGrant).toEqual({
      firmCents: 134_000,
      flatCents: 53_650,
      asOf: '2026-09-25',
      source: 'Indice',
    });
    const rules = (await request(service.app).get('/regles')).text;
    expect(rules).toContain('annonces, souhaits, réponses');
  });
});

/** What a browser sends of the form of the policy as it is shown. */
function formOf(page: string): [string, string][] {
  const form = page.slice(page.indexOf('action="/admin/portail"'));
  const inputs = [...form.matchAll(/<input ([^>]*)>/g)].flatMap(([, attributes = '']): [string, string][] => {
    const of = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
    if (of('type') === 'checkbox' && !/ checked/.test(attributes)) return [];
    return of('name') === '_csrf' ? [] : [[of('name') ?? '', of('value') ?? '']];
  });
  const choices = [...form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name = '', options = '']): [string, string] => [
      name,
      /<option(?=[^>]* selected)[^>]* value="([^"]*)"/.exec(options)?.[1] ?? '',
    ],
  );
  const texts = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(
    ([, name = '', text = '']): [string, string] => [name, text],
  );
  return [...inputs, ...choices, ...texts];
}

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays, addMonths } from '../../../src/kernel/civil-date.ts';
import { driftReport } from '../../../src/reporting/equity/drift.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const plain = (text: string): string => text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');

describe('the equity audit, on the demonstration', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  const signIn = async (email: string) => {
    const browser = request.agent(service.app);
    const { text } = await browser.get('/connexion');
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await browser.post('/connexion').type('form').send({ _csrf, email, password: demoPassword });
    return browser;
  };
  beforeAll(async () => {
    service = await testService();
    officer = await signIn('agent@demo.example');
  });
  afterAll(() => service.stop());

  it('says of every gap that it is seen and not explained, and names no nationality, origin or sex as read', async () => {
    const text = plain((await officer.get('/agent/equite').expect(200)).text);
    expect(text).toContain('Un écart ici est un écart constaté, pas une cause');
    expect(text).toContain('Secret statistique : moins de 11 ménages');
    for (const title of [
      'Taille du ménage',
      'Quartile de ressources',
      'Familles monoparentales',
      'Voie de la demande',
    ]) {
      expect(text).toContain(title);
    }
    expect(text).not.toMatch(/<h3>[^<]*(ationalit|Sexe|Pays)/);
  });

  it('shows the number of no household', async () => {
    const { text } = await officer.get('/agent/equite');
    for (const { number } of testDemo.applications.slice(0, 200)) expect(text).not.toContain(number);
  });

  it('compares half-years whose leases are known, and gives no alarm of fewer than eleven households', async () => {
    const facts = await service.dependencies.reporting.facts('demo', {
      from: addDays(addMonths(testDemo.date, -30), 1),
      asOf: testDemo.date,
    });
    const report = driftReport(facts, await service.dependencies.reporting.pool('demo'), 11);
    expect(report.before.length).toBeGreaterThan(0);
    expect(report.now.until).toBe(testDemo.date);
    for (const { now, before } of report.alarms) {
      expect(
        Math.min(now.count, now.of - now.count, before.count, before.of - before.count),
      ).toBeGreaterThanOrEqual(11);
    }
  });

  it('counts what moves when a household leaves the last run, the same for the same seed', async () => {
    const empty = await officer.get('/agent/equite/stabilite').expect(200);
    expect(empty.text).toContain('Aucun calcul n’est enregistré');
    const parameters = { date: testDemo.date, snapshotOf: null, pins: [], bans: [] };
    await service.dependencies.calculations.run({ ...parameters, landlordId: 'demo', requestedBy: null });
    const path = '/agent/equite/stabilite?menages=2&graine=5';
    const [first, again] = [await officer.get(path).expect(200), await officer.get(path).expect(200)];
    const table = (text: string) => /<tbody>.*<\/tbody>/s.exec(text)?.[0];
    expect(table(first.text)).toContain('Ménage 2');
    expect(table(first.text)).toBe(table(again.text));
  });

  it('is closed to members of the commission and to holders', async () => {
    for (const who of ['commission@demo.example', 'reservataire@demo.example']) {
      const browser = await signIn(who);
      await browser.get('/agent/equite').expect(403);
    }
    const dpo = await signIn('dpo@demo.example');
    await dpo.get('/agent/equite').expect(200);
  });
});

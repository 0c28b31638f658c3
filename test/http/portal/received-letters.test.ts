/** "Mes courriers": a household reads again what left for it, nothing of another, no code and no address. */
import type { Response } from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import type { LetterContent } from '../../../src/committee/letters/letter-content.ts';
import { pdfText, skipsPapers } from '../../support/pdf.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, openFile, setContact } from './door-visit.ts';

const number = demoTenant(testDemo).number;
const other = testDemo.applications.find((one) => one.number !== number)?.number ?? '';
const mail = 'menage@exemple.example';
const address = ['12 impasse du Refuge', '57000 Metz'];

const content = (to: string, subject: string, more: Partial<LetterContent> = {}): LetterContent => ({
  ...{ kind: 'notice', templateVersion: 0, sender: { name: 'Bailleur', lines: [], place: 'Metz' } },
  ...{ recipientName: 'Lambert Farid', number: to, writtenOn: testDemo.date, traceable: false, subject },
  ...{ body: [{ kind: 'paragraph', text: `Le texte de « ${subject} ».` }], legal: [] },
  ...more,
});

const asBytes = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
};

describe('the letters of a household', () => {
  let service: TestService;
  let household: Browser;
  const ids = new Map<string, string>();
  const write = async (
    to: string,
    subject: string,
    row: Partial<typeof letters.$inferInsert> = {},
    more: Partial<LetterContent> = {},
  ) => {
    const [written] = await withLandlord(service.database.db, 'demo', (tx) =>
      tx
        .insert(letters)
        .values({
          ...{ landlordId: 'demo', number: to, kind: 'notice', about: 'test', eventKey: v7() },
          ...{ content: content(to, subject, more), writtenOn: testDemo.date, channel: 'letter' },
          ...{ sentAt: new Date('2026-11-20T09:00:00Z'), sentBy: 'post' },
          ...row,
        })
        .returning({ id: letters.id }),
    );
    ids.set(subject, written?.id ?? '');
  };
  beforeAll(async () => {
    service = await testService();
    await setContact(service.database, number, { email: mail, address });
    await write(number, 'Proposition ancienne', { sentAt: new Date('2026-10-02T09:00:00Z'), sentBy: 'hand' });
    await write(number, 'Réponse par la poste');
    await write(number, 'Pas encore partie', { sentAt: null, sentBy: null });
    await write(number, 'Votre code', {}, { byPost: true });
    await write(other, 'La lettre des autres');
    household = browserAt(service.app, '198.51.100.1');
    await openFile(household, service.database, number, mail);
  });
  afterAll(() => service.stop());

  const page = async (path = '') => household.get(`/demandeur/courriers${path}`);

  it('are those that left for it, newest first, each with its day and its way', async () => {
    const { text, status } = await page();
    expect(status).toBe(200);
    expect(text.indexOf('Réponse par la poste')).toBeGreaterThan(0);
    expect(text.indexOf('Proposition ancienne')).toBeGreaterThan(text.indexOf('Réponse par la poste'));
    expect(text).toMatch(/2\u00a0octobre 2026, en main propre/);
    for (const hidden of ['Pas encore partie', 'La lettre des autres', ...address]) {
      expect(text).not.toContain(hidden);
    }
  });

  it('are read again as they were written, on the page and as a PDF, without an address', async () => {
    const id = ids.get('Réponse par la poste') ?? '';
    const read = await page(`/${id}`);
    expect(read.text).toContain('Le texte de «');
    for (const line of address) expect(read.text).not.toContain(line);
    const pdf = await household.get(`/demandeur/courriers/${id}.pdf`).buffer(true).parse(asBytes).expect(200);
    if (skipsPapers) return;
    const said = pdfText(pdf.body);
    expect(said).toContain('Réponse par la poste');
    for (const line of address) expect(said).not.toContain(line);
  });

  it('show no code, nothing that did not leave, and no letter of another file', async () => {
    expect((await page()).text).toContain('elle ne s’affiche pas ici');
    for (const subject of ['Votre code', 'Pas encore partie', 'La lettre des autres']) {
      for (const end of ['', '.pdf']) {
        expect([subject, (await page(`/${ids.get(subject)}${end}`)).status]).toEqual([subject, 404]);
      }
    }
    expect((await page('/nimporte')).status).toBe(404);
  });

  it('are behind the door for whoever opened no file', async () => {
    const stranger = browserAt(service.app, '198.51.100.2');
    const answer = await stranger.get(`/demandeur/courriers/${ids.get('Réponse par la poste')}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toContain('/demandeur/acces');
  });
});

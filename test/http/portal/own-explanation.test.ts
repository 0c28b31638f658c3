/** What a household reads of the calculation's part in a decision, and the copy of its data: its own, and when it may. */
import type { Response } from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import {
  agendaCandidates,
  agendaHomes,
  committeeSessions,
  homeDecisions,
} from '../../../db/schema/committee.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { protections } from '../../../db/schema/instruction.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import type { LetterContent } from '../../../src/committee/letters/letter-content.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import type { ExplainedEntry, ShortlistResult } from '../../../src/matching/run-result.ts';
import { decisionOf } from '../../support/decided-home.ts';
import { pdfText, skipsPapers } from '../../support/pdf.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, openFile, send, setContact } from './door-visit.ts';

const mail = 'menage@exemple.example';
const helperMail = 'claire.aubry@exemple.example';
const address = ['12 impasse du Refuge', '57000 Metz'];
const plain = (text: string): string =>
  text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ').replace(/&#39;|&rsquo;/g, '’');

const asBytes = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
};

describe('a household that asks how it was examined', () => {
  let service: TestService;
  let household: Browser;
  let list: ShortlistResult;
  let own: ExplainedEntry;
  let others: string[];
  let decisionId: string;
  const number = () => own.sheet.number;

  beforeAll(async () => {
    service = await testService();
    const { calculations, runs } = service.dependencies;
    const parameters = { date: testDemo.date, snapshotOf: null, pins: [], bans: [] };
    const runId = await calculations.run({ ...parameters, landlordId: 'demo', requestedBy: null });
    const lists = await runs.shortlists('demo', runId);
    list = lists.find(({ entries }) => entries.length > 2)!;
    own = list.entries[1]!;
    others = [...list.entries, ...list.next]
      .map(({ sheet }) => sheet.number)
      .filter((one) => one !== number());
    decisionId = await decide(service, runId, list, number());
    await setContact(service.database, number(), { email: mail, address });
    household = browserAt(service.app, '198.51.100.1');
    await openFile(household, service.database, number(), mail);
  });
  afterAll(() => service.stop());

  it('reads nothing of a decision before it is told of it', async () => {
    const page = await household.get('/demandeur/explication').expect(200);
    expect(page.text).toContain('Aucune décision ne vous a encore été annoncée');
    await household.get(`/demandeur/explication/${decisionId}.pdf`).expect(404);
    const copy = await household.get('/demandeur/mes-donnees.json').expect(200);
    expect(JSON.stringify(copy.body)).not.toContain('rang 1');
  });

  it('then reads its part, its data and their sources, its own points line by line, and the operations', async () => {
    await tell(service, number(), decisionId);
    const page = plain((await household.get('/demandeur/explication').expect(200)).text);
    for (const title of ['La part du calcul', 'd’où elles viennent', 'Les points appliqués', 'pas à pas']) {
      expect(page).toContain(title);
    }
    expect(page).toContain('Le calcul vous proposait au rang 2 ; la commission vous a classé au rang 1.');
    for (const { label, sensitive } of own.scoreLines) {
      expect(page).toContain(plain(sensitive ? 'situation prioritaire' : label));
    }
  });

  it('reads nothing of the other households of the list', async () => {
    const page = (await household.get('/demandeur/explication')).text;
    const copy = (await household.get('/demandeur/mes-donnees')).text;
    for (const other of others) for (const text of [page, copy]) expect(text).not.toContain(other);
  });

  it('keeps the same explanation as a letter', async () => {
    const pdf = await household
      .get(`/demandeur/explication/${decisionId}.pdf`)
      .buffer(true)
      .parse(asBytes)
      .expect(200);
    if (skipsPapers) return;
    const said = pdfText(pdf.body);
    expect(said).toContain('L311-3-1');
    for (const line of address) expect(said).not.toContain(line);
  });

  it('takes a copy of all its data, and the journal says so', async () => {
    const { body } = await household.get('/demandeur/mes-donnees.json').expect(200);
    const text = JSON.stringify(body);
    expect(text).toContain(mail);
    expect(text).toContain(address[0]);
    expect(body.demande.number).toBe(number());
    expect(plain(text)).toContain('Vos points, et ce qui les donne');
    expect(body.droits.join(' ')).toContain('CNIL');
    // What it gave apart from what others made of it, both explained in French (GDPR art. 15 and 20).
    expect(body.lisezMoi.join(' ')).toContain('article 20');
    expect(body.donnees.fournies.contact.email).toBe(mail);
    expect(body.donnees.produites.decisions).toHaveLength(1);
    const csv = await household.get('/demandeur/mes-donnees.csv').expect(200);
    expect(csv.text).toContain('Lisez-moi');
    expect(plain(csv.text)).toContain('Vos points, et ce qui les donne');
    const lines = await withLandlord(service.database.db, 'demo', (tx) => tx.select().from(journalLines));
    const copies = lines.filter(({ kind }) => kind === 'data.copied');
    expect(copies.at(-1)).toMatchObject({
      subjects: [`application:${number()}`],
      actor: { name: 'le ménage' },
    });
    const pdf = await household.get('/demandeur/mes-donnees.pdf').buffer(true).parse(asBytes).expect(200);
    if (!skipsPapers) expect(pdfText(pdf.body)).toContain('Copie de vos données');
  });

  it('gives no copy to whoever holds a mandate, who reads the explanation all the same', async () => {
    const mandate = {
      ...{ kind: 'relative', name: 'Claire Aubry', organisation: '', email: helperMail, telephone: '' },
      ...{ scope: 'act', until: addDays(testDemo.date, 90), _key: v7() },
    };
    const given = await send(household, '/demandeur/mandats', mandate, '/demandeur/mandats');
    expect(given.status).toBe(303);
    const helper = browserAt(service.app, '198.51.100.2');
    await openFile(helper, service.database, number(), helperMail, helperMail);
    await helper.get('/demandeur/explication').expect(200);
    for (const form of ['', '.json', '.csv', '.pdf'])
      await helper.get(`/demandeur/mes-donnees${form}`).expect(403);
  });

  it('has neither its address nor its way to be reached in the copy once its file is protected', async () => {
    const safe = 'refuge@exemple.example';
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.insert(protections).values({
        ...{
          landlordId: 'demo',
          number: number(),
          since: new Date(Date.now() - 3_600_000),
          by: 'Camille Weber',
        },
        newContact: { email: safe, telephone: null, address: ['1 rue Cachée'] },
      }),
    );
    const again = browserAt(service.app, '198.51.100.3');
    await openFile(again, service.database, number(), safe);
    const copy = JSON.stringify((await again.get('/demandeur/mes-donnees.json').expect(200)).body);
    for (const hidden of [mail, safe, 'Cachée', ...address]) expect(copy).not.toContain(hidden);
    expect(copy).not.toMatch(/"gbis"|"category":"[abgi]"/);
  });
});

/** A closed sitting that ranked first the household proposed second. */
async function decide(
  { database }: TestService,
  runId: string,
  { vacancyId, homeId, entries }: ShortlistResult,
  number: string,
): Promise<string> {
  const sessionId = v7();
  const id = v7();
  const own = { landlordId: 'demo', sessionId, vacancyId };
  await withLandlord(database.db, 'demo', async (tx) => {
    await tx.insert(committeeSessions).values({
      ...{ id: sessionId, landlordId: 'demo', commissionId: 'caleol', heldOn: testDemo.date },
      ...{ mode: 'inPerson', kind: 'ordinary', state: 'closed', bylawsVersion: 1, closedAt: new Date() },
    });
    await tx.insert(agendaHomes).values({
      ...{ ...own, homeId, position: 0, state: 'decided', next: [], runId, searchedOn: testDemo.date },
    });
    await tx.insert(agendaCandidates).values(
      entries.map(({ sheet, rank, totalPoints }, position) => ({
        ...{ ...own, number: sheet.number, position, proposedRank: rank, totalPoints },
        ...{ origin: 'proposal' as const, sheet },
      })),
    );
    await tx.insert(homeDecisions).values({
      ...{ ...own, id, decidedAt: new Date(), recordedBy: 'Secrétariat', requestKey: v7() },
      candidates: [decisionOf(number, 1), decisionOf(entries[0]!.sheet.number, 2)],
    });
  });
  return id;
}

async function tell({ database }: TestService, number: string, decisionId: string): Promise<void> {
  const content: LetterContent = {
    ...{ kind: 'attribution', templateVersion: 0, sender: { name: 'Bailleur', lines: [], place: 'Metz' } },
    ...{ recipientName: null, number, writtenOn: testDemo.date, traceable: false, subject: 'Décision' },
    ...{ body: [], legal: [] },
  };
  await withLandlord(database.db, 'demo', (tx) =>
    tx.insert(letters).values({
      ...{ landlordId: 'demo', number, kind: 'attribution', about: `decision:${decisionId}`, eventKey: v7() },
      ...{ content, writtenOn: testDemo.date, channel: 'letter', sentAt: new Date(), sentBy: 'post' },
    }),
  );
}

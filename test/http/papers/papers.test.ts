import { randomUUID } from 'node:crypto';
import { read } from '@e965/xlsx';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import type { CandidateDecision } from '../../../src/committee/decision.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import type { Result } from '../../../src/kernel/result.ts';
import { pdfBookmarks, pdfInfo, pdfText, skipsPapers } from '../../support/pdf.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Agent = ReturnType<typeof request.agent>;

const heldOn = addDays(testDemo.date, 6);
const officer: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Camille Agent', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today: testDemo.date,
};
/** The same person on the day of the sitting. */
const onTheDay: Asked = { ...officer, now: new Date(`${heldOn}T09:00:00Z`), today: heldOn };

async function done<Value, Refusal>(answer: Promise<Result<Value, Refusal>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The body of a file, which supertest would take for text. */
const asFile = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
};

describe('the papers of a sitting as files', () => {
  let service: TestService;
  let agent: Agent;
  let sessionId: string;
  let vacancyId: string;
  let numbers: string[];

  const signIn = async (mailbox: string): Promise<Agent> => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  const file = (path: string, who = agent) => who.get(path).buffer(true).parse(asFile).expect(200);

  beforeAll(async () => {
    service = await testService();
    agent = await signIn('agent');
    const { sessions } = service.dependencies;
    const metz = testDemo.vacancies.find(
      ({ homeId, status }) =>
        status === 'available' && testDemo.homes.find(({ id }) => id === homeId)?.insee === '57463',
    );
    if (!metz) throw new Error('no home of Metz is free in the demonstration');
    vacancyId = metz.id;
    numbers = testDemo.applications
      .filter(({ status, name }) => status === 'live' && name !== null)
      .slice(0, 3)
      .map(({ number }) => number)
      .toSorted();
    let { version, ...rest } = await done(
      sessions.create(officer, {
        key: randomUUID(),
        commissionId: 'caleol',
        heldOn,
        startsAt: '09:30',
        place: 'Salle du conseil',
        mode: 'inPerson',
        kind: 'ordinary',
      }),
    );
    sessionId = rest.sessionId;
    const candidates = numbers.map((number) => ({ number, origin: 'interest' as const }));
    ({ version } = await done(
      sessions.addHomeByHand(officer, { sessionId, version, vacancyId, candidates }),
    ));
  });
  afterAll(() => service.stop());

  it('give the agenda of a draft to the officer, and the folder to no member before the convocation', async () => {
    const draft = await file(`/agent/seances/${sessionId}/convocation.pdf`);
    expect(draft.headers['content-type']).toBe('application/pdf');
    const member = await signIn('membre2');
    await member.get(`/commission/seances/${sessionId}/dossier.pdf`).expect(403);
    const { sessions } = service.dependencies;
    const view = await sessions.find('demo', sessionId, null);
    await done(sessions.convene(officer, { sessionId, version: view?.session.version ?? 0 }));
  });

  it('come under a French name, kept by no cache', async () => {
    const { headers } = await file(`/agent/seances/${sessionId}/dossier.pdf`);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-disposition']).toContain(
      'Dossier de la s%C3%A9ance du 27 novembre 2026.pdf'.replaceAll(' ', '%20'),
    );
  });

  it('refuse the minutes while the sitting is not closed, and say when they come', async () => {
    const refused = await agent.get(`/agent/seances/${sessionId}/proces-verbal.pdf`).expect(404);
    expect(refused.text).toContain('écrit à la clôture');
  });

  it('give a member the folder of the homes on which that member sits', async () => {
    const path = `/commission/seances/${sessionId}/dossier.pdf`;
    const member = await file(path, await signIn('membre2'));
    expect(member.body.subarray(0, 5).toString()).toBe('%PDF-');
    if (skipsPapers) return;
    expect(pdfBookmarks(member.body)[0]?.under).toHaveLength(1);
  });

  it.skipIf(skipsPapers)(
    'hold the folder of an officer of an agency to the homes of that agency',
    async () => {
      const { accountManagement } = service.dependencies;
      const account = (await accountManagement.list('demo')).find(
        ({ email }) => email === 'agent@demo.example',
      );
      const homesRead = async (communes: readonly string[] | null) => {
        const scope = { agencyIds: null, communes };
        await accountManagement.setScope(
          'demo',
          account?.id ?? '',
          { ...scope, departements: null },
          officer.actor,
          officer.now,
        );
        const { body } = await file(`/agent/seances/${sessionId}/dossier.pdf`);
        return pdfBookmarks(body)[0]?.under.length;
      };
      expect(await homesRead(['54395'])).toBe(0);
      expect(await homesRead(['57463'])).toBe(1);
      expect(await homesRead(null)).toBe(1);
    },
  );

  it.skipIf(skipsPapers)('name nobody and give no number in the folder', async () => {
    const { body } = await file(`/agent/seances/${sessionId}/dossier.pdf`);
    const text = pdfText(body);
    for (const number of numbers) {
      const name = testDemo.applications.find((one) => one.number === number)?.name ?? '';
      expect(text).not.toContain(number);
      for (const part of name.split(' ').filter(({ length }) => length > 3)) expect(text).not.toContain(part);
    }
  });

  it.skipIf(skipsPapers)('convoke one member by name, and nobody who does not sit', async () => {
    const { body } = await file(`/agent/seances/${sessionId}/convocation.pdf?membre=admin-2`);
    expect(pdfText(body)).toContain('Jean Klein');
    expect(pdfText(body)).toContain('9 h 30');
    await agent.get(`/agent/seances/${sessionId}/convocation.pdf?membre=personne`).expect(404);
  });

  it.each(['commission', 'reservataire', 'locataire', 'prefecture'])(
    'refuse the officer’s papers to the account %s',
    async (mailbox) => {
      const who = await signIn(mailbox);
      for (const paper of ['convocation.pdf', 'dossier.pdf', 'proces-verbal.pdf', 'proces-verbal.ods']) {
        await who.get(`/agent/seances/${sessionId}/${paper}`).expect(403);
      }
    },
  );

  it('give the minutes once closed, as PDF and as a workbook, sealed in the journal', async () => {
    const { sessions } = service.dependencies;
    let version = 0;
    for (const memberId of ['admin-1', 'admin-2', 'admin-3', 'admin-4']) {
      const seated = { sessionId, memberId, state: 'present', proxyTo: null } as const;
      ({ version } = await done(sessions.setAttendance(onTheDay, seated)));
    }
    await done(sessions.open(onTheDay, { sessionId, version, chairMemberId: 'admin-1' }));
    const candidates = numbers.map(
      (number, index): CandidateDecision => ({
        number,
        kind: 'rankedAttribution',
        rank: index + 1,
        condition: null,
        reasons: [],
        note: null,
        criteria: ['composition', 'income'],
      }),
    );
    const home = (await sessions.find('demo', sessionId, null))?.homes[0];
    await done(
      sessions.decide(onTheDay, {
        sessionId,
        vacancyId,
        version: home?.agenda.version ?? 0,
        requestKey: randomUUID(),
        candidates,
        vote: null,
        order: null,
      }),
    );
    const open = await sessions.find('demo', sessionId, null);
    await done(sessions.close(onTheDay, { sessionId, version: open?.session.version ?? 0 }));
    const pdf = await file(`/agent/seances/${sessionId}/proces-verbal.pdf`);
    const again = await file(`/agent/seances/${sessionId}/proces-verbal.pdf`);
    expect(pdf.body.equals(again.body)).toBe(true);
    const ods = await file(`/agent/seances/${sessionId}/proces-verbal.ods`);
    expect(ods.headers['content-type']).toBe('application/vnd.oasis.opendocument.spreadsheet');
    expect(read(ods.body).SheetNames).toEqual(['Décisions', 'Logements', 'Membres', 'Séance']);
    if (skipsPapers) return;
    const text = pdfText(pdf.body);
    const closed = await sessions.find('demo', sessionId, null);
    for (const number of numbers) expect(text).toContain(number);
    expect(text).toContain('Attribution avec classement');
    expect(text.replace(/\s/g, '')).toContain(closed?.minutes?.journalHash);
    expect(pdfInfo(pdf.body).get('Tagged')).toBe('yes');
  });

  it('leave an act in the journal for each paper that left, without any number', async () => {
    const story = await service.dependencies.journal.story('demo', `session:${sessionId}`, 100);
    const printed = story.filter(({ kind }) => kind === 'paper.printed');
    expect(printed.length).toBeGreaterThanOrEqual(7);
    expect(JSON.stringify(printed)).toContain('"memberId":"admin-2"');
    for (const number of numbers) expect(JSON.stringify(printed)).not.toContain(number);
  });
});

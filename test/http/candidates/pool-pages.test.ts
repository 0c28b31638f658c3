import { eq, inArray } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applicantContacts, protections } from '../../../db/schema/instruction.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { groupCounts, stepCounts } from '../../../src/committee/candidates/pool-filter.ts';
import { type Application, sensitiveLetters } from '../../../src/domain/application.ts';
import type { RunSessionParameters } from '../../../src/jobs/run-session-job.ts';
import type { HomePool } from '../../../src/matching/pool-shape.ts';
import type { RunResult, ShortlistResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Browser = ReturnType<typeof request.agent>;

let service: TestService;
let agent: Browser;
let runId: string;
let result: RunResult;
let list: ShortlistResult;

async function signedIn(mailbox: string): Promise<Browser> {
  const browser = request.agent(service.app);
  const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
  await browser.post('/api/v1/sessions').send(credentials).expect(201);
  return browser;
}

async function runWith(parameters: RunSessionParameters): Promise<string> {
  const { jobs } = service.dependencies;
  const id = await jobs.enqueue({ landlordId: 'demo', kind: 'run-session', parameters, requestedBy: null });
  const job = await jobs.settled('demo', id);
  if (job.state !== 'done') throw new Error(job.error ?? 'no run');
  return String(job.result?.runId);
}

async function tokenOf(browser: Browser, path: string): Promise<string> {
  const page = await browser.get(path).expect(200);
  return /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
}

async function submit(browser: Browser, from: string, to: string, fields: Record<string, unknown>) {
  const _csrf = await tokenOf(browser, from);
  return browser
    .post(to)
    .type('form')
    .send({ _csrf, ...fields });
}

const fileOf = (number: string) => `/agent/dossiers/${service.dependencies.files.of(number)}`;
const poolOf = (vacancyId: string) => `/agent/logements/${vacancyId}/candidats`;
const instructionOf = (number: string) =>
  `${poolOf(list.vacancyId)}/${service.dependencies.files.of(number)}`;

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) => address ?? '');
}

beforeAll(async () => {
  service = await testService();
  agent = await signedIn('agent');
  runId = await runWith({ date: testDemo.date, snapshotOf: null, pins: [], bans: [] });
  const stored = await service.dependencies.runs.result('demo', runId);
  if (!stored) throw new Error('no run');
  result = stored;
  list = result.shortlists.find(({ entries, next }) => entries.length > 1 && next.length > 1)!;
});
afterAll(() => service.stop());

describe('the pool of a home', () => {
  const read = async (vacancyId: string, run: string | null): Promise<HomePool> => {
    const pool = await service.dependencies.calculations.homePool({
      landlordId: 'demo',
      runId: run,
      date: testDemo.date,
      vacancyId,
      stamp: '',
    });
    if (!pool) throw new Error('no pool');
    return pool;
  };

  it('adds up, group by group, to the households that the run considered', async () => {
    for (const { vacancyId, pool: counted } of result.shortlists) {
      const pool = await read(vacancyId, runId);
      const groups = groupCounts(pool);
      expect(groups.eligible + groups.unknown + groups.refused).toBe(counted.considered);
      expect(groups.eligible + groups.unknown).toBe(counted.eligible);
      expect(stepCounts(pool)).toEqual({
        wish: counted.outsideWish,
        size: counted.outsideSizeScale,
        law: counted.refusedByLaw,
        advert: 0,
      });
    }
  });

  it('gives the points and the order of the run, and those of the grid alone for a home that is in none', async () => {
    const pool = await read(list.vacancyId, runId);
    for (const entry of list.entries) {
      const row = pool.rows.find(({ number }) => number === entry.sheet.number);
      expect(row).toMatchObject({ rank: entry.rank, totalPoints: entry.totalPoints });
    }
    const ofTheDay = await read(list.vacancyId, null);
    expect(ofTheDay.considered).toBe(pool.considered);
    expect(ofTheDay.rows.every(({ rank }) => rank === null)).toBe(true);
  });

  it('says on its page why the refused are refused, with article and rule, and where data are unproved', async () => {
    const page = await agent.get(`${poolOf(list.vacancyId)}?groupe=refused`).expect(200);
    expect(page.text).toMatch(/CCH [LR]\d+.*règle [A-Z]-\d+/s);
    const unproved = await agent.get(poolOf(list.vacancyId)).expect(200);
    expect(unproved.text).toContain('le quota du 1er quartile ne peut être prouvé');
  });

  it('finds a household by its name or number, and keeps both out of the address', async () => {
    const number = list.entries[0]!.sheet.number;
    const path = poolOf(list.vacancyId);
    const found = await submit(agent, path, path, { recherche: number, groupe: 'eligible' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('1\u00a0ménage pour cette recherche');
    const filtered = await submit(agent, path, path, { recherche: '', personnes: '2', groupe: 'eligible' });
    expect(filtered.status).toBe(303);
    expect(filtered.headers.location).toContain('personnes=2');
  });

  it('is for officers: members and the secretary of the committee do not read it', async () => {
    for (const mailbox of ['commission', 'secretaire', 'reservataire']) {
      await (await signedIn(mailbox)).get(poolOf(list.vacancyId)).expect(403);
    }
    await agent.get(poolOf('VAC-nowhere')).expect(404);
  });
});

describe('the file of a household', () => {
  it('never names a sensitive letter, nor the body that recognised it', async () => {
    const sensitive = testDemo.applications.find(({ labels }) =>
      labels.some(({ category }) => category !== 'dalo' && sensitiveLetters.has(category)),
    )!;
    const page = await agent.get(fileOf(sensitive.number)).expect(200);
    expect(page.text).toContain('situation prioritaire (L441-1)');
    for (const letter of sensitiveLetters) expect(page.text).not.toContain(`L441-1 ${letter})`);
    expect(page.text).not.toMatch(/handicap|violence|mépris|prostitution|traite/i);
  });

  it('hides every address and old contact from the moment that it is protected', async () => {
    const chosen = testDemo.applications.find(({ current }) => current.rentCents !== null)!;
    const { number } = chosen;
    const contact = (await service.dependencies.householdFiles.find('demo', number))?.contact;
    expect(contact?.telephone ?? contact?.email).toBeTruthy();
    const before = await agent.get(fileOf(number)).expect(200);
    const secrets = [contact?.telephone, contact?.email, contact?.address[0]].filter(
      (text) => typeof text === 'string',
    );
    for (const secret of secrets) expect(before.text).toContain(secret);
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.insert(protections).values({
        landlordId: 'demo',
        number,
        since: new Date(),
        by: 'Camille Weber',
        newContact: { email: null, telephone: '07 00 00 00 01', address: ['1 rue Cachée, 57000 Metz'] },
      }),
    );
    for (const path of [fileOf(number), instructionOf(number)]) {
      const page = await agent.get(path).expect(200);
      expect(page.text).toContain('Dossier protégé');
      expect(page.text).toContain('07 00 00 00 01');
      for (const secret of [...secrets, 'rue Cachée']) expect(page.text).not.toContain(secret);
    }
  });

  it('refreshes arrears on a day, tells the officer who comes second, and writes one act for a double click', async () => {
    const owing = testDemo.applications.find(({ arrears }) => arrears !== null)!;
    const path = fileOf(owing.number);
    const fields = { montant: '412,50', plan: 'oui', vu: owing.arrears?.asOf ?? '' };
    const _csrf = await tokenOf(agent, path);
    const send = (more: Record<string, string>) =>
      agent
        .post(`${path}/dette`)
        .type('form')
        .send({ _csrf, ...fields, ...more });
    const twice = await Promise.all([send({}), send({})]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect((await send({ montant: '0' })).status).toBe(409);
    const page = await agent.get(path).expect(200);
    expect(page.text).toContain('sous plan d’apurement respecté');
    expect(await actsOf(owing.number, 'arrears.refreshed')).toBe(1);
    const cleared = { montant: '0', vu: testDemo.date };
    expect((await send(cleared)).status).toBe(303);
    expect((await agent.get(path)).text).toContain('Dette soldée');
  });

  it('asks no document twice, whoever asks', async () => {
    const declared = ({ household }: Application) => household.resourcesEvidence === 'declared';
    const { number } = testDemo.applications.find(declared)!;
    const _csrf = await tokenOf(agent, fileOf(number));
    const send = (geste: string) =>
      agent
        .post(`${fileOf(number)}/pieces`)
        .type('form')
        .send({ _csrf, piece: 'identity', geste });
    const asked = await Promise.all([send('request'), send('request')]);
    expect(asked.map(({ status }) => status).sort()).toEqual([303, 409]);
    await send('receive');
    await send('accept');
    const again = await send('request');
    expect(again.status).toBe(409);
    expect(again.text).toContain('déjà là et valable');
    expect(await actsOf(number, 'document.requested')).toBe(1);
  });

  it('is found by name, in the body of a form', async () => {
    const named = testDemo.applications[3]!;
    const found = await submit(agent, '/agent/dossiers', '/agent/dossiers', { recherche: named.name ?? '' });
    expect(found.text).toContain(fileOf(named.number));
  });
});

describe('duplicates', () => {
  it('are shown with their evidence, judged by a person, and the verdict can be taken back', async () => {
    const [first, second] = [testDemo.applications[5]!, testDemo.applications[9]!]
      .map(({ number }) => number)
      .sort() as [string, string];
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx
        .update(applicantContacts)
        .set({ email: 'la.meme@exemple.example' })
        .where(inArray(applicantContacts.number, [first, second])),
    );
    const page = await agent.get('/agent/doublons').expect(200);
    expect(page.text).toContain('la même adresse électronique');
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    const judge = (avis: string, vu: string) =>
      agent.post('/agent/doublons').type('form').send({ _csrf, premier: first, second, avis, vu });
    const both = await Promise.all([judge('same', ''), judge('different', '')]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(both.find(({ status }) => status === 409)?.text).toContain('Camille Weber');
    const [review] = await service.dependencies.duplicates.reviews('demo');
    expect(review).toMatchObject({ first, second, evidence: expect.arrayContaining(['sameEmail']) });
    expect((await judge('', review!.verdict)).status).toBe(303);
    expect(await service.dependencies.duplicates.reviews('demo')).toEqual([]);
    expect(await actsOf(first, 'duplicate.judged')).toBe(2);
    const { status } = (await service.dependencies.householdFiles.find('demo', first))!.application;
    expect(status).toBe('live');
  });

  it('never bring a protected file near another', async () => {
    const { names } = await service.dependencies.duplicates.pairs('demo');
    const covered = testDemo.applications.find(({ current }) => current.rentCents !== null)!;
    expect(names.size).toBeGreaterThan(0);
    expect(names.has(covered.number)).toBe(false);
  });
});

describe('an officer of an agency', () => {
  it('finds and compares the files that live or look for a home there, and no other', async () => {
    const nowhere = new Set(['99999']);
    const { scopes, duplicates } = service.dependencies;
    expect(await duplicates.pairs('demo', nowhere)).toEqual({ pairs: [], names: new Map() });
    const chosen = testDemo.applications[12]!;
    const insee = chosen.wishes.communes[0]!;
    const there = [...(await duplicates.pairs('demo', new Set([insee]))).names.keys()];
    expect(there).toContain(chosen.number);
    for (const number of there.slice(0, 20)) {
      expect(await scopes.communesOfFile('demo', number)).toContain(insee);
    }
  });
});

describe('the instruction of a candidate', () => {
  it('writes a contact once, and proposes the next household at once where this one withdraws', async () => {
    const { number } = list.entries[0]!.sheet;
    const path = instructionOf(number);
    const page = await agent.get(path).expect(200);
    const _key = /name="_key" value="([^"]+)"/.exec(page.text)?.[1];
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    const send = () =>
      agent.post(`${path}/contact`).type('form').send({ _csrf, _key, issue: 'declined', raison: 'rent' });
    const twice = await Promise.all([send(), send()]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(await actsOf(number, 'contact.recorded')).toBe(1);
    const after = await agent.get(path).expect(200);
    expect(after.text).toContain('Ce ménage a renoncé.');
    const [next] = list.next;
    expect(after.text).toContain(`${instructionOf(next!.number)}"`);
    expect(after.text).toContain('Mettre à sa place dans la proposition');
  });

  it('needs a reason to withdraw and a day to call back', async () => {
    const path = instructionOf(list.entries[1]!.sheet.number);
    const _key = '01a20108-d911-74ec-9bed-ba815328cbb7';
    const noReason = await submit(agent, path, `${path}/contact`, { _key, issue: 'declined', raison: '' });
    expect(noReason.status).toBe(409);
    const noDay = await submit(agent, path, `${path}/contact`, { _key, issue: 'callBack', rappelLe: '' });
    expect(noDay.status).toBe(409);
  });

  it('gives a slot to one household, and tells the other', async () => {
    const [first, second] = list.entries.map(({ sheet }) => instructionOf(sheet.number));
    const opened = await submit(agent, first!, `${first}/creneaux`, { jour: '2026-11-24', heure: '14:30' });
    expect(opened.status).toBe(303);
    const [slot] = (await service.dependencies.instruction.of('demo', list.vacancyId, '')).visits;
    expect(slot?.startsAt.toISOString()).toBe('2026-11-24T13:30:00.000Z');
    const answers = await Promise.all(
      [first!, second!].map((path) =>
        submit(agent, path, `${path}/visites/${slot!.id}`, { geste: 'reserver' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('vient d’être pris');
  });

  it('closes no slot of another home through its own address', async () => {
    const [slot] = (await service.dependencies.instruction.of('demo', list.vacancyId, '')).visits;
    const { vacancyId, entries } = result.shortlists.find((other) => other.vacancyId !== list.vacancyId)!;
    const path = `${poolOf(vacancyId)}/${service.dependencies.files.of((entries[0] ?? list.entries[0]!).sheet.number)}`;
    const answer = await submit(agent, path, `${path}/visites/${slot!.id}`, { geste: 'cancelled' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('n’existe pas');
    const after = (await service.dependencies.instruction.of('demo', list.vacancyId, '')).visits;
    expect(after.find(({ id }) => id === slot!.id)?.outcome).toBe('planned');
  });

  it('computes the effort again with the resources of the day, and keeps nothing', async () => {
    const { number } = list.entries[0]!.sheet;
    const path = instructionOf(number);
    const before = await service.dependencies.householdFiles.find('demo', number);
    const typed = await submit(agent, path, `${path}/calcul`, { ressources: '2 345,60' });
    expect(typed.text).toContain('2\u00a0345,60\u00a0€');
    expect(typed.text).toContain('APL estimée');
    expect(await service.dependencies.householdFiles.find('demo', number)).toEqual(before);
  });
});

describe('who has seen a file', () => {
  it('is told once a person, a file and a day, by its own page and by that of a home', async () => {
    const { number } = list.entries.at(-1)!.sheet;
    await Promise.all([agent.get(fileOf(number)).expect(200), agent.get(fileOf(number)).expect(200)]);
    await agent.get(instructionOf(number)).expect(200);
    const other = { accountId: '01900000-0000-7000-8000-000000000001', name: 'Hugo', role: 'agent' };
    await service.dependencies.householdFiles.opened('demo', number, other, new Date());
    const lines = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'file.opened')),
    );
    const own = lines.filter(({ subjects }) => subjects.includes(`application:${number}`));
    expect(new Set(own.map(({ actor }) => actor.accountId)).size).toBe(own.length);
    expect(own).toHaveLength(2);
    expect((await agent.get(fileOf(number))).text).toContain('Dossier ouvert');
  });
});

describe('addresses', () => {
  it('never carry a household’s number, on any page of candidates, files, duplicates and scenarios', async () => {
    const numbers = testDemo.applications.map((application: Application) => application.number);
    const first = list.entries[0]!.sheet.number;
    for (const path of [
      poolOf(list.vacancyId),
      `${poolOf(list.vacancyId)}?groupe=refused`,
      fileOf(first),
      instructionOf(first),
      '/agent/dossiers',
      '/agent/doublons',
      `/agent/calculs/${runId}/logements/${list.vacancyId}`,
      '/agent/calculs',
    ]) {
      const page = await agent.get(path).expect(200);
      const addresses = hrefsOf(page.text).join('\n');
      expect(numbers.some((number) => addresses.includes(number))).toBe(false);
    }
  });
});

async function actsOf(number: string, kind: string): Promise<number> {
  const lines = await withLandlord(service.database.db, 'demo', (tx) =>
    tx.select({ subjects: journalLines.subjects }).from(journalLines).where(eq(journalLines.kind, kind)),
  );
  return lines.filter(({ subjects }) => subjects.includes(`application:${number}`)).length;
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/kernel/civil-date.ts';
import type { ShortlistResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { filled, formsOf, formTo } from './forms.ts';
import {
  type Agent,
  asProposed,
  attend,
  columnsOf as columnsOfList,
  draftSitting,
  type Given,
  heldOn,
  open as openPage,
  review,
  runWithLists,
  send as sendForm,
  signIn as signInTo,
} from './steps.ts';

/** What no sheet may say (D-03, D-04). */
const sensitive =
  /nationalit|étranger|violen|victime|traite des êtres|prostitution|protection de l’enfance|handicap|maladie|santé(?! , de| ni|,)/i;

describe('a sitting of three homes, from its draft to its closing', () => {
  let service: TestService;
  let officer: Agent;
  let path: string;
  let lists: ShortlistResult[];
  let secretary: Agent;
  let pageOfSecretary: string;
  let lastSent: () => ReturnType<typeof sendForm>;

  const signIn = (mailbox: string) => signInTo(service, mailbox);
  const open = (address: string, agent = officer) => openPage(agent, address);
  const send = (html: string, ending: string, given: Given = {}, agent = officer) =>
    sendForm(agent, html, ending, given);
  const homePath = (index: number) => `${path}/logements/${lists[index]?.vacancyId}`;
  const columnsOf = (index: number) => columnsOfList(lists[index]);
  const followed = (index: number) => asProposed(lists[index]);
  /** The same ranks with the first two columns the other way round. */
  const departed = (index: number) => {
    const given = followed(index);
    return { ...given, 'rang-0': given['rang-1'] ?? '', 'rang-1': given['rang-0'] ?? '' };
  };

  beforeAll(async () => {
    service = await testService();
    officer = await signIn('agent');
    const made = await runWithLists(service, officer, 3);
    lists = made.lists;
    path = await draftSitting(officer, made.run, lists);
  });
  afterAll(() => service.stop());

  it('shows its homes and what each still lacks, and offers its papers', async () => {
    const folder = await open(path);
    expect(folder).toContain('3\u00a0logements à l’ordre du jour');
    for (const paper of ['convocation.pdf', 'dossier.pdf']) expect(folder).toContain(`${path}/${paper}`);
    expect(folder).not.toContain('proces-verbal.pdf');
  });

  it('stands the candidates side by side by number, with the proposal at the foot and nobody named', async () => {
    const page = await open(homePath(0));
    const numbers = columnsOf(0);
    for (const number of numbers) expect(page).not.toContain(number);
    expect(page.indexOf('Rang proposé')).toBeGreaterThan(page.indexOf('Les candidats, côte à côte'));
    expect(page.slice(0, page.indexOf('Ce que le calcul propose'))).not.toMatch(/\d\s*points<|Rang proposé/);
    expect(page).not.toMatch(sensitive);
  });

  it('adds one of the next households in one gesture, before any number is shown', async () => {
    const page = await open(homePath(2));
    const form = formsOf(page).find(({ html }) => html.includes('Examiner aussi ce ménage'));
    expect(form?.html).not.toMatch(/\d{18}|\d{3}[0-9A-Z]{15}/);
    await officer
      .post(form?.action.split('#')[0] ?? '')
      .type('form')
      .send(filled(form!, {}))
      .expect(303);
    expect(await open(homePath(2))).toContain('Candidat D');
    const removed = await open(homePath(2));
    const remove = formsOf(removed).filter(({ action }) => action.endsWith('/candidats/retirer'));
    expect(remove).toHaveLength(4);
  });

  it('is not shown to members before its convocation', async () => {
    const member = await signIn('membre2');
    const id = path.split('/').at(-1);
    const refused = await member.get(`/commission/seances/${id}`).expect(403);
    expect(refused.text).toContain('pas encore convoquée');
  });

  it('is convened, then opened on its day with the quorum', async () => {
    await send(await open(path), '/convoquer', {}).expect(303);
    const early = await send(await open(`${path}/tenue`), '/ouvrir', { preside: 'admin-1' });
    expect(early.status).toBe(409);
    service.dependencies.today = () => heldOn;
    const page = await open(`${path}/tenue`);
    expect(page).toContain('Quorum non atteint');
    await attend(officer, path, ['admin-1', 'admin-2', 'admin-3', 'admin-4']);
    const ready = await open(`${path}/tenue`);
    expect(ready).toContain('Quorum atteint');
    await send(ready, '/ouvrir', { preside: 'admin-1' }).expect(303);
    expect(await open(`${path}/tenue`)).toContain('ouverte');
  });

  it('asks for each decision in the full words of the Code, with nothing ticked and no rank chosen', async () => {
    const form = formTo(await open(homePath(0)), '/decision');
    expect(form.ticks.filter(({ ticked }) => ticked)).toEqual([]);
    expect(form.ticks.filter(({ name }) => name === 'decision-0').map(({ value }) => value)).toEqual([
      'attribution',
      'rankedAttribution',
      'suspensiveAttribution',
      'nonAttribution',
      'irrecevability',
    ]);
    expect(form.fields.filter(([name]) => name.startsWith('rang-')).map(([, value]) => value)).toEqual([
      '',
      '',
      '',
    ]);
    for (const words of [
      'Attribution avec classement',
      'Attribution sous condition suspensive',
      'Rejet pour irrecevabilité',
    ])
      expect(form.html).toContain(words);
  });

  it('shows identities after one deliberate click that the journal keeps', async () => {
    const shown = await send(await open(homePath(0)), '/identites', {}).expect(200);
    for (const number of columnsOf(0)) expect(shown.text).toContain(number);
    expect(await open(homePath(0))).not.toContain(columnsOf(0)[0]);
    const acts = await service.dependencies.journal.page('demo', null, 200);
    expect(acts.filter(({ kind }) => kind === 'session.identitiesShown')).toHaveLength(1);
  });

  it('costs the same gestures to follow the proposal and to leave it', async () => {
    const gestures = await Promise.all(
      [followed(0), departed(0)].map(async (given) => {
        const page = await send(await open(homePath(0)), '/decision', { ...given, ...review }).expect(200);
        const form = formTo(page.text, '/decision');
        const groups = new Set(form.ticks.map(({ name }) => name));
        return {
          typed: Object.keys(given).length,
          groups: [...groups],
          ticked: form.ticks.filter(({ ticked }) => ticked).length,
          buttons: form.buttons.map(({ text }) => text),
        };
      }),
    );
    expect(gestures[0]).toEqual(gestures[1]);
    expect(gestures[0]).toMatchObject({ groups: ['ordre'], ticked: 0 });
  });

  it('shows the targets moving on the page that reads the decision again', async () => {
    const given = { ...followed(0), ...review };
    const page = await send(await open(homePath(0)), '/decision', given).expect(200);
    expect(page.text).toContain('Si cette décision passe');
    expect(page.text).toContain('chart-track');
  });

  it('keeps what was typed and tells beside the candidate what is refused', async () => {
    const given = {
      ...followed(0),
      ...review,
      'decision-1': 'nonAttribution',
      'rang-1': '',
    };
    const read = await send(await open(homePath(0)), '/decision', given).expect(200);
    const refused = await send(read.text, '/decision', { ordre: 'vote', etape: 'enregistrer' }).expect(409);
    expect(refused.text).toContain('Candidat B\u00a0: Indiquez au moins un motif');
    expect(refused.text).toContain('id="erreur-1"');
    const kept = formTo(refused.text, '/decision');
    expect(kept.ticks.find(({ name, ticked }) => name === 'decision-1' && ticked)?.value).toBe(
      'nonAttribution',
    );
    expect(kept.ticks.filter(({ name, ticked }) => name === 'critere' && ticked)).toHaveLength(3);
  });

  it('records an order followed, one left with its reason, a condition, a refusal and a rejection', async () => {
    const take = async (index: number, given: Record<string, string | string[]>, ordre: string) => {
      const read = await send(await open(homePath(index)), '/decision', { ...given, ...review }).expect(200);
      lastSent = () => send(read.text, '/decision', { ordre, etape: 'enregistrer' });
      const done = await lastSent();
      expect(done.text).not.toMatch(/Rien n’est enregistré/);
      expect(done.status).toBe(303);
    };
    secretary = await signIn('secretaire');
    pageOfSecretary = await open(homePath(0), secretary);
    await take(0, followed(0), 'followed');
    const condition = {
      ...departed(1),
      'decision-0': 'suspensiveAttribution',
      'piece-0': 'tax-notice',
      'delai-0': addDays(heldOn, 10),
    };
    await take(1, condition, 'newFacts');
    await take(
      2,
      {
        'decision-0': 'attribution',
        'rang-0': '1',
        'decision-1': 'nonAttribution',
        'motif-1': ['sizeMismatch'],
        'decision-2': 'irrecevability',
        'motif-2': ['aboveAllCeilings'],
        'decision-3': 'nonAttribution',
        'motif-3': ['doesNotWant'],
      },
      'vote',
    );
    expect(await open(`${path}/tenue`)).toContain('il n’en reste aucun à décider');
  });

  it('tells the second of two people what the first decided, and keeps what the second typed', async () => {
    const answer = await send(pageOfSecretary, '/decision', { ...departed(0), ...review }, secretary);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('a déjà sa décision, saisie par Camille Weber');
    const kept = formTo(answer.text, '/correction').ticks.filter(({ ticked }) => ticked);
    expect(kept.filter(({ name }) => name.startsWith('decision-'))).toHaveLength(3);
  });

  it('makes one decision of a request sent twice', async () => {
    const twice = await Promise.all([lastSent(), lastSent()]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    const view = await service.dependencies.sessions.find('demo', path.split('/').at(-1) ?? '', null);
    expect(view?.homes.map(({ history }) => history.length)).toEqual([1, 1, 1]);
  });

  it('opens to a member only the homes on which that member sits', async () => {
    const id = path.split('/').at(-1);
    const mayor = await signIn('maire');
    const insee = (homeId: string) => testDemo.homes.find((home) => home.id === homeId)?.insee;
    for (const { vacancyId, homeId } of lists) {
      const answer = await mayor.get(`/commission/seances/${id}/logements/${vacancyId}`);
      expect(answer.status).toBe(insee(homeId) === '57463' ? 200 : 403);
      if (answer.status === 403) expect(answer.text).toContain('Vous ne siégez pas pour ce logement.');
    }
    const board = await signIn('membre3');
    const read = await board.get(`/commission/seances/${id}/logements/${lists[0]?.vacancyId}`).expect(200);
    expect(read.text).not.toMatch(sensitive);
    for (const number of columnsOf(0)) expect(read.text).not.toContain(number);
    await board.get(path).expect(403);
    await board.get(homePath(0)).expect(403);
  });

  it('projects one home without a name, a number or a form', async () => {
    const wall = await open(`${path}/projection/${lists[0]?.vacancyId}`);
    expect(formsOf(wall)).toEqual([]);
    for (const number of columnsOf(0)) expect(wall).not.toContain(number);
    expect(wall).toContain('Suivant →');
    expect(await open(`${path}/projection/fin`)).toContain('il n’en reste aucun à décider');
  });

  it('is frozen by its closing, then corrected only by a new act with its reason', async () => {
    await send(await open(`${path}/tenue`), '/cloturer', {}).expect(303);
    const closed = await open(`${path}/tenue`);
    expect(closed).toContain('Séance close');
    expect(closed).toContain('proces-verbal.pdf');
    expect(formsOf(closed).filter(({ action }) => action.includes('/presence'))).toHaveLength(
      formsOf(closed).filter(({ action, buttons }) => action.includes('/presence') && buttons.length === 0)
        .length,
    );
    const page = await open(homePath(0));
    const given = {
      ...followed(0),
      ...review,
      pourquoi: 'Erreur de saisie relevée après la séance.',
    };
    const read = await send(page, '/correction', given).expect(200);
    await send(read.text, '/correction', { ordre: 'followed', etape: 'enregistrer' }).expect(303);
    const corrected = await open(homePath(0));
    expect(corrected).toContain('Erreur de saisie relevée après la séance.');
    expect(corrected).toContain('Décisions remplacées (1)');
  });

  it('leads, once closed, to its letters and to the offers of its homes', async () => {
    for (const address of [path, `${path}/tenue`]) {
      const page = await open(address);
      expect(formTo(page, `/agent/courriers/seances/${path.split('/').at(-1)}`).action).toBeDefined();
      expect(page).toContain(`/agent/suites?seance=${path.split('/').at(-1)}`);
    }
    expect(await open(homePath(1))).toContain(`/agent/suites/${lists[1]?.vacancyId}`);
    // The secretary writes the letters; the offers are the officer's.
    expect(await open(path, secretary)).not.toContain('/agent/suites');
  });

  it('is counted, once closed, among the orders followed and left, and too few households stay without figures', async () => {
    const page = await open(`/agent/seances/ecarts?du=${heldOn}&au=${heldOn}`);
    expect(page).toContain('Par motif');
    expect(page).toContain('Faits nouveaux depuis la proposition');
    expect(page).toContain('Moins de 11\u00a0candidats');
    expect(await open('/agent/seances/ecarts')).toContain('Faits nouveaux depuis la proposition');
    const before = await open('/agent/seances/ecarts?du=2026-01-01&au=2026-01-31');
    expect(before).toContain('Les comptes apparaîtront après la clôture de la première');
    await officer.get(`/agent/seances/ecarts?du=${heldOn}&au=2026-01-01`).expect(400);
  });
});

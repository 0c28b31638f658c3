import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShortlistResult } from '../../../src/matching/run-result.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { filled, formsOf, formTo } from './forms.ts';
import { type Agent, asProposed, draftSitting, heldOn, open, runWithLists, send, signIn } from './steps.ts';

const criteria = ['composition', 'effort'];

let service: TestService;
let officer: Agent;
let run: string;
let lists: ShortlistResult[];
let short: ShortlistResult | undefined;

beforeAll(async () => {
  service = await testService();
  officer = await signIn(service, 'agent');
  ({ run, lists } = await runWithLists(service, officer, 2));
  const all = await service.dependencies.runs.shortlists('demo', run);
  short = all.find(({ entries, pool }) => entries.length < 3 && pool.kind !== 'daloDesignation');
}, 60_000);
afterAll(() => service.stop());

describe('a home with fewer than three candidates', () => {
  let path: string;
  let home: string;
  beforeAll(async () => {
    expect(short).toBeDefined();
    path = await draftSitting(officer, run, short ? [short] : []);
    home = `${path}/logements/${short?.vacancyId}`;
  });

  it('is marked, and holds the convocation back', async () => {
    const folder = await open(officer, path);
    expect(folder).toContain('sur les trois que demande R441-3');
    const refused = await send(officer, folder, '/convoquer');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Rien n’a été enregistré.');
  });

  it('offers the evidence of the search, which counts once an officer confirmed it', async () => {
    const form = formTo(await open(officer, home), '/exception');
    const evidence = form.fields.find(([name]) => name === 'preuve')?.[1] ?? '';
    expect(evidence).toMatch(/\d/);
    await officer.post(form.action).type('form').send(filled(form, {})).expect(303);
    expect(await open(officer, home)).toContain('confirmé le 21/11/2026');
    expect(await open(officer, path)).toContain('(exception confirmée)');
  });

  it('shows a prior opinion by its date, body and follow-up', async () => {
    const given = {
      instance: 'Commission sociale interne',
      date: '2026-11-10',
      recommandation: 'withSupport',
      suite: 'socialSupport',
    };
    await send(officer, await open(officer, home), '/avis', given).expect(303);
    expect(await open(officer, home)).toContain(
      'avis favorable avec un accompagnement de Commission sociale interne, le 10/11/2026',
    );
    // Only of a candidate of this home: the file of another household may be out of the person's reach.
    const form = formTo(await open(officer, home), '/avis');
    const here = new Set(short?.entries.map(({ sheet }) => sheet.number));
    const stranger = testDemo.applications.find(({ number }) => !here.has(number))?.number ?? '';
    const elsewhere = { ...given, candidat: '', numero: stranger };
    const refused = await officer.post(form.action).type('form').send(filled(form, elsewhere)).expect(409);
    expect(refused.text).toContain('n’est pas candidat pour ce logement');
  });

  it('is offered to no other sitting while it waits on this one', async () => {
    const created = await send(officer, await open(officer, '/agent/seances'), '/agent/seances', {
      jour: heldOn,
    }).expect(303);
    const other = created.headers.location ?? '';
    const folder = await open(officer, `${other}?calcul=${run}`);
    const offered = formTo(folder, '/logements').ticks.map(({ value }) => value);
    expect(offered).not.toContain(short?.vacancyId);
    expect(offered).toContain(lists[1]?.vacancyId);
    await send(officer, folder, '/logements', { tous: 'oui' }).expect(303);
    await send(officer, await open(officer, other), '/annuler').expect(303);
  });

  it('leaves the agenda in one gesture, and the sitting can be cancelled', async () => {
    await send(officer, await open(officer, home), `${home}/retirer`).expect(303);
    expect(await open(officer, path)).toContain('Aucun logement pour l’instant.');
    await send(officer, await open(officer, path), '/annuler').expect(303);
    expect(await open(officer, path)).toContain('annulée');
  });
});

describe('a deferred sitting in the members’ space', () => {
  let chair: Agent;
  let member: Agent;
  let list: ShortlistResult | undefined;
  let path: string;
  let home: string;

  beforeAll(async () => {
    [chair, member] = await Promise.all([signIn(service, 'commission'), signIn(service, 'membre2')]);
    list = lists[0];
    const folder = await draftSitting(officer, run, lists.slice(0, 1), { mode: 'asynchronous', heure: '' });
    await send(officer, await open(officer, folder), '/convoquer').expect(303);
    service.dependencies.today = () => heldOn;
    path = folder.replace('/agent', '/commission');
    home = `${path}/logements/${list?.vacancyId}`;
  });
  afterAll(() => {
    service.dependencies.today = () => testDemo.date;
  });

  it('is opened by its chair, and by nobody else', async () => {
    expect(formsOf(await open(member, path)).filter(({ action }) => action.endsWith('/ouvrir'))).toEqual([]);
    expect(await open(officer, `${path.replace('/commission', '/agent')}/tenue`)).toContain(
      'ouvre et clôt cette séance en différé depuis son espace',
    );
    await send(chair, await open(chair, path), '/ouvrir').expect(303);
    expect(await open(member, path)).toContain('1\u00a0logement attend votre vote.');
  });

  it('asks for a vote with nothing ticked, keeps it, and lets it be changed', async () => {
    const ballot = formTo(await open(member, home), '/vote');
    expect(ballot.ticks.filter(({ ticked }) => ticked)).toEqual([]);
    const given = { ...asProposed(list), critere: criteria, etape: 'voter' };
    await send(member, await open(member, home), '/vote', given).expect(303);
    const again = formTo(await open(member, home), '/vote');
    expect(again.ticks.filter(({ name, ticked }) => name.startsWith('decision-') && ticked)).toHaveLength(3);
    const postponed = filled(again, { etape: 'reporter' });
    await member.post(again.action).type('form').send(postponed).expect(303);
    expect(await open(member, home)).toContain('vous demandez le report');
  });

  it('keeps what was typed where a vote is refused', async () => {
    const given = { ...asProposed(list), 'decision-0': 'nonAttribution', 'rang-0': '', critere: criteria };
    const refused = await send(member, await open(member, home), '/vote', { ...given, etape: 'voter' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Votre vote n’est pas enregistré.');
    const kept = formTo(refused.text, '/vote').ticks.filter(({ ticked }) => ticked);
    expect(kept.find(({ name }) => name === 'decision-0')?.value).toBe('nonAttribution');
  });

  it('tells others who voted, never what', async () => {
    const seen = await open(chair, home);
    expect(seen).toContain('Votes reçus, scellés jusqu’à la clôture');
    expect(formTo(seen, '/vote').ticks.filter(({ ticked }) => ticked)).toEqual([]);
    expect(seen).not.toContain('vous demandez le report');
  });

  it('shows a remark to all members with the day it is erased', async () => {
    await send(member, await open(member, home), '/remarques', { remarque: 'Le loyer paraît élevé.' });
    const seen = await open(chair, home);
    expect(seen).toContain('Le loyer paraît élevé.');
    expect(seen).toMatch(/conservée jusqu’au \d{2}\/\d{2}\/\d{4}/);
  });

  it('shows no sheet any more to a member who declared a tie', async () => {
    const other = await signIn(service, 'membre4');
    await send(other, await open(other, home), '/lien').expect(303);
    const after = await open(other, home);
    expect(after).toContain('Vous avez déclaré un lien avec un candidat');
    expect(after).not.toContain('Ressources par mois');
    expect(formsOf(after).filter(({ action }) => action.endsWith('/vote'))).toEqual([]);
  });

  it('says to an officer who sits in no commission where sittings are prepared', async () => {
    expect(await open(officer, '/commission')).toContain('Les séances se préparent ici.');
    await officer.get(path).expect(403);
  });
});

describe('the règlement intérieur', () => {
  let admin: Agent;
  beforeAll(async () => {
    admin = await signIn(service, 'admin');
  });

  it('labels what nobody validated, and is read only for officers', async () => {
    const page = await open(officer, '/agent/reglement');
    expect(page).toContain('par défaut, à valider par votre conseil d’administration');
    expect(formsOf(page).filter(({ action }) => action.includes('reglement'))).toEqual([]);
    await officer.get('/admin/reglement').expect(403);
  });

  it('becomes a new dated version, where a changed or validated value is no default any more', async () => {
    const before = formTo(await open(admin, '/admin/reglement'), '/reglement');
    const given = { suspensiveDays: '20', valide: ['offerReplyDays'] };
    await admin.post(before.action).type('form').send(filled(before, given)).expect(303);
    const page = await open(admin, '/admin/reglement');
    expect(page).toContain('Version 2, en vigueur depuis le 21/11/2026');
    expect(page).toContain('Délai d’une condition suspensive, 15\u00a0jours → 20\u00a0jours');
    const ticks = formTo(page, '/reglement').ticks.map(({ value }) => value);
    expect(ticks).not.toContain('suspensiveDays');
    expect(ticks).not.toContain('offerReplyDays');
    expect(ticks).toContain('reviewDays');
  });

  it('keeps what was typed where a value is out of its bounds', async () => {
    const form = formTo(await open(admin, '/admin/reglement'), '/reglement');
    const refused = await admin
      .post(form.action)
      .type('form')
      .send(filled(form, { offerReplyDays: '5' }));
    expect(refused.status).toBe(409);
    expect(formTo(refused.text, '/reglement').fields).toContainEqual(['offerReplyDays', '5']);
  });

  it('seats a new member once, even where the form is sent twice', async () => {
    const form = formTo(await open(admin, '/admin/reglement'), '/membres');
    const body = filled(form, { nom: 'Yvonne Keller', qualite: 'socialAdviser' });
    await admin.post(form.action).type('form').send(body).expect(303);
    await admin.post(form.action).type('form').send(body).expect(303);
    const [caleol] = await service.dependencies.committees.commissions('demo', service.dependencies.today());
    expect(caleol?.members.filter(({ name }) => name === 'Yvonne Keller')).toHaveLength(1);
  });
});

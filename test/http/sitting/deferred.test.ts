import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShortlistResult } from '../../../src/matching/run-result.ts';
import { type TestService, testService } from '../../support/service.ts';
import { filled, formsOf, formTo } from './forms.ts';
import { type Agent, asProposed, draftSitting, heldOn, open, runWithLists, send, signIn } from './steps.ts';

const criteria = ['composition', 'effort'];

describe('a deferred sitting in the members’ space', () => {
  let service: TestService;
  let officer: Agent;
  let chair: Agent;
  let member: Agent;
  let list: ShortlistResult | undefined;
  let path: string;
  let home: string;

  beforeAll(async () => {
    service = await testService();
    [officer, chair, member] = await Promise.all([
      signIn(service, 'agent'),
      signIn(service, 'commission'),
      signIn(service, 'membre2'),
    ]);
    const { run, lists } = await runWithLists(service, officer, 1);
    list = lists[0];
    const folder = await draftSitting(officer, run, lists, { mode: 'asynchronous', heure: '' });
    await send(officer, await open(officer, folder), '/convoquer').expect(303);
    service.dependencies.today = () => heldOn;
    path = folder.replace('/agent', '/commission');
    home = `${path}/logements/${list?.vacancyId}`;
  }, 60_000);
  afterAll(() => service.stop());

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
  let service: TestService;
  let admin: Agent;
  beforeAll(async () => {
    service = await testService();
    admin = await signIn(service, 'admin');
  }, 60_000);
  afterAll(() => service.stop());

  it('labels what nobody validated, and is read only for officers', async () => {
    const officer = await signIn(service, 'agent');
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

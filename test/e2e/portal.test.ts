/**
 * A household on a telephone of 360 pixels, with scripts and without: it finds, understands, applies, follows, is
 * refused with reasons, corrects a datum, is offered, accepts. The small demonstration, on four days.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attend, closeSitting, press } from './journey-steps.ts';
import {
  apply,
  conveneWith,
  decideFor,
  decisionsFor,
  expectFit,
  findWalker,
  inLastMessage,
  numbersIn,
  openFile,
  openTelephone,
  pressOnWish,
  search,
  text,
  visit,
  type Walker,
  wishOrder,
} from './portal-steps.ts';
import { seen } from './session-steps.ts';
import { chromiumPath, type Site, startSite } from './site.ts';

const appliedOn = '2026-11-21';
const convenedOn = '2026-12-03';
const heldOn = '2026-12-08';
const toldOn = '2026-12-09';
/** Free of any holder, in a tense place, with many whom the law lets have them. */
const given = { vacancyId: 'VAC-00264', commune: '57463', typology: 'T3' };
const refused = { vacancyId: 'VAC-00007', commune: '54395', typology: 'T2' };
const withdrawn = { commune: '57606', typology: 'T3' };

// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
const skipped = chromiumPath === undefined && !inCi;
if (skipped) process.stderr.write('chromium absent : le portail dans un navigateur est SAUTÉ\n');

describe.skipIf(skipped).each([
  ['with scripts', true],
  ['without JavaScript', false],
])('a household on its telephone, %s', { timeout: 120_000 }, (_how, javaScriptEnabled) => {
  let site: Site;
  let officer: Page;
  let phone: Page;
  let walker: Walker;
  /** Addresses of the adverts. */
  let first = '';
  let second = '';
  let third = '';
  let sitting = '';
  /** Numbers examined for the home that is refused, then for the one that is given, in the order of the columns. */
  let candidates: string[][] = [];
  const why = { reason: 'higherPriority', note: 'Deux ménages attendent depuis plus longtemps.' };
  beforeAll(async () => {
    if (chromiumPath === undefined) throw new Error('CI needs chromium: apt-get install chromium');
    site = await startSite({ today: appliedOn });
    officer = await site.open('agent');
    walker = await findWalker(officer, given.vacancyId);
    phone = await openTelephone(site, null, javaScriptEnabled);
  }, 180_000);
  afterAll(() => site?.stop(), 60_000);

  it('finds a home by its measure, and reads what it is without opening any file', async () => {
    [second = ''] = await search(phone, refused);
    [third = ''] = await search(phone, withdrawn);
    [first = ''] = await search(phone, given);
    const page = await visit(phone, first);
    expect(page).toMatch(/T3 de \d+ m² à Metz/);
    expect(page).toMatch(/par mois, charges comprises/);
    expect(page).toMatch(/Clôture le samedi 28 novembre 2026|Clôture le 28 novembre 2026/);
    expect(page).not.toContain('Votre place aujourd’hui');
  });

  it('keeps its search by a link that comes in a message, and stops it with one click', async () => {
    const mailbox = 'recherche@exemple.example';
    await phone.goto(`/annonces?commune=${given.commune}`);
    await phone.getByRole('link', { name: /^Recevoir les nouvelles annonces/ }).click();
    await phone.waitForURL(/\/annonces\/alertes/);
    await phone.fill('#courriel', mailbox);
    await press(phone, phone.getByRole('button', { name: 'Recevoir un message de confirmation' }));
    const [link] = await inLastMessage(site, mailbox, /\/annonces\/alertes\/[\w-]{20,}/);
    await visit(phone, link);
    await press(phone, phone.getByRole('button', { name: /^Confirmer/ }));
    expect(await text(phone)).toContain('Cette recherche est active');
    await visit(phone, `${link}/arret`);
    await press(phone, phone.getByRole('button', { name: 'Arrêter toutes mes recherches' }));
    expect(await text(phone)).toContain('C’est arrêté');
    await visit(phone, first);
  });

  it('opens its file with its number and the code that came, and is back on the advert', async () => {
    await phone.getByRole('link', { name: 'Ouvrir mon dossier' }).last().click();
    await phone.waitForURL(/\/demandeur\/acces/);
    await openFile(site, phone, walker);
    expect(new URL(phone.url()).pathname).toBe(first);
    await expectFit(phone);
  });

  it('reads whether it may apply, the cost, its place and its chance, each in words', async () => {
    const page = await text(phone);
    expect(page).toMatch(/Pouvez-vous candidater \?\n+✓ Oui/);
    expect(page).toMatch(/Reste à payer\s+[\d ]+ €/);
    expect(page).toMatch(/Votre place aujourd’hui/);
    expect(page).toMatch(/Vos chances\n+(Votre chance d’obtenir|Nous ne pouvons pas encore)/);
    expect(page).toContain('L’heure et le jour de votre clic ne comptent jamais');
  });

  it('applies to three homes, puts them in its own order, and takes one back', async () => {
    for (const advert of [second, third, first]) await apply(phone, advert);
    expect(await wishOrder(phone)).toEqual([second, third, first]);
    for (const from of [2, 1]) await pressOnWish(phone, from, 'Monter');
    expect(await wishOrder(phone)).toEqual([first, second, third]);
    await pressOnWish(phone, 2, 'Retirer');
    expect(await wishOrder(phone)).toEqual([first, second]);
    expect(await text(phone)).toContain('Cela ne compte pas comme un refus');
  });

  it('follows its candidacies with their dates', async () => {
    const page = await visit(phone, '/demandeur/suivi');
    expect(page).toContain('21 novembre 2026');
    expect(page.match(/candidat/gi)?.length).toBeGreaterThan(1);
    expect(await visit(phone, '/demandeur')).toMatch(/Ce qui vient/);
    await visit(phone, '/demandeur/points');
  });

  it('corrects a datum from the explanation, and reads the answer of a person, with its date', async () => {
    await phone.getByRole('link', { name: 'Demander une correction' }).first().click();
    await phone.waitForURL(/\/demandeur\/corriger/);
    await phone.selectOption('#sujet', 'income');
    await phone.fill('#texte', 'Mes ressources sont de 1 350 euros depuis septembre.');
    await press(phone, phone.getByRole('button', { name: 'Demander la correction' }));
    expect(await text(phone)).toMatch(/répond au plus tard le \d+ \S+ 2026/);

    await officer.goto('/agent/recours');
    await officer.locator('main tbody th a').first().click();
    await officer.waitForURL(/\/agent\/recours\/[0-9a-f-]{36}/);
    expect(await text(officer)).toContain('Mes ressources sont de 1 350 euros');
    await officer.check('[name=suite][value=acceptee]');
    await officer.fill('#reponse', 'Nous avons corrigé vos ressources d’après votre dernière fiche de paie.');
    await press(officer, officer.getByRole('button', { name: 'Répondre et écrire le courrier' }));

    const answered = await visit(phone, '/demandeur/corriger');
    expect(answered).toMatch(/acceptée le 21 novembre 2026/);
    expect(answered).toContain('d’après votre dernière fiche de paie');
    expect(await visit(phone, '/demandeur/suivi?voir=correction')).toContain('fiche de paie');
  });

  it('waits for a dated answer while its adverts are closed and the committee is convened', async () => {
    await site.restartOn(convenedOn);
    expect(await visit(phone, '/demandeur/souhaits')).toContain('la commission n’a pas encore décidé');
    const homes: { vacancyId: string; numbers: string[] }[] = [];
    for (const { vacancyId } of [refused, given]) {
      const numbers = await numbersIn(officer, `/agent/logements/${vacancyId}/candidats?annonce=asked`);
      expect(numbers).toContain(walker.number);
      const others = numbers.filter((number) => number !== walker.number).slice(0, 2);
      homes.push({ vacancyId, numbers: [walker.number, ...others].toSorted() });
    }
    sitting = await conveneWith(officer, heldOn, homes);
    candidates = homes.map(({ numbers }) => numbers);
  });

  it('is decided upon by the committee: not retained for one home, first for another', async () => {
    await site.restartOn(heldOn);
    await officer.goto(`${sitting}/tenue`);
    await attend(officer, ['admin-1', 'admin-2', 'admin-3', 'admin-4', 'admin-5']);
    await officer.selectOption('[name=preside]', 'admin-1');
    await press(officer, officer.getByRole('button', { name: /^Ouvrir/ }));
    const [forRefused = [], forGiven = []] = candidates;
    await decideFor(
      officer,
      `${sitting}/logements/${refused.vacancyId}`,
      decisionsFor(forRefused, walker, why),
    );
    await decideFor(
      officer,
      `${sitting}/logements/${given.vacancyId}`,
      decisionsFor(forGiven, walker, { rank: 1 }),
    );
    await closeSitting(officer, sitting);
  });

  it('reads who decided, why, what comes next and until when it may disagree', async () => {
    await site.restartOn(toldOn);
    const page = await visit(phone, '/demandeur/suivi');
    expect(page).toContain('la commission d’attribution des logements (CALEOL)');
    expect(page).toContain('a examiné votre candidature le 8 décembre 2026');
    expect(page).toContain(why.note);
    expect(page).toContain('votre demande reste active');
    expect(page).toContain('vous a placé au rang 1');
    await phone.getByText('Mon classement, et si je ne suis pas d’accord').first().click();
    expect(await text(phone)).toMatch(/Vous avez 2 mois|le délai écrit dans le courrier/);
    expect(await visit(phone, '/demandeur/souhaits')).toContain('Mes candidatures passées');
  });

  it('is offered the home and accepts it online; the officer sees that it did', async () => {
    await officer.goto(`/agent/suites/${given.vacancyId}`);
    await press(officer, officer.getByRole('button', { name: /Envoyer la proposition/ }).first());
    const offered = await visit(phone, '/demandeur/offres');
    expect(offered).toMatch(/Répondez au plus tard le 19 décembre 2026/);
    expect(offered).toMatch(/Il vous resterait [\d ,]+ € à payer par mois|Nous ne pouvons pas dire/);
    await press(phone, phone.getByRole('button', { name: 'J’accepte ce logement' }));
    expect(await text(phone)).toContain('C’est noté : vous acceptez ce logement');
    await expectFit(phone);
    await officer.goto(`/agent/suites/${given.vacancyId}`);
    expect(await seen(officer.locator('section[aria-labelledby=maintenant]'))).toContain('Bail à signer');
    expect(await officer.locator('form[action$="/bail"]').count()).toBe(1);
    expect((await site.messagesTo(walker.email)).length).toBeGreaterThan(2);
  });

  it('closes its file on the telephone that it lent', async () => {
    await press(phone, phone.getByRole('button', { name: 'Fermer mon dossier' }));
    expect(await text(phone)).toContain('Votre dossier est fermé');
    await phone.goto('/demandeur/suivi');
    expect(new URL(phone.url()).pathname).toBe('/demandeur/acces');
  });

  it('asks as a tenant for another home, with an owner and a day for the answer, or to exchange its own', async () => {
    const tenant = await openTelephone(site, 'locataire', javaScriptEnabled);
    await visit(tenant, '/demandeur/logement');
    await tenant.locator('[name=motif]').first().check();
    await press(tenant, tenant.getByRole('button', { name: 'Envoyer ma demande' }));
    const asked = await text(tenant);
    expect(asked).toMatch(/Prochaine réponse au plus tard le 24 décembre 2026/);
    expect(asked).toMatch(/suit votre demande/);
    await expectFit(tenant);

    await visit(tenant, '/demandeur/logement/echange');
    await tenant.selectOption('#commune', { index: 0 });
    await tenant.check('[name=taille][value=T3]');
    await tenant.fill('#jusque', '2027-03-31');
    await press(tenant, tenant.getByRole('button', { name: /mon souhait$/ }).last());
    expect(await text(tenant)).toMatch(/Je déménage si :[^.]*T3/);
    expect(await text(tenant)).toContain('Il vaut jusqu’au 31 mars 2027');
    await expectFit(tenant);
    await tenant.context().close();
  });
});

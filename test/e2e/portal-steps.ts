/** The gestures of a household on its telephone, and those of the officer who answers it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { testDemo } from '../support/service.ts';
import { barriers } from './fitness.ts';
import { press } from './journey-steps.ts';
import { addresses, seen } from './session-steps.ts';
import type { Mailbox, Site } from './site.ts';

/** axe waits on the page's own clock, which stands still where scripts are off. */
const withoutScripts = new WeakSet<Page>();

/** A page on a small old telephone. */
export async function openTelephone(
  site: Site,
  who: Mailbox | null,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const viewport = { width: 360, height: 740 };
  const page = await site.open(who, { viewport, isMobile: true, hasTouch: true, javaScriptEnabled });
  if (!javaScriptEnabled) withoutScripts.add(page);
  return page;
}

export type Walker = { number: string; email: string };

/** What the page says, its no-break spaces made ordinary. */
export const text = (page: Page): Promise<string> => seen(page.locator('main'));

/** Opens a page, which must answer, hold in the width of the telephone, and stand in nobody's way. */
export async function visit(page: Page, path: string): Promise<string> {
  const answer = await page.goto(path);
  expect([path, answer?.status()]).toEqual([path, 200]);
  await expectFit(page);
  return text(page);
}

/** Nothing beyond the width of the telephone, and no barrier, in what the page shows now. */
export async function expectFit(page: Page): Promise<void> {
  // After a button the text may stand there before its style does.
  await page.waitForLoadState('load');
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const found = withoutScripts.has(page) ? [] : await barriers(page);
  expect([page.url(), width, found]).toEqual([page.url(), 360, []]);
}

/** Numbers of the households that the officer's page of a home names, in its order. */
export async function numbersIn(page: Page, pool: string): Promise<string[]> {
  await page.goto(pool);
  return [...(await text(page)).matchAll(/demande ([0-9A-Z]{18})/g)].map(([, number]) => number ?? '');
}

/** A household of two whom the law lets have the home, which has not answered its advert and reads its mail. */
export async function findWalker(officer: Page, vacancyId: string): Promise<Walker> {
  const numbers = await numbersIn(officer, `/agent/logements/${vacancyId}/candidats?annonce=notAsked`);
  for (const number of numbers) {
    const contact = testDemo.contacts.find((one) => one.number === number);
    const household = testDemo.applications.find((one) => one.number === number)?.household;
    if (contact?.preferred === 'email' && contact.email !== null && household?.persons.length === 2) {
      return { number, email: contact.email };
    }
  }
  throw new Error('no household of two who reads its mail can have this home');
}

/** Opens the file by its number and the code that the outbox holds. */
export async function openFile(site: Site, page: Page, { number, email }: Walker): Promise<void> {
  await page.fill('#numero', number);
  await press(page, page.getByRole('button', { name: 'Recevoir un code' }));
  await expectFit(page);
  const [, left, right] = await inLastMessage(site, email, /\b(\d{4})(?: |=C2=A0|\u00a0)(\d{4})\b/);
  await page.fill('#code', `${left} ${right}`);
  await press(page, page.getByRole('button', { name: 'Ouvrir le dossier' }));
}

/** What the last message to somebody says in the place of the pattern; it leaves within seconds. */
export async function inLastMessage(
  site: Site,
  recipient: string,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  for (let waited = 0; waited < 60; waited += 1) {
    // Lines are broken as mail breaks them.
    const message = (await site.messagesTo(recipient)).at(-1)?.replaceAll(/=\r?\n/g, '');
    const found = pattern.exec(message ?? '');
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the message did not come');
}

/** Searches the adverts of a commune with rooms to one's measure; gives the addresses found. */
export async function search(
  page: Page,
  { commune, typology }: { commune: string; typology: string },
): Promise<string[]> {
  await visit(page, '/annonces');
  await page.locator('main details.card > summary').first().click();
  await page.selectOption('#commune', commune);
  await page.getByLabel(typology, { exact: true }).check();
  await press(page, page.getByRole('button', { name: /^Chercher|^Voir/ }));
  await expectFit(page);
  return addresses(page.locator('main h3 a'));
}

/** Applies from the advert's own page; what is told before the button is for the test to read. */
export async function apply(page: Page, advert: string): Promise<void> {
  await visit(page, advert);
  await press(page, page.getByRole('button', { name: 'Je candidate à ce logement' }));
  expect(await text(page)).toContain('Votre candidature');
}

/** Names of the live wishes, in the household's order. */
export async function wishOrder(page: Page): Promise<string[]> {
  await visit(page, '/demandeur/souhaits');
  return addresses(page.locator('ol.asked-list h2 a'));
}

/** Presses a button of the wish that stands at a place of the list, counted from 0. */
export async function pressOnWish(page: Page, place: number, label: string): Promise<void> {
  const wish = page.locator('ol.asked-list > li').nth(place);
  await press(page, wish.getByRole('button', { name: label }));
}

/** Makes a sitting of these homes with those who answered their adverts first, and convenes it; gives its address. */
export async function conveneWith(
  officer: Page,
  heldOn: string,
  homes: readonly { vacancyId: string; numbers: readonly string[] }[],
): Promise<string> {
  await officer.goto('/agent/seances');
  await officer.fill('[name=jour]', heldOn);
  await officer.fill('[name=heure]', '09:30');
  await officer.fill('[name=lieu]', 'Salle du conseil');
  await officer.selectOption('[name=mode]', 'inPerson');
  await press(officer, officer.getByRole('button', { name: 'Créer la séance' }));
  const sitting = new URL(officer.url()).pathname;
  for (const { vacancyId, numbers } of homes) {
    await officer.getByText('Ajouter un logement à la main').click();
    await officer.fill('#logement', vacancyId);
    await officer.fill('#numeros', numbers.join('\n'));
    await officer.selectOption('#origine-main', 'interest');
    await press(officer, officer.getByRole('button', { name: 'Ajouter ce logement' }));
  }
  await press(officer, officer.getByRole('button', { name: 'Convoquer la séance' }));
  expect(await text(officer)).toContain('convoquée');
  return sitting;
}

type Decision = { rank: number } | { reason: string; note: string };

/** The household's own decision among those of the others, who follow one another on the list. */
export function decisionsFor(
  numbers: readonly string[],
  { number: walker }: Walker,
  own: Decision,
): Decision[] {
  const others = numbers.filter((number) => number !== walker);
  const taken = 'rank' in own ? own.rank : 0;
  return numbers.map((number) => (number === walker ? own : { rank: taken + 1 + others.indexOf(number) }));
}

/** Decides for each candidate, those of the home in the order of their numbers: the place of the list, or a reason. */
export async function decideFor(officer: Page, path: string, decisions: readonly Decision[]): Promise<void> {
  await officer.goto(path);
  for (const [index, decision] of decisions.entries()) {
    if ('rank' in decision) {
      await officer.check(`[name=decision-${index}][value=rankedAttribution]`);
      await officer.selectOption(`[name=rang-${index}]`, String(decision.rank));
    } else {
      const fields = officer.locator('fieldset.decision').nth(index);
      await officer.check(`[name=decision-${index}][value=nonAttribution]`);
      await fields.locator('summary', { hasText: /^Motifs/ }).click();
      await officer.check(`[name=motif-${index}][value=${decision.reason}]`);
      await officer.fill(`[name=precision-${index}]`, decision.note);
    }
  }
  await officer.locator('[name=critere]').first().check();
  await press(officer, officer.getByRole('button', { name: 'Relire avant d’enregistrer' }));
  await press(officer, officer.getByRole('button', { name: 'Enregistrer la décision' }));
  expect(await text(officer)).not.toContain('Rien n’est enregistré');
}

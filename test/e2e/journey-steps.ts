/** The gestures of the whole way, as an officer and members make them in a browser. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { seen } from './session-steps.ts';

/** Makes an ordinary sitting in a room with every home that the latest run can still give; gives its address. */
export async function createSitting(page: Page, heldOn: string): Promise<string> {
  await page.goto('/agent/seances');
  await page.fill('[name=jour]', heldOn);
  await page.fill('[name=heure]', '09:30');
  await page.fill('[name=lieu]', 'Salle du conseil');
  await page.selectOption('[name=mode]', 'inPerson');
  await page.getByRole('button', { name: 'Créer la séance' }).click();
  await page.waitForURL(/\/agent\/seances\/[0-9a-f-]{36}/);
  const path = new URL(page.url()).pathname;
  const show = page.getByRole('button', { name: 'Voir ses logements' });
  if (await show.isVisible()) await show.click();
  await press(page, page.getByRole('button', { name: /Ajouter tous ces logements/ }));
  return path;
}

/** Confirms, home by home, the exception that the search proves (C-06). */
export async function confirmExceptions(page: Page, sitting: string): Promise<void> {
  await page.goto(sitting);
  for (const home of await homesOf(page, `${sitting}/logements`)) {
    await page.goto(home);
    const confirm = page.getByRole('button', { name: 'Confirmer cette exception' });
    if ((await confirm.count()) === 0) continue;
    await press(page, confirm.first());
  }
}

/** Addresses of homes under one address, in the order of the page, each once. */
export async function homesOf(page: Page, under: string): Promise<string[]> {
  const prefix = under.includes('/seances/') && !under.endsWith('/logements') ? `${under}/logements` : under;
  const links = await page
    .locator(`main a[href^="${prefix}/"]`)
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(links.map((href) => href.split(/[?#]/)[0] ?? ''))];
}

export async function attend(page: Page, members: readonly string[]): Promise<void> {
  for (const member of members) {
    const form = page.locator(`form:has(input[name=membre][value="${member}"])`);
    await press(page, form.getByRole('button', { name: /^Présent/ }).first());
  }
}

/** Ranks everyone in the order of the columns, reads again, says how the order stands to the proposal, records. */
export async function decide(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await rankAll(page);
  await press(page, page.getByRole('button', { name: 'Relire avant d’enregistrer' }));
  const order = page.locator('input[name=ordre][type=radio]');
  expect(await page.locator('input[name=ordre][type=radio]:checked').count()).toBe(0);
  if ((await order.count()) > 0) await order.first().check();
  await press(page, page.getByRole('button', { name: 'Enregistrer la décision' }));
  expect(await seen(page.locator('main'))).not.toContain('Rien n’est enregistré');
}

export async function vote(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await rankAll(page);
  await press(page, page.getByRole('button', { name: 'Voter', exact: true }));
  expect(await seen(page.locator('main'))).toContain('Changer mon vote');
}

async function rankAll(page: Page): Promise<void> {
  const candidates = await page.locator('fieldset.decision').count();
  expect(candidates).toBeGreaterThan(0);
  expect(await page.locator('fieldset.decision input:checked').count()).toBe(0);
  for (let index = 0; index < candidates; index += 1) {
    await page.check(`[name=decision-${index}][value=rankedAttribution]`);
    await page.selectOption(`[name=rang-${index}]`, String(index + 1));
  }
  await page.locator('[name=critere]').first().check();
}

export async function closeSitting(page: Page, sitting: string): Promise<void> {
  await page.goto(`${sitting}/tenue`);
  await page.getByText('Clore la séance et figer le procès-verbal').click();
  await press(page, page.getByRole('button', { name: 'Clore la séance' }));
  expect(await seen(page.locator('main'))).toContain('Séance close');
}

/** Offers the home to the first rank, notes the acceptance, signs the lease after the points to verify. */
export async function letHome(page: Page, path: string, on: string): Promise<void> {
  await page.goto(path);
  await press(page, page.getByRole('button', { name: /Envoyer la proposition/ }).first());
  await page.check('[name=reponse][value=accepted]');
  await page.fill('form[action$="/reponse"] [name=le]', on);
  await press(page, page.locator('form[action$="/reponse"] button[type=submit]'));
  const verified = page.locator('form[action$="/bail"] [name=verifie]');
  if ((await verified.count()) > 0) await verified.check();
  await press(page, page.locator('form[action$="/bail"] button[type=submit]'));
  expect(await seen(page.locator('main'))).toContain('Bail signé');
}

/** Presses a button and waits for the page that it leads to. */
export async function press(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

/** What an officer does on a run, in the words of the tests. */
import type { Locator, Page } from 'playwright-core';

/** Opens the proposal: the oldest run of the list, made when the service started. */
export async function openProposal(page: Page): Promise<string> {
  await page.goto('/agent/calculs');
  await page.locator('table a').last().click();
  await page.waitForURL('**/agent/calculs/*');
  return new URL(page.url()).pathname;
}

/** Opens, in a run, the first home whose list and whose next candidates both have households. */
export async function openHomeWithNext(page: Page, runPath: string): Promise<void> {
  await page.goto(runPath);
  const homes = await addresses(page.locator('.home-list a'));
  for (const address of homes) {
    await page.goto(address);
    const filled = (await page.locator('.entry').count()) >= 2;
    if (filled && (await nextRows(page).count()) > 0) return;
  }
  throw new Error('no home of the small demonstration has two candidates and others behind them');
}

export function nextRows(page: Page): Locator {
  return page.locator('details', { hasText: /suivant/ }).locator('table tbody tr');
}

export async function addresses(links: Locator): Promise<string[]> {
  const found: string[] = [];
  for (const link of await links.all()) found.push((await link.getAttribute('href')) ?? '');
  return found;
}

/** The unique numbers of the shortlist, rank by rank. */
export async function shortlist(page: Page): Promise<string[]> {
  const texts = await page.locator('.entry .quiet').allTextContents();
  return texts.flatMap((text) => /Demande (\S+)/.exec(text)?.[1] ?? []);
}

/** Sends the form of a gesture and waits for the page of the new variant, however slow the machine. */
export async function becomesVariant(page: Page, button: Locator): Promise<void> {
  const before = new URL(page.url()).pathname;
  await button.click({ noWaitAfter: true });
  await page.waitForURL((url) => url.pathname !== before, { timeout: 60_000 });
  // A run that takes longer than a page waits for is shown in the list of runs.
  while (new URL(page.url()).pathname === '/agent/calculs') {
    const waiting = await page.getByRole('status').count();
    if (waiting === 0) {
      const home = before.split('/').slice(4).join('/');
      const run = await page.locator('table a').first().getAttribute('href');
      await page.goto(`${run}/${home}`);
    } else await page.reload();
  }
}

/** The text of an element as it is rendered, its no-break spaces made ordinary. */
export async function seen(element: Locator): Promise<string> {
  return (await element.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
}

/** A French figure as people read it: "1 234,5" or "-4". */
export function figureOf(text: string): number {
  return Number(
    text
      .replace(/[^\d,−-]/g, '')
      .replace('−', '-')
      .replace(',', '.'),
  );
}

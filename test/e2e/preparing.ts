/** An officer prepares a session. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addresses,
  becomesVariant,
  figureOf,
  nextRows,
  openHomeWithNext,
  openProposal,
  seen,
  shortlist,
} from './session-steps.ts';
import { type Site, signIn } from './site.ts';

export function preparing(site: () => Site): void {
  describe('an officer who prepares a session', () => {
    let page: Page;
    let runPath: string;
    beforeAll(async () => {
      page = await site().open('agent');
      runPath = await openProposal(page);
    });
    afterAll(() => page.context().close());

    it('signs in, finds the proposal, and opens a home with its shortlist', async () => {
      const visitor = await site().open(null);
      await signIn(visitor, 'agent');
      expect(await seen(visitor.locator('h1'))).toMatch(/^Ma journée/);
      await visitor.getByRole('link', { name: 'Propositions', exact: true }).click();
      expect(await seen(visitor.locator('h1'))).toBe('Préparer une séance');
      await visitor.locator('table a').last().click();
      expect(await seen(visitor.locator('h1'))).toMatch(/^Séance préparée au 21 novembre 2026/);
      expect(await visitor.locator('.home-list a').count()).toBe(8);
      expect(await seen(visitor.locator('.proof'))).toMatch(
        /Calcul vérifié.*Personne n’est lésé par un rang/s,
      );
      await visitor.context().close();
    });

    it('reads points that add up to the total written beside each household, in the order of totals', async () => {
      await page.goto(runPath);
      for (const address of await addresses(page.locator('.home-list a'))) {
        await page.goto(address);
        const totals: number[] = [];
        for (const entry of await page.locator('.entry').all()) {
          const figures = (await entry.locator('.stacked-bar td.number').allTextContents()).map(figureOf);
          const total = figureOf(await seen(entry.locator('h3 .total')));
          expect(figures.at(-1)).toBe(total);
          expect(figures.slice(0, -1).reduce((sum, points) => sum + points, 0)).toBe(total);
          totals.push(total);
        }
        expect(totals).toEqual(totals.toSorted((a, b) => b - a));
      }
    });

    it('keeps a household at rank 1, sees what that changes, and undoes it', async () => {
      await openHomeWithNext(page, runPath);
      const [first, second] = await shortlist(page);
      const row = page.locator('.entry').nth(1);
      await row.locator('select[name=rang]').selectOption('1');
      await becomesVariant(page, row.getByRole('button', { name: 'Fixer' }));
      expect((await shortlist(page))[0]).toBe(second);
      expect(await seen(page.locator('.entry').first())).toContain('fixé');
      expect(await seen(page.locator('h1'))).toMatch(/^Variante : 1 fixé/);
      const choices = page.locator('section[aria-labelledby=choix]');
      expect(await seen(choices)).toMatch(/Par rapport à la proposition : \d+ listes? change/);
      const undo = choices.getByRole('button', { name: 'Ne plus fixer' });
      await becomesVariant(page, undo);
      expect((await shortlist(page))[0]).toBe(first);
      expect(await page.locator('section[aria-labelledby=choix]').count()).toBe(0);
    });

    it('sets a household aside with a reason, and it leaves the list of that home', async () => {
      await openHomeWithNext(page, runPath);
      const [first] = await shortlist(page);
      const row = page.locator('.entry').first();
      await row.getByText('Écarter…').click();
      await row.getByLabel('Motif', { exact: false }).fill('Déjà relogé par un autre bailleur');
      await becomesVariant(page, row.getByRole('button', { name: 'Écarter de ce logement' }));
      expect(await shortlist(page)).not.toContain(first);
      expect((await nextRows(page).allTextContents()).join()).not.toContain(first);
      const choices = await seen(page.locator('section[aria-labelledby=choix]'));
      expect(choices).toContain('Déjà relogé par un autre bailleur');
      await page.goto('/agent/calculs');
      expect(await seen(page.locator('table'))).toMatch(/Variante : 1 écarté/);
    });

    it('does all of it without JavaScript and with the keyboard alone', async () => {
      const bare = await site().open('agent', { javaScriptEnabled: false });
      await bare.goto(runPath);
      await bare.keyboard.press('Tab');
      await bare.keyboard.press('Enter');
      await tabTo(bare, '.home-list a');
      await bare.keyboard.press('Enter');
      await bare.waitForURL('**/logements/*');
      const [number] = await shortlist(bare);
      await tabTo(bare, '.entry button');
      await bare.keyboard.press('Enter');
      await bare.waitForURL((url) => !url.pathname.startsWith(runPath), { timeout: 60_000 });
      expect(number).toBeDefined();
      await bare.goto('/agent/calculs');
      expect(await seen(bare.locator('table a').first())).toMatch(/Variante : 1 fixé/);
      await bare.context().close();
    });
  });
}

/** Presses the tab key until what has the focus matches, as far as a patient person would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) === 1) return;
  }
  throw new Error(`the tab key never reaches ${selector}`);
}

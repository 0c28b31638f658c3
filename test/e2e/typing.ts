/** What small scripts add to the board: drafts that come back, and one key for one outcome. */
import { describe, expect, it } from 'vitest';
import type { Site } from './site.ts';

export function typing(site: () => Site): void {
  describe('typing on the board', () => {
    it('brings a draft back after a reload, and forgets it once dropped', async () => {
      const page = await site().open('agent');
      await page.goto(`${site().url}/agent/logements?etape=works`);
      await page.click('tbody th a');
      await page.click('text=Retirer de la location');
      await page.selectOption('#motif', 'sale');
      const saved = page.waitForResponse(
        (answer) => answer.url().endsWith('/brouillons') && answer.request().method() === 'POST',
      );
      await page.fill('#pourquoi', 'vente votée');
      expect((await saved).status()).toBe(204);
      await page.reload();
      const note = page.locator('.draft');
      await note.waitFor();
      expect(await note.textContent()).toMatch(/^Brouillon du \d\d\/\d\d \d\d:\d\d repris/);
      expect(await page.inputValue('#pourquoi')).toBe('vente votée');
      expect(await page.inputValue('#motif')).toBe('sale');
      await note.locator('button').click();
      await note.waitFor({ state: 'detached' });
      expect(await page.inputValue('#pourquoi')).toBe('');
      const asked = page.waitForResponse((answer) => answer.url().includes('/brouillons?page='));
      await page.reload();
      expect(await (await asked).json()).toEqual({ brouillons: [] });
    });

    it('records the outcome of a call with one key, never while a field is being filled', async () => {
      const page = await site().open('agent');
      await page.goto(`${site().url}/agent`);
      const first = page.locator('.call').first();
      const name = await first.getAttribute('aria-label');
      await first.locator('summary').click();
      await first.locator('input[type=date]').focus();
      await page.keyboard.press('d');
      expect(await page.locator('.call').first().getAttribute('aria-label')).toBe(name);
      await first.focus();
      const told = page.waitForResponse((answer) => answer.url().endsWith('/agent/appels'));
      await page.keyboard.press('n');
      expect((await told).status()).toBe(303);
      await page.waitForLoadState();
      // Somebody who did not answer is called again another day.
      expect(await page.getByLabel(name ?? '', { exact: true }).count()).toBe(0);
    });
  });
}

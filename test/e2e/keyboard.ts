/** A sitting held and a vote cast with the keyboard alone, on the demonstration's own sittings. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sittingInState } from './places.ts';
import { seen } from './session-steps.ts';
import type { Site } from './site.ts';

const there = ['admin-1', 'admin-2', 'admin-3', 'admin-4', 'admin-5'];
// A patient person goes as far; a page that needs more is a fault of the page.
const keysAtMost = 250;

export function keyboard(site: () => Site): void {
  describe('with the keyboard alone', () => {
    it('a secretary notes who is there, opens the sitting, has one home decided, and closes', async () => {
      const page = await site().open('agent');
      const sitting = await sittingInState(page, 'convoquée');
      await page.goto(`${sitting}/tenue`);
      for (const member of there) {
        await reach(page, `form:has([name=membre][value="${member}"]) button[value=present]`);
        await leadsOn(page, 'Enter');
      }
      await page.goto(`${sitting}/tenue`);
      await reach(page, 'select[name=preside]');
      await page.keyboard.press('ArrowDown');
      await reach(page, 'form[action$="/ouvrir"] button');
      await leadsOn(page, 'Enter');

      await reach(page, 'main a.button.strong');
      await leadsOn(page, 'Enter');
      await rankEveryone(page);
      await reach(page, 'button[name=etape][value=relire]');
      await leadsOn(page, 'Space');
      await reach(page, '[name=ordre]');
      await page.keyboard.press('Space');
      await reach(page, 'button[name=etape][value=enregistrer]');
      await leadsOn(page, 'Enter');
      expect(await seen(page.locator('main'))).toContain('Décision enregistrée');

      await page.goto(`${sitting}/tenue`);
      await reach(page, 'details:has(form[action$="/cloturer"]) > summary');
      await page.keyboard.press('Enter');
      await reach(page, 'form[action$="/cloturer"] button');
      await leadsOn(page, 'Enter');
      expect(await seen(page.locator('main'))).toContain('Séance close');
      await page.context().close();
    });

    it('a member votes on a home', async () => {
      const page = await site().open('membre2');
      await page.goto('/commission');
      await reach(page, 'main a[href^="/commission/seances/"]');
      await leadsOn(page, 'Enter');
      await reach(page, 'main a[href*="/logements/"]');
      await leadsOn(page, 'Enter');
      await rankEveryone(page);
      await reach(page, 'form[action$="/vote"] button[type=submit]');
      await leadsOn(page, 'Enter');
      expect(await seen(page.locator('main'))).toContain('Changer mon vote');
      await page.context().close();
    });
  });
}

/** Ranks the candidates in the order of the columns, and ticks one thing that was looked at for all. */
async function rankEveryone(page: Page): Promise<void> {
  const candidates = await page.locator('fieldset.decision').count();
  expect(candidates).toBeGreaterThan(0);
  for (let index = 0; index < candidates; index += 1) {
    await reach(page, `[name=decision-${index}]`);
    // The first of the five has the focus; the second is the attribution with ranking.
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(`[name=decision-${index}]:checked`).getAttribute('value')).toBe(
      'rankedAttribution',
    );
    await reach(page, `select[name=rang-${index}]`);
    for (let rank = 0; rank <= index; rank += 1) await page.keyboard.press('ArrowDown');
  }
  await reach(page, '[name=critere]');
  await page.keyboard.press('Space');
}

/** Presses the tab key until what matches has the focus, which must be seen. */
async function reach(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < keysAtMost; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`:is(${selector}):focus`).count()) === 0) continue;
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    return;
  }
  throw new Error(`the tab key never reaches ${selector}`);
}

/** Presses a key and waits for the page that it leads to. */
async function leadsOn(page: Page, key: 'Enter' | 'Space'): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

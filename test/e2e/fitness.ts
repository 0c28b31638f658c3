/** What every page owes everyone: no barrier, no sideways scrolling, little weight, good typography, a clean print. */
import { readFileSync } from 'node:fs';
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findPlaces, type Places } from './places.ts';
import { seen } from './session-steps.ts';
import type { Mailbox, Site } from './site.ts';
import { type Visit, visits } from './visits.ts';

const axeSource = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const axeReport = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});

// 320 CSS pixels is a narrow telephone; 640, a usual screen enlarged to 200 %.
const narrowWidths = [640, 320] as const;
const wide = { width: 1280, height: 900 };

export function fitness(site: () => Site): void {
  describe('a page fit for everyone', () => {
    let places: Places;
    const pages = new Map<Mailbox | null, Page>();
    beforeAll(async () => {
      places = await findPlaces(site());
    }, 120_000);
    afterAll(async () => {
      for (const page of pages.values()) await page.context().close();
    });

    /** One tab a person, from page to page; nothing is kept from one page to the next but the sign-in. */
    const tabOf = async (who: Mailbox | null): Promise<Page> => {
      const known = pages.get(who);
      if (known) return known;
      const page = await site().open(who);
      const protocol = await page.context().newCDPSession(page);
      await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
      pages.set(who, page);
      return page;
    };
    const addressOf = ({ path }: Visit): string => (typeof path === 'string' ? path : path(places));

    it.each(visits)(
      'is light, typeset as French is, without barrier wide or narrow, and prints clean: $name',
      async (visit) => {
        const page = await tabOf(visit.who);
        await page.setViewportSize(wide);
        expect(await weightOf(page, addressOf(visit))).toBeLessThan(100_000);
        await unfold(page);
        const text = await page.evaluate<string>('document.body.innerText');
        expect(text.match(/.{0,20} [:;!?»].{0,5}|« .{0,10}/g) ?? []).toEqual([]);
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.evaluate('document.documentElement.lang')).toBe('fr');
        expect(await barriers(page)).toEqual([]);
        for (const width of narrowWidths) {
          await page.setViewportSize({ width, height: 640 });
          expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
            width,
          );
        }
        expect(await barriers(page)).toEqual([]);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(printedTools)).toEqual([]);
        expect(await page.locator('h1').isVisible()).toBe(true);
        await page.emulateMedia({ media: null });
      },
    );

    it('leads from the skip link to the content, and the focus can be seen', async () => {
      const page = await site().open('agent');
      await page.goto(places.runHome);
      await page.keyboard.press('Tab');
      expect(await seen(page.locator('.skip:focus'))).toBe('Aller au contenu');
      const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
      expect(outline).toBe('solid');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.locator('main :focus').count()).toBe(1);
      await page.context().close();
    });

    it('prints the lists without its navigation and forms', async () => {
      const page = await site().open('agent');
      await page.goto(places.runHome);
      await page.emulateMedia({ media: 'print' });
      for (const hidden of await page.locator('form, .masthead nav, .home-list, .crumbs, button').all()) {
        expect(await hidden.isVisible()).toBe(false);
      }
      expect(await page.locator('.entry').first().isVisible()).toBe(true);
      expect(await page.locator('.proof').isVisible()).toBe(true);
      await page.context().close();
    });
  });
}

/** Tools of the screen that would stand on paper, each as its opening tag. The stages of homes are figures as well. */
const printedTools = `[...document.querySelectorAll('nav:not(.stages), button, .button, input, select, textarea')]
  .filter((tool) => tool.checkVisibility() && tool.getClientRects().length > 0)
  .map((tool) => tool.outerHTML.slice(0, 80))`;

/** Opens the page; gives the bytes of all that it loads. Fails where nothing answers. */
async function weightOf(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const keep = (response: Response): void => {
    const isRedirect = response.status() >= 300 && response.status() < 400;
    if (response.url().startsWith('http') && !isRedirect) bodies.push(response.body());
  };
  page.on('response', keep);
  await page.goto(path);
  page.off('response', keep);
  return (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
}

/** Serious and critical violations of axe and content outside of landmarks, each as its rule and the first place where it is broken. */
export async function barriers(page: Page): Promise<string[]> {
  // By the developer protocol: the page's own policy forbids scripts from elsewhere.
  if (await page.evaluate<boolean>('typeof axe === "undefined"')) await page.evaluate(axeSource);
  const report = axeReport.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'));
  return report.violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'region')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

/** Opens all that is folded, as a reader may. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((folded) => { folded.open = true; })');
}

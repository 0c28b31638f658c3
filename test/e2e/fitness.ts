/** What every page owes everyone: no barrier, no sideways scrolling, little weight, good typography, a clean print. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openHomeWithNext, openProposal, seen } from './session-steps.ts';
import type { Mailbox, Site } from './site.ts';

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

type Visit = { name: string; who: Mailbox | null; path: (runPath: string, homePath: string) => string };

const visits: readonly Visit[] = [
  { name: 'the entrance', who: null, path: () => '/' },
  { name: 'the public rules', who: null, path: () => '/regles' },
  { name: 'the sign-in page', who: null, path: () => '/connexion' },
  { name: 'a space of a later version', who: null, path: () => '/annonces' },
  { name: 'an address that leads nowhere', who: null, path: () => '/nulle-part' },
  { name: 'the list of runs', who: 'agent', path: () => '/agent/calculs' },
  { name: 'a run', who: 'agent', path: (runPath) => runPath },
  { name: 'a home with its shortlist', who: 'agent', path: (_runPath, homePath) => homePath },
  { name: 'the targets', who: 'agent', path: (runPath) => `${runPath}/objectifs` },
  { name: 'the verification', who: 'agent', path: (runPath) => `${runPath}/verification` },
  { name: 'the question why not', who: 'agent', path: (runPath) => `${runPath}/pourquoi-pas` },
  { name: 'a space that is not one’s own', who: 'locataire', path: () => '/agent/calculs' },
  { name: 'the administration', who: 'admin', path: () => '/admin' },
];

// 320 CSS pixels is a narrow telephone; 640, a usual screen enlarged to 200 %.
const narrowWidths = [640, 320] as const;

export function fitness(site: () => Site): void {
  describe('a page fit for everyone', () => {
    let runPath: string;
    let homePath: string;
    beforeAll(async () => {
      const page = await site().open('agent');
      runPath = await openProposal(page);
      await openHomeWithNext(page, runPath);
      homePath = new URL(page.url()).pathname;
      await page.context().close();
    });

    const open = async ({ who, path }: Visit): Promise<Page> => {
      const page = await site().open(who);
      await page.goto(path(runPath, homePath));
      return page;
    };

    it.each(visits)('puts no barrier up and never scrolls sideways, wide or narrow: $name', async (visit) => {
      const page = await open(visit);
      await unfold(page);
      expect(await barriers(page)).toEqual([]);
      for (const width of narrowWidths) {
        await page.setViewportSize({ width, height: 640 });
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
      }
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    });

    it.each(visits)('weighs less than 100 kB and is typeset as French is: $name', async (visit) => {
      const page = await site().open(visit.who);
      const bodies: Promise<Buffer>[] = [];
      page.on('response', (response) => {
        if (response.url().startsWith('http')) bodies.push(response.body());
      });
      await page.goto(visit.path(runPath, homePath));
      const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
      expect(weight).toBeLessThan(100_000);
      const text = await page.evaluate<string>('document.body.innerText');
      expect(text.match(/.{0,20} [:;!?»].{0,5}|« .{0,10}/g) ?? []).toEqual([]);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.evaluate('document.documentElement.lang')).toBe('fr');
      await page.context().close();
    });

    it('leads from the skip link to the content, and the focus can be seen', async () => {
      const page = await open({ name: '', who: 'agent', path: () => homePath });
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
      const page = await open({ name: '', who: 'agent', path: () => homePath });
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

/** Serious and critical violations of axe, each as its rule and the first place where it is broken. */
async function barriers(page: Page): Promise<string[]> {
  // By the developer protocol: the page's own policy forbids scripts from elsewhere.
  await page.evaluate(axeSource);
  const report = axeReport.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'));
  return report.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

/** Opens all that is folded, as a reader may. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((folded) => { folded.open = true; })');
}

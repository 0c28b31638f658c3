/** "Pourquoi pas ?" as an officer asks it, and who may ask. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDemo } from '../support/service.ts';
import { nextRows, openHomeWithNext, openProposal, seen, shortlist } from './session-steps.ts';
import { type Mailbox, type Site, signIn } from './site.ts';

const traps = [
  ['ceiling', /La loi ne permet pas/, /plafond/],
  ['wrongHolder', /ne puise pas parmi les demandes/, /réserv/],
  ['labelTooLate', /ne puise pas parmi les demandes|La loi ne permet pas/, /réserv|label/],
  ['withoutNumber', /La loi ne permet pas|ne puise pas/, /numéro unique/],
] as const;

/** A household that nobody designated is out of a reserved home before its income is read. */
function isReserved(vacancyId: string): boolean {
  return testDemo.vacancies.some(({ id, holderId }) => id === vacancyId && holderId !== null);
}

export function asking(site: () => Site): void {
  describe('the question "pourquoi pas ?"', () => {
    let page: Page;
    let runPath: string;
    beforeAll(async () => {
      page = await site().open('agent');
      runPath = await openProposal(page);
    });
    afterAll(() => page.context().close());

    const ask = async (number: string, vacancyId?: string): Promise<string> => {
      await page.goto(`${runPath}/pourquoi-pas`);
      if (vacancyId !== undefined) await page.locator('#logement').selectOption(vacancyId);
      await page.fill('#numero', number);
      await page.getByRole('button', { name: 'Demander' }).click();
      const answer = page.locator('section[aria-labelledby=reponse]');
      await answer.waitFor();
      expect(page.url()).not.toContain(number);
      return seen(answer);
    };

    it('tells the rank of a household that is proposed', async () => {
      await openHomeWithNext(page, runPath);
      const vacancyId = page.url().split('/').at(-1)?.split('#')[0];
      const [first] = await shortlist(page);
      expect(await ask(first ?? '', vacancyId)).toContain(
        'Ce ménage est proposé au rang 1 pour ce logement.',
      );
    });

    it('tells a household that others outrank by how many points, or where it stands instead', async () => {
      await openHomeWithNext(page, runPath);
      const vacancyId = page.url().split('/').at(-1)?.split('#')[0];
      const rows = await nextRows(page).allTextContents();
      for (const row of rows.slice(0, 3)) {
        const number = /[0-9A-Z]{18}/.exec(row)?.[0] ?? '';
        const expected = row.includes('Moins de points ici')
          ? /d’autres ont plus de points|points contre/
          : /proposé ailleurs, avec au moins autant de chances/;
        expect(await ask(number, vacancyId)).toMatch(expected);
      }
    });

    it.each(traps)(
      'names the rule that keeps a household out of a home: %s',
      async (kind, sentence, rule) => {
        const trap = testDemo.traps.find(
          ({ kind: planted, vacancyId }) =>
            planted === kind && (kind !== 'ceiling' || !isReserved(vacancyId)),
        );
        const answer = await ask(trap?.applicationNumber ?? '', trap?.vacancyId);
        expect(answer).toMatch(sentence);
        expect(answer).toMatch(rule);
        expect(answer).toMatch(/Non\n/);
      },
    );

    it('says that nobody has a number that is not in the data', async () => {
      expect(await ask('999999999999999999')).toContain('Aucune demande ne porte ce numéro');
    });
  });

  describe('someone without the right role', () => {
    it.each(['prefecture', 'locataire', 'reservataire', 'admin'] as const)(
      'is told so in French: %s',
      async (who: Mailbox) => {
        const page = await site().open(who);
        const answer = await page.goto('/agent');
        expect(answer?.status()).toBe(403);
        const text = await seen(page.locator('main'));
        expect(text).toContain('Votre compte n’a pas accès à ceci.');
        expect(text).toMatch(/Numéro de la demande : [0-9a-f-]{36}/);
        await page.context().close();
      },
    );

    it('reads no whole run as a member of the committee, only the homes of its sittings', async () => {
      const agent = await site().open('agent');
      const runPath = await openProposal(agent);
      await agent.context().close();
      const page = await site().open('commission');
      for (const path of [runPath, `${runPath}/pourquoi-pas`, '/agent/calculs']) {
        expect((await page.goto(path))?.status()).toBe(403);
      }
      await page.goto('/commission');
      expect(await page.locator('main a[href^="/commission/seances/"]').count()).toBeGreaterThan(0);
      await page.context().close();
    });

    it('is sent to sign in as a visitor, and comes back to the page asked for', async () => {
      const agent = await site().open('agent');
      const runPath = await openProposal(agent);
      await agent.context().close();
      const visitor = await site().open(null);
      await visitor.goto(`${runPath}/objectifs`);
      expect(new URL(visitor.url()).pathname).toBe('/connexion');
      await signIn(visitor, 'agent');
      expect(new URL(visitor.url()).pathname).toBe(`${runPath}/objectifs`);
      await visitor.context().close();
    });
  });
}

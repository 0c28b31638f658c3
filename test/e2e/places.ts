/** Goes from the lists to one page of each kind, as people do, and keeps their addresses. */
import type { Page } from 'playwright-core';
import { testDemo } from '../support/service.ts';
import { press } from './journey-steps.ts';
import { addresses, openHomeWithNext, openProposal } from './session-steps.ts';
import type { Mailbox, Site } from './site.ts';

/** Addresses met on the way from list to page. */
export type Places = Readonly<
  Record<
    | 'run'
    | 'runHome'
    | 'otherRun'
    | 'home'
    | 'pool'
    | 'instruction'
    | 'file'
    | 'sitting'
    | 'closedSitting'
    | 'sittingHome'
    | 'decidedHome'
    | 'letting'
    | 'letter'
    | 'template'
    | 'connection'
    | 'memberSitting'
    | 'memberHome'
    | 'holderHome'
    | 'advert'
    | 'ownAdvert'
    | 'newAdvert'
    | 'appeal'
    | 'review',
    string
  >
>;

/** The closed sitting gets its letters on the way, and a household an appeal. */
export async function findPlaces(site: Site): Promise<Places> {
  const page = await site.open('agent');
  const run = await openProposal(page);
  await openHomeWithNext(page, run);
  const runHome = new URL(page.url()).pathname;
  await page.goto('/agent/calculs');
  const runs = (await addresses(page.locator('main table a'))).map(idOf);
  const otherRun = runs.find((id) => id !== idOf(run)) ?? idOf(run);
  const home = `/agent/logements/${idOf(runHome)}`;
  const pool = `${home}/candidats`;
  await page.goto(pool);
  const instruction = await linkTo(page, `${pool}/`);
  const file = await linkTo(page, '/agent/dossiers/');

  const sitting = await sittingInState(page, 'convoquée');
  await page.goto(sitting);
  const sittingHome = await linkTo(page, `${sitting}/logements/`);
  const closedSitting = await sittingInState(page, 'close');
  await page.goto(closedSitting);
  const decidedHome = await linkTo(page, `${closedSitting}/logements/`);
  await press(page, page.getByRole('button', { name: 'Écrire les courriers de cette séance' }));
  await page.goto('/agent/courriers');
  const letter = await page.locator('main th + td a[href^="/agent/courriers/"]').first().getAttribute('href');
  await page.goto('/agent/suites?etat=all');
  const letting = await linkTo(page, '/agent/suites/');
  await page.goto('/agent/annonces');
  const newAdvert = await page.locator('main a[href*="/nouvelle"]').first().getAttribute('href');
  const ownAdvert = await page.locator('main th a[href^="/agent/annonces/"]').first().getAttribute('href');
  await page.goto('/annonces');
  const advert = await page.locator('main h3 a').first().getAttribute('href');
  const appeal = await openAppeal(page);
  await page.goto('/agent/occupation');
  const review = await linkTo(page, '/agent/occupation/');
  await page.context().close();
  return {
    ...{ run, runHome, otherRun, home, pool, instruction, file, letting, letter: letter ?? '' },
    ...{ sitting, sittingHome, closedSitting, decidedHome },
    ...{ appeal, review, advert: advert ?? '', ownAdvert: ownAdvert ?? '', newAdvert: newAdvert ?? '' },
    ...(await placesOfOthers(site)),
  };
}

async function placesOfOthers(
  site: Site,
): Promise<Pick<Places, 'memberSitting' | 'memberHome' | 'holderHome' | 'template' | 'connection'>> {
  const follow = async (who: Mailbox, from: string, starts: readonly string[]): Promise<string[]> => {
    const page = await site.open(who);
    await page.goto(from);
    const found: string[] = [];
    for (const start of starts) {
      const href = await linkTo(page, `${found.at(-1) ?? ''}${start}`);
      found.push(href);
      await page.goto(href);
    }
    await page.context().close();
    return found;
  };
  const [memberSitting, memberHome] = await follow('commission', '/commission', [
    '/commission/seances/',
    '/logements/',
  ]);
  const [holderHome] = await follow('reservataire', '/reservataire', ['/reservataire/logements/']);
  const [template] = await follow('admin', '/admin/courriers', ['/admin/courriers/']);
  return {
    memberSitting: memberSitting ?? '',
    memberHome: memberHome ?? '',
    holderHome: holderHome ?? '',
    template: template ?? '',
    connection: await openConnection(site),
  };
}

/** Creates a connection to a system that nobody has, tries it, and gives the address of its page. */
async function openConnection(site: Site): Promise<string> {
  const page = await site.open('admin');
  await page.goto('/admin/liaisons');
  await page.fill('#nom', 'Gestion locative');
  await page.fill('#adresse', 'https://erp.bailleur.example/parcours');
  await page.check('input[value="home.oriented"]');
  await press(page, page.getByRole('button', { name: 'Créer la liaison et son secret' }));
  const connection = await linkTo(page, '/admin/liaisons/');
  await page.goto(connection);
  await press(page, page.getByRole('button', { name: 'Envoyer un message d’essai' }));
  await page.context().close();
  return connection;
}

/** Writes down an appeal of one household and gives the address of its page. */
async function openAppeal(page: Page): Promise<string> {
  await page.goto('/agent/recours');
  await page.fill('#numero', testDemo.applications[0]?.number ?? '');
  await page.selectOption('#nature', { index: 1 });
  await press(page, page.getByRole('button', { name: 'Enregistrer et accuser réception' }));
  await page.goto('/agent/recours');
  return linkTo(page, '/agent/recours/');
}

/** Address of the sitting of the list that stands in a state, told in French. */
export async function sittingInState(page: Page, state: string): Promise<string> {
  await page.goto('/agent/seances');
  const row = page.locator('main table tr', { has: page.getByRole('cell', { name: state, exact: true }) });
  const href = await row.locator('a').first().getAttribute('href');
  return (href ?? '').replace('/tenue', '');
}

/** The first address of the page, without its query, that starts so. */
async function linkTo(page: Page, start: string): Promise<string> {
  const href = await page.locator(`main a[href^="${start}"]`).first().getAttribute('href');
  return (href ?? '').split(/[?#]/)[0] ?? '';
}

/** The last part of an address. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

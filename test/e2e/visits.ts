/** The main pages of every role, each by a name; addresses that hold an identifier are found by following links. */
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

export type Visit = { name: string; who: Mailbox | null; path: string | ((places: Places) => string) };

// The demonstration's transfers keep their identifiers (db/demo/transfers.ts).
const demoTransfer = (serial: number) => `0199a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;

const officers: readonly [name: string, path: Visit['path']][] = [
  ['the officer’s day', '/agent'],
  ['the freed homes', '/agent/logements'],
  ['one freed home', ({ home }) => home],
  ['the candidates of a home', ({ pool }) => pool],
  ['the candidates whom the law refuses', ({ pool }) => `${pool}?groupe=refused`],
  ['the instruction of a candidate', ({ instruction }) => instruction],
  ['the search of a file', '/agent/dossiers'],
  ['a file', ({ file }) => file],
  ['the protection of a file', ({ file }) => `${file}/protection`],
  ['homes that are hard to let', '/agent/logements/difficiles'],
  ['those never presented', '/agent/demandes/attente'],
  ['the hand-over', '/agent/passation'],
  ['orientation', '/agent/orientation'],
  ['orientation ninety days ahead', '/agent/orientation?jours=90'],
  ['the year’s balance of orientation', '/agent/orientation/bilan'],
  ['DALO designations', '/agent/dalo'],
  ['special lettings', '/agent/particuliers'],
  ['the list of runs', '/agent/calculs'],
  ['a run', ({ run }) => run],
  ['a home with its shortlist', ({ runHome }) => runHome],
  ['the targets', ({ run }) => `${run}/objectifs`],
  ['the verification', ({ run }) => `${run}/verification`],
  ['the question why not', ({ run }) => `${run}/pourquoi-pas`],
  ['two proposals compared', ({ run, otherRun }) => `/agent/calculs/comparer?a=${idOf(run)}&b=${otherRun}`],
  ['the sittings', '/agent/seances'],
  ['a sitting that is prepared', ({ sitting }) => sitting],
  ['a sitting that is held', ({ sitting }) => `${sitting}/tenue`],
  ['the reviews of a sitting', ({ sitting }) => `${sitting.replace('/agent/', '/commission/')}/occupation`],
  ['a home of a sitting', ({ sittingHome }) => sittingHome],
  ['the projection of a home', ({ sittingHome }) => sittingHome.replace('/logements/', '/projection/')],
  ['the end of a projection', ({ sitting }) => `${sitting}/projection/fin`],
  ['a closed sitting', ({ closedSitting }) => closedSitting],
  ['the minutes of a closed sitting', ({ closedSitting }) => `${closedSitting}/tenue`],
  ['a decided home of a closed sitting', ({ decidedHome }) => decidedHome],
  ['departures from the order proposed', '/agent/seances/ecarts'],
  ['what follows the sittings', '/agent/suites?etat=all'],
  ['what follows for one home', ({ letting }) => letting],
  ['relocations by law', '/agent/relogements'],
  ['a relocation with three offers', '/agent/relogements/0199b000-0000-7000-8000-000000000003'],
  ['a tenant over 65', '/agent/relogements/0199b000-0000-7000-8000-000000000005'],
  ['requests of fellow landlords', '/agent/relogements/confreres'],
  ['reviews of occupancy', '/agent/occupation'],
  ['a review of occupancy', ({ review }) => review],
  ['the letters', '/agent/courriers'],
  ['a letter', ({ letter }) => letter],
  ['a new letter', '/agent/courriers/nouveau'],
  ['the adverts', '/agent/annonces'],
  ['an advert to review', ({ ownAdvert }) => ownAdvert],
  ['an advert to write', ({ newAdvert }) => newAdvert],
  ['the transfers', '/agent/mutations'],
  ['a transfer request to write', '/agent/mutations/nouvelle'],
  ['what the tenancies show', '/agent/mutations/reperages'],
  ['a transfer request that is late', `/agent/mutations/${demoTransfer(1)}`],
  ['a transfer whose home is sought', `/agent/mutations/${demoTransfer(11)}`],
  ['a move that is prepared', `/agent/mutations/${demoTransfer(16)}`],
  ['the internal body', '/agent/mutations/instances'],
  ['a meeting to hold', `/agent/mutations/instances/${demoTransfer(801)}`],
  ['a meeting that is closed', `/agent/mutations/instances/${demoTransfer(800)}`],
  ['the counter of a file', ({ file }) => file.replace('/dossiers/', '/guichet/')],
  ['the points of a file at the counter', ({ file }) => `${file.replace('/dossiers/', '/guichet/')}/points`],
  ['the sheet of the week', '/agent/guichet/feuille'],
  ['exchanges and chains', '/agent/echanges'],
  ['a plan of exchanges with its fallback', '/agent/echanges/0199b000-0000-7000-8000-000000000001'],
  ['what a freed home can start', ({ home }) => home.replace('/logements/', '/echanges/chaines/')],
  ['appeals', '/agent/recours'],
  ['an appeal to answer', ({ appeal }) => appeal],
  ['the national register', '/agent/sne'],
  ['duplicates', '/agent/doublons'],
  ['the règlement', '/agent/reglement'],
];

export const visits: readonly Visit[] = [
  { name: 'the entrance', who: null, path: '/' },
  { name: 'the public rules', who: null, path: '/regles' },
  { name: 'the sign-in page', who: null, path: '/connexion' },
  { name: 'the public adverts', who: null, path: '/annonces' },
  { name: 'a search that finds nothing', who: null, path: '/annonces?loyer=1' },
  { name: 'one public advert', who: null, path: ({ advert }) => advert },
  { name: 'how chances are estimated', who: null, path: '/annonces/chances' },
  { name: 'the help of the portal', who: null, path: '/aide' },
  { name: 'the statement of accessibility', who: null, path: '/accessibilite' },
  { name: 'the pages in easy French', who: null, path: '/facile-a-lire' },
  { name: 'how to find a home, easy to read', who: null, path: '/facile-a-lire/trouver-un-logement' },
  { name: 'the answer, easy to read', who: null, path: '/facile-a-lire/la-reponse' },
  { name: 'a search to keep', who: null, path: '/annonces/alertes?commune=57463&rayon=20' },
  { name: 'a search that was asked for', who: null, path: '/annonces/alertes?demande=recue' },
  { name: 'the door of a file', who: null, path: '/demandeur/acces' },
  { name: 'the code of a letter', who: null, path: '/demandeur/acces/courrier?demande=1' },
  { name: 'a file that was closed', who: null, path: '/demandeur/quitter' },
  { name: 'an address that leads nowhere', who: null, path: '/nulle-part' },
  ...officers.map(([name, path]) => ({ name, who: 'agent', path }) as const),
  { name: 'the secretary’s sittings', who: 'secretaire', path: '/agent/seances' },
  { name: 'a space that is not one’s own', who: 'locataire', path: '/agent/calculs' },
  { name: 'a tenant’s exchange', who: 'locataire', path: '/demandeur/logement/echange' },
  { name: 'a member’s sittings', who: 'commission', path: '/commission' },
  { name: 'a member’s sitting', who: 'commission', path: ({ memberSitting }) => memberSitting },
  { name: 'a home that a member votes on', who: 'commission', path: ({ memberHome }) => memberHome },
  { name: 'a holder’s homes', who: 'reservataire', path: '/reservataire' },
  { name: 'a holder’s home', who: 'reservataire', path: ({ holderHome }) => holderHome },
  { name: 'a file that nobody opened', who: null, path: '/demandeur' },
  { name: 'the open adverts, easy to read', who: null, path: '/facile-a-lire/annonces' },
  { name: 'a household’s file', who: 'locataire', path: '/demandeur' },
  { name: 'an advert read with one’s file', who: 'locataire', path: ({ advert }) => advert },
  { name: 'the wishes of a household', who: 'locataire', path: '/demandeur/souhaits' },
  { name: 'a standing wish', who: 'locataire', path: '/demandeur/souhaits/permanents' },
  { name: 'the steps of a request', who: 'locataire', path: '/demandeur/suivi' },
  { name: 'the documents of a household', who: 'locataire', path: '/demandeur/documents' },
  { name: 'the points of a household', who: 'locataire', path: '/demandeur/points' },
  { name: 'the homes proposed to a household', who: 'locataire', path: '/demandeur/offres' },
  { name: 'a correction to ask for', who: 'locataire', path: '/demandeur/corriger' },
  { name: 'one’s file, easy to read', who: 'locataire', path: '/facile-a-lire/ma-demande' },
  { name: 'the tenant’s home', who: 'locataire', path: '/demandeur/logement' },
  { name: 'the mandates of a household', who: 'locataire', path: '/demandeur/mandats' },
  { name: 'how a household is written to', who: 'locataire', path: '/demandeur/preferences' },
  { name: 'the administration', who: 'admin', path: '/admin' },
  { name: 'the accounts', who: 'admin', path: '/admin/comptes' },
  { name: 'the templates of letters', who: 'admin', path: '/admin/courriers' },
  { name: 'a template of letters', who: 'admin', path: ({ template }) => template },
  { name: 'the règlement, to change', who: 'admin', path: '/admin/reglement' },
  { name: 'the portal’s rules, to change', who: 'admin', path: '/admin/portail' },
  { name: 'the journal of acts', who: 'dpo', path: '/dpo' },
];

/** Goes from the lists to one page of each kind, as people do; the closed sitting gets its letters on the way. */
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
): Promise<Pick<Places, 'memberSitting' | 'memberHome' | 'holderHome' | 'template'>> {
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
  };
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

function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

// @ts-check
/**
 * What the scripts share: what the runner prepared, how a browser behind a proxy asks, what is kept of a run.
 * Everything goes to this machine: the proxy of the addresses is the script itself.
 */
import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

/**
 * @typedef {{
 *   base: string, bare: string, bareKilobytes: number, summary: string, minutes: number, rate: number,
 *   adverts: string[], visitors: string[], officers: string[], prefecture: string, sittingPages: string[],
 * }} Given
 */

/** @type {Given} */
export const given = JSON.parse(open(__ENV.LOAD_GIVEN ?? ''));

const addresses = 4000;
const communes = ['57463', '57672', '57227', '57240', '57606', '54395'];
const typologies = ['T2', 'T3', 'T4', 'T5'];

/** A number that grows by one with each request of this reader, and differs between readers. */
let sent = __VU * 7919;

/**
 * The element of a list whose turn it is, without chance: two runs ask the same.
 * @template Item
 * @param {readonly Item[]} list
 * @param {number} at
 * @returns {Item}
 */
export function turn(list, at) {
  const item = list[at % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

/** An address of 198.18.0.0/15 (RFC 2544, for benches), another one for each of some thousands of readers. */
export function newAddress() {
  sent += 1;
  const at = (sent * 31) % addresses;
  return `198.18.${Math.floor(at / 250)}.${1 + (at % 250)}`;
}

/**
 * What a browser sends with a page that its reader asked for.
 * @param {string} kind name under which the request is counted
 * @param {{ cookie?: string, address?: string, form?: boolean }} [more]
 * @returns {import('k6/http').RefinedParams<'text'>}
 */
export function asBrowser(kind, { cookie, address, form } = {}) {
  return {
    responseType: 'text',
    redirects: 0,
    // What is asked before the hour is counted together, apart from the hour.
    tags: { kind: exec.scenario.name === 'gathering' ? 'gathering' : kind },
    headers: {
      accept: 'text/html',
      'accept-encoding': 'gzip',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': address ?? newAddress(),
      ...(cookie === undefined ? {} : { cookie }),
      ...(form === true ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
  };
}

/**
 * Asks for a page and counts whether it came.
 * @param {string} kind
 * @param {string} path
 * @param {{ cookie?: string, address?: string }} [more]
 */
export function read(kind, path, more) {
  const answer = http.get(`${given.base}${path}`, asBrowser(kind, more));
  check(answer, { 'the page came': ({ status }) => status === 200 });
  return answer;
}

/**
 * The value of a hidden field, the first of that name after `from`.
 * @param {string} page
 * @param {string} name
 * @param {string} [from]
 * @returns {string | null}
 */
export function hidden(page, name, from = '') {
  const start = from === '' ? 0 : page.indexOf(from);
  if (start < 0) return null;
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(page.slice(start));
  return found?.[1] ?? null;
}

/** The search whose turn it is. @param {number} at */
export function search(at) {
  const commune = turn(communes, at);
  switch (at % 4) {
    case 0:
      return `/annonces?commune=${commune}&rayon=20`;
    case 1:
      return `/annonces?typologie=${turn(typologies, at)}&loyer=${400 + (at % 9) * 50}`;
    case 2:
      return `/annonces?commune=${commune}&rayon=50&tri=proche`;
    default:
      return `/annonces?ascenseur=oui&energie=D&loyer=${450 + (at % 7) * 50}`;
  }
}

/** Percentiles that are kept of every measure. */
export const trends = ['avg', 'p(50)', 'p(95)', 'p(99)', 'max'];

/**
 * The end of a run, as JSON for the runner.
 * @param {unknown} data
 */
export function summaryOf(data) {
  return { [given.summary]: JSON.stringify(data) };
}

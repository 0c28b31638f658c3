// @ts-check
/**
 * The opening hour of a batch of adverts: people gather for half a minute, then so many requests a second arrive whatever
 * the service does, while officers prepare sittings and a préfecture takes its copies. The same page from a bare handler
 * is asked beside. The service was started just before: what it answers while its code is still compiled is the
 * gathering's, told apart.
 */
import { check, sleep } from 'k6';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { asBrowser, given, hidden, read, search, summaryOf, trends, turn } from './visit.js';

const gathering = 30;
const seconds = Math.round(given.minutes * 60);
const wishes = new Counter('wishes_expressed');
const takenBack = new Counter('wishes_taken_back');
const refused = new Counter('wishes_refused');
const kinds = [
  'gathering',
  'list',
  'search',
  'advert',
  'rules',
  'style',
  'visitor',
  'wish',
  'officer',
  'export',
  'bare',
];

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    gathering: {
      executor: 'ramping-arrival-rate',
      exec: 'reader',
      startRate: 5,
      timeUnit: '1s',
      stages: [{ target: given.rate, duration: `${gathering}s` }],
      preAllocatedVUs: 60,
      maxVUs: 300,
    },
    readers: {
      executor: 'constant-arrival-rate',
      exec: 'reader',
      startTime: `${gathering}s`,
      rate: given.rate,
      timeUnit: '1s',
      duration: `${seconds}s`,
      preAllocatedVUs: 150,
      maxVUs: 300,
    },
    bare: {
      executor: 'constant-arrival-rate',
      exec: 'bare',
      startTime: `${gathering}s`,
      rate: 10,
      timeUnit: '1s',
      duration: `${seconds}s`,
      preAllocatedVUs: 4,
      maxVUs: 20,
    },
    officers: { executor: 'constant-vus', exec: 'officer', vus: 3, duration: `${gathering + seconds}s` },
    prefecture: {
      executor: 'per-vu-iterations',
      exec: 'prefecture',
      vus: 1,
      iterations: 1,
      startTime: `${gathering + Math.round(seconds / 2)}s`,
      maxDuration: `${seconds}s`,
    },
  },
  thresholds: {
    'http_req_failed{scenario:readers}': ['rate<0.001'],
    'http_req_duration{scenario:readers}': ['p(95)<300'],
    'dropped_iterations{scenario:readers}': ['count<1'],
    checks: ['rate>0.999'],
    ...Object.fromEntries(kinds.map((kind) => [`http_req_duration{kind:${kind}}`, ['p(99)<60000']])),
    ...Object.fromEntries(kinds.map((kind) => [`http_req_failed{kind:${kind}}`, ['rate<0.01']])),
  },
  summaryTrendStats: trends,
  discardResponseBodies: false,
};

/** Of a hundred requests: 40 adverts, 20 first pages, 17 searches, 8 further pages, 7 styles, 4 rules, 4 visitors. */
export function reader() {
  const at = __VU * 101 + __ITER;
  const part = (at * 37) % 100;
  if (part < 40) read('advert', `/annonces/${turn(given.adverts, at)}`);
  else if (part < 60) read('list', '/annonces');
  else if (part < 77) read('search', search(at));
  else if (part < 85) read('list', `/annonces?page=${2 + (at % 3)}`);
  else if (part < 92) read('style', '/assets/parcours.css');
  else if (part < 96) read('rules', '/regles');
  else visitor(at);
}

/** Someone whose file is open reads an advert, then expresses a wish, or takes back the one that stands. */
function visitor(/** @type {number} */ at) {
  const cookie = turn(given.visitors, at);
  const id = turn(given.adverts, at * 13);
  const { body } = read('visitor', `/annonces/${id}`, { cookie });
  const page = body ?? '';
  const key = hidden(page, '_key', 'action="/demandeur/souhaits"');
  const csrf = hidden(page, '_csrf');
  if (csrf === null) return;
  if (key !== null) {
    const sent = send('/demandeur/souhaits', { _csrf: csrf, _key: key, annonce: id }, cookie);
    if (sent.status === 303) wishes.add(1);
    else refused.add(1);
  } else if (page.includes('Ordonner ou retirer mes candidatures')) {
    const list = read('visitor', '/demandeur/souhaits', { cookie });
    const wish = hidden(list.body ?? '', 'souhait', 'action="/demandeur/souhaits/retirer"');
    if (wish === null) return;
    if (send('/demandeur/souhaits/retirer', { _csrf: csrf, souhait: wish }, cookie).status === 303) {
      takenBack.add(1);
    }
  }
}

/**
 * Two readers of one file may be refused what the other just did (409): that is an answer, not a failure.
 * @param {string} path
 * @param {Record<string, string>} fields
 * @param {string} cookie
 */
function send(path, fields, cookie) {
  const answer = http.post(`${given.base}${path}`, fields, {
    ...asBrowser('wish', { cookie }),
    responseCallback: http.expectedStatuses(303, 404, 409),
  });
  check(answer, { 'the wish was answered': ({ status }) => [303, 404, 409].includes(status) });
  return answer;
}

/** An officer's morning, at the pace of a person who reads little. */
export function officer() {
  const cookie = turn(given.officers, __VU);
  const pages = [
    '/agent',
    '/agent/logements',
    '/agent/seances',
    ...given.sittingPages,
    '/agent/calculs',
    '/agent/suites',
  ];
  read('officer', turn(pages, __ITER), { cookie });
  sleep(1.5);
}

/** The copies that a préfecture takes: two indicators as CSV, one as a workbook. */
export function prefecture() {
  for (const path of ['q1-outside-qpv.csv', 'prefet-share.csv', 'dalo.ods']) {
    read('export', `/prefecture/${path}`, { cookie: given.prefecture });
  }
}

/** The same size of page from express with one query and nothing else. */
export function bare() {
  const answer = http.get(`${given.bare}/${given.bareKilobytes}`, asBrowser('bare'));
  check(answer, { 'the page came': ({ status }) => status === 200 });
}

/** @param {unknown} data */
export function handleSummary(data) {
  return summaryOf(data);
}

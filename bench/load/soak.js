// @ts-check
/** An ordinary day, drawn together: readers, visitors and officers for as long as asked; the runner watches memory. */
import { sleep } from 'k6';
import { given, read, search, summaryOf, trends, turn } from './visit.js';

const seconds = Math.round(given.minutes * 60);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    readers: {
      executor: 'constant-arrival-rate',
      exec: 'reader',
      rate: Math.round(given.rate / 4),
      timeUnit: '1s',
      duration: `${seconds}s`,
      preAllocatedVUs: 20,
      maxVUs: 100,
    },
    officers: { executor: 'constant-vus', exec: 'officer', vus: 2, duration: `${seconds}s` },
  },
  thresholds: {
    'http_req_failed{scenario:readers}': ['rate<0.001'],
    'http_req_duration{scenario:readers}': ['p(95)<300'],
    'http_req_failed{scenario:officers}': ['rate<0.001'],
    'http_req_duration{scenario:officers}': ['p(99)<60000'],
  },
  summaryTrendStats: trends,
};

export function reader() {
  const at = __VU * 101 + __ITER;
  const part = at % 10;
  if (part < 4) read('advert', `/annonces/${turn(given.adverts, at)}`);
  // Each search is another address: what is kept of them must not grow without end.
  else if (part < 7) read('search', `${search(at)}&page=${1 + (at % 40)}`);
  else if (part < 9) read('list', '/annonces');
  else read('visitor', '/demandeur/souhaits', { cookie: turn(given.visitors, at) });
}

export function officer() {
  const pages = ['/agent', '/agent/logements', '/agent/dossiers', ...given.sittingPages];
  read('officer', turn(pages, __ITER), { cookie: turn(given.officers, __VU) });
  sleep(1);
}

/** @param {unknown} data */
export function handleSummary(data) {
  return summaryOf(data);
}

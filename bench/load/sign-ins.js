// @ts-check
/** A spike of sign-ins beside quiet reading: hashing passwords must not starve who only reads. */
import { check } from 'k6';
import http from 'k6/http';
import { asBrowser, given, read, search, summaryOf, trends, turn } from './visit.js';

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
      preAllocatedVUs: 30,
      maxVUs: 200,
    },
    // Far more at once than a landlord has officers: the queue is what is shown.
    spike: {
      executor: 'per-vu-iterations',
      exec: 'signIn',
      vus: 30,
      iterations: 2,
      startTime: `${Math.round(seconds / 4)}s`,
      maxDuration: `${seconds}s`,
    },
  },
  thresholds: {
    'http_req_failed{scenario:readers}': ['rate<0.001'],
    'http_req_duration{scenario:readers}': ['p(95)<300'],
    'http_req_duration{kind:sign-in}': ['p(99)<60000'],
    'http_req_failed{kind:sign-in}': ['rate<0.001'],
  },
  summaryTrendStats: trends,
};

export function reader() {
  const at = __VU * 101 + __ITER;
  if (at % 3 === 0) read('list', '/annonces');
  else if (at % 3 === 1) read('search', search(at));
  else read('advert', `/annonces/${turn(given.adverts, at)}`);
}

const mailboxes = ['agent', 'secretaire', 'commission', 'prefecture', 'dpo', 'membre2'];

/** A queue that is full says so at once (429 or 503): an answer in words, counted apart from failures. */
export function signIn() {
  const body = JSON.stringify({ email: `${turn(mailboxes, __VU)}@demo.example`, password: 'demo-parcours' });
  const params = asBrowser('sign-in');
  const answer = http.post(`${given.base}/api/v1/sessions`, body, {
    ...params,
    headers: { ...params.headers, accept: 'application/json', 'content-type': 'application/json' },
    responseCallback: http.expectedStatuses(201, 429, 503),
    timeout: '60s',
  });
  check(answer, {
    'the sign-in opened': ({ status }) => status === 201,
    'the sign-in was answered': ({ status }) => [201, 429, 503].includes(status),
  });
}

/** @param {unknown} data */
export function handleSummary(data) {
  return summaryOf(data);
}

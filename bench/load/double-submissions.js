// @ts-check
/** Impatient fingers: each form is sent twice at once, with the same key. One effect, two answers, no fault. */
import { check } from 'k6';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { asBrowser, given, hidden, read, summaryOf, trends, turn } from './visit.js';

const doubled = new Counter('forms_sent_twice');

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    fingers: {
      executor: 'shared-iterations',
      vus: 4,
      iterations: Math.max(20, Math.round(given.minutes * 120)),
      maxDuration: '3m',
    },
  },
  thresholds: { 'checks{check:no fault}': ['rate==1'], 'checks{check:both answered}': ['rate==1'] },
  summaryTrendStats: trends,
};

export default function () {
  const cookie = turn(given.visitors, __VU * 17 + __ITER);
  const annonce = turn(given.adverts, __VU * 29 + __ITER * 7);
  const page = read('visitor', `/annonces/${annonce}`, { cookie }).body ?? '';
  const [_key, _csrf] = [hidden(page, '_key', 'action="/demandeur/souhaits"'), hidden(page, '_csrf')];
  if (_csrf === null) return;
  if (_key === null) return takeBack(page, cookie, _csrf);
  both('/demandeur/souhaits', { _csrf, _key, annonce }, cookie);
}

/** @param {string} page @param {string} cookie @param {string} _csrf */
function takeBack(page, cookie, _csrf) {
  if (!page.includes('Ordonner ou retirer mes candidatures')) return;
  const list = read('visitor', '/demandeur/souhaits', { cookie }).body ?? '';
  const souhait = hidden(list, 'souhait', 'action="/demandeur/souhaits/retirer"');
  if (souhait !== null) both('/demandeur/souhaits/retirer', { _csrf, souhait }, cookie);
}

/** @param {string} path @param {Record<string, string>} fields @param {string} cookie */
function both(path, fields, cookie) {
  const params = { ...asBrowser('wish', { cookie }), responseCallback: http.expectedStatuses(303, 409) };
  /** @type {import('k6/http').BatchRequest} */
  const one = { method: 'POST', url: `${given.base}${path}`, body: fields, params };
  const answers = http.batch([one, one]);
  doubled.add(1);
  for (const answer of answers) {
    check(answer, {
      'no fault': ({ status }) => status < 500 && status > 0,
      'both answered': ({ status }) => status === 303 || status === 409,
    });
  }
}

/** @param {unknown} data */
export function handleSummary(data) {
  return summaryOf(data);
}

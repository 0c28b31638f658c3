/** The bound that the certificate's prices prove, recomputed in one pass over the pairs. */
import type { Solution } from '../problem.ts';
import { dualFigure } from './points.ts';
import type { Reading } from './reading.ts';
import { frenchWords } from './words.ts';

const priceTolerance = 1e-9;

/**
 * No plan can be worth more than
 * Σ u·lists allowed + Σ over places of max(0, best of slotReward + w·(score + λ-weight) − u) − Σ λ·need already due,
 * for any applicant prices u ≥ 0 and quota prices λ in [0, penalty]. Prices out of range are told in `problems`;
 * absent ones count as 0.
 */
export function recomputeDualBound(
  reading: Reading,
  certificate: Solution['certificate'],
  problems: string[],
): number {
  const quotaPrices = readQuotaPrices(reading, certificate, problems);
  const applicantPrices = readApplicantPrices(reading, certificate, problems);
  const weight = dualFigure(reading, quotaPrices);
  const { pairHome, pairApplicant, pairScore, slotReward } = reading;
  const places = layOutPlaces(reading);
  for (let p = 0; p < pairHome.length; p += 1) {
    const home = pairHome[p]!;
    const applicant = pairApplicant[p]!;
    const points = pairScore[p]! + weight(home, applicant);
    const price = applicantPrices[applicant]!;
    for (let place = places.start[home]!; place < places.start[home + 1]!; place += 1) {
      const reduced = slotReward + places.signs[place]! * points - price;
      if (reduced > places.best[place]!) places.best[place] = reduced;
    }
  }
  let bound = 0;
  for (const price of applicantPrices) bound += price * reading.maxLists;
  for (const best of places.best) bound += best;
  reading.quotas.forEach((quota, k) => {
    const goal = quota.share === undefined ? (quota.number ?? 0) : quota.share * (quota.signedTotal ?? 0);
    bound -= quotaPrices[k]! * (goal - (quota.signedInGroup ?? 0));
  });
  return bound;
}

function layOutPlaces({ problem, lengthOf }: Reading) {
  const start = new Int32Array(lengthOf.length + 1);
  lengthOf.forEach((length, home) => {
    start[home + 1] = start[home]! + length;
  });
  const count = start[lengthOf.length]!;
  const signs = new Float64Array(count);
  problem.homes.forEach(({ acceptance }, home) => {
    for (let place = start[home]!; place < start[home + 1]!; place += 1)
      signs[place] = acceptance * (1 - acceptance) ** (place - start[home]!);
  });
  return { start, signs, best: new Float64Array(count) };
}

function readQuotaPrices(
  reading: Reading,
  certificate: Solution['certificate'],
  problems: string[],
): number[] {
  const given = new Map(Object.entries(certificate.prices));
  const prices = reading.quotas.map((quota) => {
    const price = given.get(quota.id) ?? 0;
    given.delete(quota.id);
    if (price >= -priceTolerance && price <= quota.penalty + priceTolerance) return price;
    problems.push(
      `Certificat${frenchWords.colon}prix ${price} du quota ${frenchWords.quote(quota.id)} hors de 0 à ${quota.penalty}.`,
    );
    return Math.min(Math.max(price, 0), quota.penalty);
  });
  for (const id of given.keys())
    problems.push(`Certificat${frenchWords.colon}quota inconnu ${frenchWords.quote(id)}.`);
  return prices;
}

function readApplicantPrices(
  reading: Reading,
  certificate: Solution['certificate'],
  problems: string[],
): Float64Array {
  const prices = new Float64Array(reading.problem.applicants.length);
  for (const [id, price] of Object.entries(certificate.applicantPrices)) {
    const applicant = reading.applicantIndex.get(id);
    if (applicant === undefined)
      problems.push(`Certificat${frenchWords.colon}candidat inconnu ${frenchWords.quote(id)}.`);
    else if (price < -priceTolerance)
      problems.push(`Certificat${frenchWords.colon}prix négatif du candidat ${frenchWords.quote(id)}.`);
    else prices[applicant] = Math.max(0, price);
  }
  return prices;
}

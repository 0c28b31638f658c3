/**
 * Homes of an exchange in which a household still lives. An agenda needs a vacancy for each, but nobody gave notice: no
 * other list may show them as freed (adverts, transfers, relocations, further exchanges).
 */
import { sql } from 'drizzle-orm';
import type { Transaction } from '../connection.ts';
import { exchangeSteps } from '../schema/exchange.ts';

const prefix = 'ECH-';

/** The vacancy that the agenda needs for the home that a step moves to. */
export function exchangeVacancyId(stepId: string): string {
  return `${prefix}${stepId}`;
}

/** The vacancies made for steps of exchanges, as a query. */
export function livedInByExchange(tx: Transaction) {
  return tx.select({ id: sql<string>`${prefix} || ${exchangeSteps.id}::text` }).from(exchangeSteps);
}

/**
 * Scopes narrow a role: an officer of an agency works on its homes and on the files that look for a home there. An
 * account without agencies and communes works for the whole landlord.
 */
import type { Account } from './account-port.ts';

export type ScopePort = {
  /** INSEE codes that the account is held to; null: the whole landlord. */
  communesOf: (
    account: Pick<Account, 'landlordId' | 'agencyIds' | 'communes'>,
  ) => Promise<ReadonlySet<string> | null>;
  /** Where the home of a vacancy stands; null for an unknown vacancy. */
  communeOfVacancy: (landlordId: string, vacancyId: string) => Promise<string | null>;
  /** Where a household lives, wishes to live, or stands on an agenda; null for an unknown number. */
  communesOfFile: (landlordId: string, number: string) => Promise<readonly string[] | null>;
};

/** Whether a place is within a scope. */
export function isInScope(scope: ReadonlySet<string> | null, places: readonly string[]): boolean {
  return scope === null || places.some((insee) => scope.has(insee));
}

/** The contact of a tenant who has no application: recorded by an officer, so that codes and answers have where to go. */
import type { Asked } from '../../domain/act.ts';
import type { Result } from '../../kernel/result.ts';
import type { ContactChange } from '../notifications/preference-port.ts';

/** How the officer made sure of the person: a lease opens a file, so a voice on the telephone is not enough. */
export const identityChecks = ['identityPaper', 'leaseAndPaper', 'homeVisit'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

export const identityCheckNames: Readonly<Record<IdentityCheck, string>> = {
  identityPaper: 'j’ai vu sa pièce d’identité',
  leaseAndPaper: 'j’ai vu son bail signé et sa pièce d’identité',
  homeVisit: 'je l’ai vu dans son logement, où je le connais',
};

export type TenancyContactRefusal =
  /** No running lease of this reference. */
  | { code: 'noLease' }
  | { code: 'outOfScope' }
  /** The contact is the application's: it is changed there, where a protection is known too. */
  | { code: 'hasApplication'; number: string };

export type TenancyContactPort = {
  /**
   * Records the contact of a running lease; the contact that it replaces is told, and what was opened through it ends.
   * `communes`: those of the officer, null for all.
   */
  setTenancyContact: (
    asked: Asked,
    given: { tenancyId: string; change: ContactChange; identity: IdentityCheck },
    communes: ReadonlySet<string> | null,
  ) => Promise<Result<null, TenancyContactRefusal>>;
  /** The application of a running lease, where there is one. */
  applicationOfLease: (
    landlordId: string,
    tenancyId: string,
    communes: ReadonlySet<string> | null,
  ) => Promise<Result<string | null, Exclude<TenancyContactRefusal, { code: 'hasApplication' }>>>;
};

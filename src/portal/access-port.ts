/** What the portal's doors ask of the store: whether what was opened still holds. */
import type { PortalVisitor } from './visitor.ts';

export type PortalAccessPort = {
  /**
   * Whether an open visit still holds: the file exists, no protection came after it, and its mandate, where there is
   * one, runs on `today`.
   */
  stillGood: (visitor: PortalVisitor, today: string) => Promise<boolean>;
  /** The lease of the file, where the landlord knows it. */
  tenancyOf: (landlordId: string, number: string) => Promise<string | null>;
};

/** The ports that pages around the committee use: one line each, filled by `db/stores/committee-stores.ts`. */
import type { JournalPort } from '../access/journal-port.ts';
import type { ProtectionPort } from '../access/protection-port.ts';

export type CommitteeFeatures = {
  journal: JournalPort;
  protections: ProtectionPort;
};

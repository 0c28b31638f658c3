/** Letters and messages that left for a household, as it reads them again: its own only, and never an address. */
import type { LetterContent } from '../../committee/letters/letter-content.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

export type ReceivedLetter = {
  id: string;
  subject: string;
  sentOn: CivilDate;
  by: 'email' | 'sms' | 'post' | 'hand';
  /** It holds a secret that only the postal address may read: the list names it, nothing shows it. */
  isSealed: boolean;
};

export type ReceivedLetterPort = {
  /** Newest first, at most `limit` after `skip`; `more`: older ones follow. `key`: see `portalFileKey`. */
  of: (
    landlordId: string,
    key: string,
    page: { skip: number; limit: number },
  ) => Promise<{ letters: readonly ReceivedLetter[]; more: boolean }>;
  /** The text as it was written; null where it is another file's, never left, or is sealed. */
  find: (
    landlordId: string,
    key: string,
    id: string,
  ) => Promise<{ letter: ReceivedLetter; content: LetterContent } | null>;
};

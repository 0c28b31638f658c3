/** What the sending of messages asks of the store of the outbox. */
import type { LetterContent } from '../committee/letters/letter-content.ts';

/** A message taken by this process: nobody else sends it until its lease is over. */
export type ClaimedMessage = {
  id: string;
  landlordId: string;
  /** How it leaves: the recipient is an address, or a telephone and there is no subject. */
  channel: 'email' | 'sms';
  recipient: string;
  subject: string;
  text: string;
  /** Path of the portal where one click stops such messages; null: it is no subscription. */
  unsubscribePath: string | null;
  /** This attempt included. */
  attempts: number;
  /** The letter that goes with it; null: the message alone. */
  letter: LetterContent | null;
};

export type OutboxPort = {
  /**
   * Takes the next message that is due, with the recipient that its file has at this instant; a message whose file may
   * no longer be written to that way is stopped, and the next one taken. Null: nothing is due.
   */
  claim: (now: Date, leaseUntil: Date) => Promise<ClaimedMessage | null>;
  sent: (message: ClaimedMessage, now: Date) => Promise<void>;
  /** Tried again at that instant; null: no more, the cause stands in the list of letters. */
  failed: (message: ClaimedMessage, cause: string, again: Date | null, now: Date) => Promise<void>;
};

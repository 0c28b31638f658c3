/** How a letter reaches a household. Under protection nothing goes anywhere but to the new contact. */

export type Contact = {
  email: string | null;
  /** Lines of the postal address; empty where none is known. */
  address: readonly string[];
  preferred: 'email' | 'sms' | 'letter';
};

/** Null: not under protection. `newContact` null: nobody may write at all. */
export type ProtectedContact = {
  newContact: { email: string | null; address: readonly string[] } | null;
} | null;

export type Delivery =
  | { by: 'email'; to: string }
  | { by: 'post'; address: readonly string[] }
  /** No way that is safe, or none known: an officer hands it over. */
  | { by: 'hand'; because: 'protected' | 'noAddress' };

/** Lines to print under the name; none where it does not go by post. */
export function addressLines(delivery: Delivery): readonly string[] {
  return delivery.by === 'post' ? delivery.address : [];
}

/**
 * The way out of a letter now. A letter that needs proof of delivery is never a message. Somebody who prefers short
 * messages still gets a decision in writing: by e-mail where one is known, by post otherwise.
 */
export function deliveryOf(
  letter: { traceable: boolean; byPost?: boolean | undefined },
  contact: Contact | null,
  protection: ProtectedContact,
): Delivery {
  const onPaper = letter.traceable || letter.byPost === true;
  if (protection !== null) return protectedDelivery(onPaper, protection.newContact);
  if (contact === null) return { by: 'hand', because: 'noAddress' };
  const { email, address, preferred } = contact;
  if (!onPaper && email !== null && preferred !== 'letter') return { by: 'email', to: email };
  if (address.length > 0) return { by: 'post', address };
  if (!onPaper && email !== null) return { by: 'email', to: email };
  return { by: 'hand', because: 'noAddress' };
}

function protectedDelivery(onPaper: boolean, contact: NonNullable<ProtectedContact>['newContact']): Delivery {
  if (contact?.email && !onPaper) return { by: 'email', to: contact.email };
  if (contact && contact.address.length > 0) return { by: 'post', address: contact.address };
  return { by: 'hand', because: 'protected' };
}

/** Where a letter stands; all but `sent` are worked out when asked, since contacts and protections change. */
export const letterStates = ['toPrint', 'toHand', 'toEmail', 'queued', 'failed', 'sent'] as const;
export type LetterState = (typeof letterStates)[number];

/** What the letter waits for: its message where it has one, else its way out. */
export function letterStateOf(
  letter: { sent: boolean },
  delivery: Delivery,
  message: 'waiting' | 'sent' | 'failed' | null,
): LetterState {
  if (letter.sent) return 'sent';
  if (message === 'waiting') return 'queued';
  if (message === 'failed') return 'failed';
  return delivery.by === 'post' ? 'toPrint' : delivery.by === 'hand' ? 'toHand' : 'toEmail';
}

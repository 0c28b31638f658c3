/** How a household is reached by a notice or a code. Under protection: the new contact, or nobody. */

/** The contact of a file. */
export type HouseholdContact = {
  email: string | null;
  telephone: string | null;
  /** Lines of the postal address; empty where none is known. */
  address: readonly string[];
  preferred: 'email' | 'sms' | 'letter';
};

/** What the file says of reaching it: its contact, and its protection where there is one. */
export type Reach = {
  contact: HouseholdContact | null;
  /** Null: not under protection. `newContact` null: nobody may write at all. */
  protection: { newContact: Omit<HouseholdContact, 'preferred'> | null } | null;
};

export type MessageWay = { by: 'email' | 'sms'; to: string };
export type NoticeWay =
  | MessageWay
  | { by: 'post'; address: readonly string[] }
  /** No way that is safe, or none known: an officer hands it over. */
  | { by: 'hand'; because: 'protected' | 'noAddress' };

/** The way of a notice now: the one preferred where it is known, else the first of e-mail, short message and post. */
export function noticeWay(reach: Reach): NoticeWay {
  const contact = contactInForce(reach);
  if (contact === null) return { by: 'hand', because: reach.protection ? 'protected' : 'noAddress' };
  const { address, preferred } = contact;
  const post = address.length > 0 ? ({ by: 'post', address } as const) : null;
  if (preferred === 'letter' && post) return post;
  return messageWay(reach) ?? post ?? { by: 'hand', because: reach.protection ? 'protected' : 'noAddress' };
}

/** The way of a code, which somebody waits for: never by post. Null where the file has neither e-mail nor mobile. */
export function messageWay(reach: Reach): MessageWay | null {
  const contact = contactInForce(reach);
  if (contact === null) return null;
  const { email, telephone, preferred } = contact;
  const mail = email === null ? null : ({ by: 'email', to: email } as const);
  const sms = telephone !== null && isMobile(telephone) ? ({ by: 'sms', to: telephone } as const) : null;
  return preferred === 'sms' ? (sms ?? mail) : (mail ?? sms);
}

/** Where a letter that only the household may read goes; null where no address is known or safe. */
export function postalAddress(reach: Reach): readonly string[] | null {
  const address = contactInForce(reach)?.address ?? [];
  return address.length === 0 ? null : address;
}

/** The contact that may be used: under protection the new one alone, by the way that leaves least on a shared device. */
function contactInForce({ contact, protection }: Reach): HouseholdContact | null {
  if (protection === null) return contact;
  return protection.newContact && { ...protection.newContact, preferred: 'email' };
}

/** Whether a French number receives short messages: mobiles begin with 06 or 07. */
export function isMobile(telephone: string): boolean {
  return /^(?:0|\+33|0033)[67]\d{8}$/.test(telephone.replaceAll(/[\s.\-()]/g, ''));
}

/** One spelling for one telephone: "06 39 98 01 02" and "+33639980102" are the same line. */
export function normalTelephone(telephone: string): string {
  return telephone.replaceAll(/[\s.\-()]/g, '').replace(/^(?:\+33|0033)/, '0');
}

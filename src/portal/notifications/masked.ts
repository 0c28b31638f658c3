/** A contact as a page may show it: enough to recognise one's own, too little to learn somebody's. */

/** "m…e@exemple.example". */
export function maskedEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…${name.length > 2 ? name.slice(-1) : ''}@${domain}`;
}

/** "06 … 02". */
export function maskedTelephone(telephone: string): string {
  const digits = telephone.replaceAll(/\s/g, '');
  return `${digits.slice(0, 2)} … ${digits.slice(-2)}`;
}

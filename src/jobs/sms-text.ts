/** A text as one short message: the letters that every telephone has (GSM 03.38), 160 at most. */

export const longestSms = 160;

// The basic alphabet. French is there for "é è à ù" and lacks "ê ç î œ" and the curved apostrophe.
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
// Two places each.
const extended = new Set('€[]{}|~^\\');
const spelled: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * The text in those letters, other accents dropped. One that is too long ends with "..." at a word; an address that
 * closes it is kept whole, since it says the rest.
 */
export function smsText(text: string): string {
  const plain = inAlphabet(text.normalize('NFC')).replaceAll(/ {2,}/g, ' ').trim();
  if (places(plain) <= longestSms) return plain;
  const address = /\shttps?:\S+$/.exec(plain)?.[0] ?? '';
  const room = longestSms - places(address) - '...'.length;
  if (room <= 0) return cutAt(plain, longestSms);
  return `${cutAt(plain.slice(0, plain.length - address.length), room)}...${address}`;
}

/** How much of a message the text takes. */
export function places(text: string): number {
  return [...text].reduce((sum, letter) => sum + (extended.has(letter) ? 2 : 1), 0);
}

function inAlphabet(text: string): string {
  return [...text]
    .map((letter) => {
      if (alphabet.has(letter) || extended.has(letter)) return letter;
      const other = spelled[letter] ?? letter.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '');
      return [...other].every((part) => alphabet.has(part)) ? other : ' ';
    })
    .join('');
}

/** At most so many places, ending at a word. */
function cutAt(text: string, room: number): string {
  let taken = '';
  let used = 0;
  for (const letter of text) {
    used += places(letter);
    if (used > room) break;
    taken += letter;
  }
  if (taken.length === text.length) return taken.trimEnd();
  const end = taken.lastIndexOf(' ');
  return (end > 0 ? taken.slice(0, end) : taken).replace(/[\s,;:.]+$/, '');
}

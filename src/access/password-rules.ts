/**
 * What a new password must be (ASVS 5.0, 6.2): long, not one of the commonest or leaked, not the account itself. Nothing about
 * capitals, figures or signs, and no date after which it must change: both make people write it down.
 */
import { commonPasswords } from './common-passwords.ts';
import { isLeaked } from './leaked-passwords.ts';

export const minimumPasswordLength = 12;

export type PasswordRefusal = 'too-short' | 'too-common' | 'leaked' | 'names-the-account';

/** Why a new password is refused; null where it may be taken. */
export async function passwordRefusal(
  password: string,
  account: { email: string; name: string },
): Promise<PasswordRefusal | null> {
  if ([...password].length < minimumPasswordLength) return 'too-short';
  const plain = plainLetters(password);
  if (commonPasswords.has(plain) || commonPasswords.has(withoutTail(plain))) return 'too-common';
  if (isRepeated(plain) || isRow(plain)) return 'too-common';
  if (await isLeaked(plain, withoutTail(plain))) return 'leaked';
  const rest = ownWords(account).reduce((text, word) => text.replaceAll(word, ''), plain);
  // What is left once their own name is taken away protects nothing.
  return rest !== plain && rest.length < 6 ? 'names-the-account' : null;
}

/** What a page says of a refusal. */
export const passwordRefusalWords: Readonly<Record<PasswordRefusal, string>> = {
  'too-short': `Choisissez au moins ${minimumPasswordLength} caractères : une phrase de quatre mots convient.`,
  'too-common':
    'Ce mot de passe est parmi les plus courants : il serait deviné. Choisissez par exemple quatre mots sans rapport.',
  leaked:
    'Ce mot de passe a déjà été volé sur d’autres sites : il est dans les listes que l’on essaie en premier. Choisissez par exemple quatre mots sans rapport.',
  'names-the-account': 'Ce mot de passe reprend votre nom ou votre adresse : choisissez autre chose.',
};

/** Small letters without accents: what guessing tools try first. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** "motdepasse2026!" is guessed as "motdepasse". */
function withoutTail(text: string): string {
  return text.replace(/[\d\W_]+$/, '');
}

/** One piece said over and over: "aaaaaaaaaaaa", "abcabcabcabc". */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/s.test(text);
}

const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
];

/** A row of the keyboard or of the alphabet, either way. */
function isRow(text: string): boolean {
  const back = [...text].reverse().join('');
  return rows.some((row) => row.includes(text) || row.includes(back));
}

function ownWords({ email, name }: { email: string; name: string }): string[] {
  const words = [...email.split('@'), ...email.split(/[@.]/), ...name.split(/[\s’'-]+/)];
  return words.map(plainLetters).filter((word) => word.length >= 4);
}

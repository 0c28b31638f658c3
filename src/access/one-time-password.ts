/** Time-based one-time codes (RFC 6238) as every authenticator application makes them, and recovery codes. */
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;
/** A code of the half-minute before or after is taken: clocks of telephones differ. */
const window = 1;
const secretBytes = 20;
const recoveryCodeCount = 10;
/** 80 bits: nothing to guess, so that a plain hash is enough. */
const recoveryCharacters = 16;
// Without the letters and figures that are read for one another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new secret, as base32. */
export function newFactorSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What the picture says to the telephone. */
export function factorUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * The half-minute that the code is of; null for a wrong code and for one of a half-minute that already served, or of
 * an earlier one: a code read over a shoulder is worth nothing.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret, '').validate({ token: code, timestamp, window });
  if (delta === null) return null;
  const step = TOTP.counter({ period: periodSeconds, timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** The six figures of an instant. */
export function codeAt(secret: string, at: Date): string {
  return totp(secret, '').generate({ timestamp: at.getTime() });
}

/** Ten new recovery codes, "abcd-efgh-jkmn-pqrs". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const text = Array.from({ length: recoveryCharacters }, randomCharacter).join('');
    return text.match(/.{4}/g)?.join('-') ?? text;
  });
}

/** How a recovery code is kept. */
export function recoveryHash(code: string): string {
  return createHash('sha256')
    .update(`recovery ${code.toLowerCase().replaceAll(/[\s-]/g, '')}`)
    .digest('hex');
}

/** What was typed or pasted, without spaces. */
export function factorTyped(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'parcours',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
  });
}

/** Each character equally likely: bytes beyond a multiple of the alphabet are thrown away. */
function randomCharacter(): string {
  for (;;) {
    const [byte = 255] = randomBytes(1);
    if (byte < 256 - (256 % alphabet.length)) return alphabet.charAt(byte % alphabet.length);
  }
}

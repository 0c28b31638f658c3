import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeAt,
  newFactorSecret,
  newRecoveryCodes,
  recoveryHash,
  stepOfCode,
} from '../../src/access/one-time-password.ts';
import { passwordRefusal } from '../../src/access/password-rules.ts';

const account = { email: 'camille.weber@bailleur.example', name: 'Camille Weber' };

describe('a new password', () => {
  it.each([
    ['onze lettres'.slice(0, 11), 'too-short'],
    ['MotDePasse2026', 'too-common'],
    ['m\u00f4td\u00e9passe!!!!', 'too-common'],
    ['password123456', 'too-common'],
    ['correcthorsebatterystaple', 'too-common'],
    ['abcabcabcabcabc', 'too-common'],
    ['987654321098', 'too-common'],
    ['azertyuiopqs', 'too-common'],
    ['chickenwing101', 'leaked'],
    ['SonyEricsson', 'leaked'],
    ['Butterfly2013!', 'leaked'],
    ['Ghjcnjgfhjkm', 'leaked'],
    ['camilleweber', 'names-the-account'],
    ['Weber-Camille-57', 'names-the-account'],
  ] as const)('%s is refused: %s', async (password, refusal) => {
    expect(await passwordRefusal(password, account)).toBe(refusal);
  });

  it.each([
    'chaussette nuage rivière',
    'kX9#mQ2$vL7p',
    '数字と言葉で十二文字以上です',
    'webersonate en do mineur',
  ])('%s is taken', async (password) => {
    expect(await passwordRefusal(password, account)).toBeNull();
  });

  it('is never judged by its signs, figures or capitals', async () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      minLength: 24,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        letters,
        async (text) =>
          (await passwordRefusal(text, account)) === (await passwordRefusal(text.toUpperCase(), account)),
      ),
    );
  });
});

describe('a one-time code', () => {
  // That of RFC 6238, appendix B.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

  it('is that of the standard, and a new secret has 160 bits', () => {
    expect(codeAt(secret, new Date(59_000))).toBe('287082');
    expect(newFactorSecret()).toMatch(/^[A-Z2-7]{32}$/);
  });

  it('is taken within its half-minute and those beside it, and no further', () => {
    const code = codeAt(secret, at(0));
    const taken = [-61, -30, 0, 30, 61].map(
      (seconds) => stepOfCode(secret, code, at(seconds), null) !== null,
    );
    expect(taken).toEqual([false, true, true, true, false]);
  });

  it('never serves at or before the half-minute that served last', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -3, max: 3 }), (shift, served) => {
        const now = at(0);
        const present = Math.floor(now.getTime() / 30_000);
        const step = stepOfCode(secret, codeAt(secret, at(30 * shift)), now, present + served);
        // Two half-minutes of one secret may by chance have the same code: then the nearest counts.
        return step === null ? true : step > present + served;
      }),
    );
  });

  it('is no letters, no seven figures, no code of another secret', () => {
    for (const typed of [
      'abcdef',
      '',
      '1234567',
      '12345',
      codeAt('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', at(0)),
    ]) {
      expect(stepOfCode(secret, typed, at(0), null)).toBeNull();
    }
  });

  it('has recovery codes that are read the same with spaces, hyphens and capitals', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
      expect(recoveryHash(code.toUpperCase().replaceAll('-', ' '))).toBe(recoveryHash(code));
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedNumbers } from '../../../src/committee/register/pasted-numbers.ts';

const one = '057112600000000001';
const two = '2A0112600000000002';

/** Numbers as the register gives them: eighteen characters, digits but for the département. */
const number = fc
  .tuple(
    fc.constantFrom('057', '054', '2A0', '97A'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 15, maxLength: 15 }),
  )
  .map((parts) => parts.join(''));
const separator = fc.constantFrom('\n', '\r\n', '\t', ';', ',', ' | ', '\n\n', ';\t', '   ');
const dress = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `"${text}"`,
  (text) => `'${text}`,
  (text) => `="${text}"`,
  (text) => ` ${text}\u00a0`,
  (text) => text.toLowerCase(),
);
const noise = fc.constantFrom('Numéro unique', 'DUPONT', 'Metz', '21/11/2026', '06 01 02 03 04', 'T3', '');

describe('a pasted column of unique numbers', () => {
  it('is understood whatever stands between, around and above the numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, dress, separator, noise), { minLength: 1, maxLength: 30 }),
        (cells) => {
          const text = cells
            .map(([value, dressed, between, around]) => `${around}\t${dressed(value)}${between}`)
            .join('');
          const expected = [...new Set(cells.map(([value]) => value))];
          expect(readPastedNumbers(`N° unique;Nom\n${text}`).numbers).toEqual(expected);
        },
      ),
    );
  });

  it('finds nothing in words, dates, telephone numbers and amounts', () => {
    const text = 'Réunion du 21/11/2026 à 09:30, tél. 06 01 02 03 04, loyer 412,50 €\nNUMEROUNIQUEDEMANDES';
    expect(readPastedNumbers(text)).toEqual({ numbers: [], malformed: [] });
  });

  it('reads a number written in groups', () => {
    expect(readPastedNumbers('057 11 26 000000 00001').numbers).toEqual([one]);
    expect(readPastedNumbers('057-11-26-000000-00001').numbers).toEqual([one]);
  });

  it('reads two numbers on a line, and each once', () => {
    expect(readPastedNumbers(`${one} ${two}\n${one}`).numbers).toEqual([one, two]);
  });

  it('says that a spreadsheet has rounded a number, rather than guess it', () => {
    expect(readPastedNumbers('5,71126E+16').malformed).toEqual([{ text: '5,71126E+16', because: 'rounded' }]);
    expect(readPastedNumbers('57112600000000001').malformed).toEqual([
      { text: '57112600000000001', because: 'tooShort' },
    ]);
    expect(readPastedNumbers('0571126000000000012').malformed[0]?.because).toBe('tooLong');
  });

  it('reads any text without fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const found of readPastedNumbers(text).numbers) expect(found).toMatch(/^[0-9A-Z]{18}$/);
      }),
    );
  });
});

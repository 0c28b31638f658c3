/** Numbers as French offices write them: "." or "," as decimal mark, spaces between thousands, nothing ambiguous. */

export type NumberFault = { reason: string; expected: string };
export type ParsedNumber = { ok: true; text: string } | { ok: false; fault: NumberFault };

const grouped = /^-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;
const plain = /^-?\d+(?:[.,]\d+)?$/;
const thousandsMarks = /^-?\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d+)?$/;

/** The number in plain decimal writing ("1234.5"), or why it is not one. */
export function parseDecimal(raw: string): ParsedNumber {
  const text = raw.trim();
  if (plain.test(text) || grouped.test(text)) {
    return { ok: true, text: text.replace(/[ \u00a0\u202f]/g, '').replace(',', '.') };
  }
  if (thousandsMarks.test(text)) {
    return fault('séparateur de milliers ambigu', 'nombre sans séparateur de milliers, comme 1234,50');
  }
  if (/^-?[\d.,]+e[+-]?\d+$/i.test(text)) {
    return fault('écriture scientifique', 'nombre écrit en entier, comme 1234,50');
  }
  return fault('ce n’est pas un nombre', 'nombre, comme 1234,50');
}

/** Cents of a non-negative amount in euros with at most two decimals, not above `maxEuros`. */
export function parseCents(
  raw: string,
  maxEuros: number,
): { ok: true; cents: number } | { ok: false; fault: NumberFault } {
  const number = parseDecimal(raw.replace(/[ \u00a0\u202f]*€$/u, ''));
  if (!number.ok) return number;
  if (number.text.startsWith('-')) return fault('montant négatif', 'montant positif ou nul');
  const [whole = '0', decimals = ''] = number.text.split('.');
  if (/[^0]/.test(decimals.slice(2))) {
    return fault(
      'plus de deux décimales (un séparateur de milliers ?)',
      'montant en euros avec au plus deux décimales',
    );
  }
  if (decimals.length === 3 && whole.length <= 3) {
    return fault('point ou virgule de milliers possible', 'montant en euros avec au plus deux décimales');
  }
  const cents = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  if (cents > maxEuros * 100) return fault('montant hors de portée', `au plus ${maxEuros} €`);
  return { ok: true, cents };
}

function fault(reason: string, expected: string): { ok: false; fault: NumberFault } {
  return { ok: false, fault: { reason, expected } };
}

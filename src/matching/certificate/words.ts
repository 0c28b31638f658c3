/** The few French turns that every sentence of the checker uses, with their no-break spaces. */

const space = '\u00a0';

function quote(id: string): string {
  return `«${space}${id}${space}»`;
}

export const frenchWords = {
  colon: `${space}: `,
  quote,
  /** "logement « h1 », rang 2, candidat « a1 »". */
  entry: (home: string, rank: number | undefined, applicant: string): string =>
    `logement ${quote(home)}${rank === undefined ? '' : `, rang ${rank}`}, candidat ${quote(applicant)}`,
  /** "publié 12, recalculé 13". */
  differs: (published: number, recomputed: number): string => `publié ${published}, recalculé ${recomputed}`,
};

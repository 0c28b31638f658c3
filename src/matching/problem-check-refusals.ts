/** How refusals of a problem are collected and worded. */

/** Collects refusals: the path of the part, and a French sentence. */
export type RefusalList = { add: (path: string, message: string) => void };

/** Names a pair within a sentence: "logement « h1 », candidat « a1 »". */
export function coupleText(home: string, applicant: string): string {
  return `logement «\u00a0${home}\u00a0», candidat «\u00a0${applicant}\u00a0»`;
}

/** "Logement « h9 » inconnu." */
export function unknownId(noun: string, id: string): string {
  return `${noun} «\u00a0${id}\u00a0» inconnu.`;
}

/** Priority categories in words. Sensitive grounds have one wording only (D-04): never their letter, never their cause. */
import { type Label, type PriorityLetter, priorityLetters, sensitiveLetters } from '../domain/application.ts';

const sensitiveWords = 'situation prioritaire (L441-1)';

type OpenLetter = Exclude<PriorityLetter, 'a' | 'b' | 'g' | 'gbis' | 'h' | 'i'>;

const openWords: Record<OpenLetter, string> = {
  c: 'mal-logement ou difficultés particulières (L441-1 c)',
  d: 'hébergement ou logement temporaire (L441-1 d)',
  e: 'reprise d’activité après un chômage de longue durée (L441-1 e)',
  f: 'exposition à l’habitat indigne (L441-1 f)',
  j: 'enfant mineur en logement suroccupé ou non décent (L441-1 j)',
  k: 'absence de logement (L441-1 k)',
  l: 'menace d’expulsion sans relogement (L441-1 l)',
  m: 'sortie de l’aide sociale à l’enfance (L441-1 m)',
};

/** "absence de logement (L441-1 k)"; "situation prioritaire (L441-1)" for every sensitive letter. */
export function letterInWords(letter: PriorityLetter): string {
  return isOpen(letter) ? openWords[letter] : sensitiveWords;
}

/** The same for a label, which may also be a recognised DALO. */
export function labelInWords(category: Label['category']): string {
  return category === 'dalo' ? 'droit au logement opposable (DALO)' : letterInWords(category);
}

/** From a fact that may hold a letter or already hide it. */
export function letterOfFact(value: unknown): string {
  const letter = priorityLetters.find((known) => known === value);
  return letter === undefined ? sensitiveWords : letterInWords(letter);
}

function isOpen(letter: PriorityLetter): letter is OpenLetter {
  return !sensitiveLetters.has(letter);
}

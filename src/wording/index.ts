/** The door of the room: French words for reasons of law, gaps, verdicts and labels. */
export { awaitedInWords, missingInWords } from './gaps-in-words.ts';
export { labelInWords, letterInWords, sensitiveWords } from './priority-words.ts';
export { outcomeInWords, reasonInWords, verdictInWords } from './reason-sentence.ts';

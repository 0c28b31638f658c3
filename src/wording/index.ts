/** The door of the room: French words for reasons and for what would change them. */
export { changeInWords } from './change-in-words.ts';
export { reasonInWords } from './reason-sentence.ts';

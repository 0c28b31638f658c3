/** The one-time code that opens a file: eight digits, typed in two groups, good once and for a while. */

/** Tries of one code; the sixth is refused even where it is right. */
export const triesPerCode = 5;
/** A code that somebody waits for. */
export const codeMinutes = 10;
/** A code that comes by post: the days of the post, and some to open the letter. */
export const letterCodeDays = 15;
/** Another letter is not written before, even where the tries of the last one are spent. */
export const daysBetweenLetters = 3;

/** "1234 5678". */
export function codeInGroups(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What was typed or pasted, without spaces and dashes. */
export function codeTyped(text: string): string {
  return text.replaceAll(/[\s.-]/g, '');
}

/** A unique number or a lease reference as it is kept: people copy them with spaces and small letters. */
export function keyTyped(text: string): string {
  return text.replaceAll(/\s/g, '').toLocaleUpperCase('fr');
}

/** The message of a code: nothing in it says whose file it is. */
export function codeMessage(
  landlordName: string,
  code: string,
  by: 'email' | 'sms',
): { subject: string; text: string } {
  const spelled = codeInGroups(code);
  if (by === 'sms') {
    return {
      subject: '',
      text: `Votre code logement : ${spelled}. Il sert une fois, pendant ${codeMinutes} minutes. Ne le donnez à personne.`,
    };
  }
  return {
    subject: 'Votre code pour ouvrir votre dossier',
    text: [
      `${landlordName} : votre code est ${spelled}.`,
      `Il sert une seule fois, pendant ${codeMinutes} minutes, sur la page où vous l’avez demandé.`,
      'Ne le donnez à personne. Aucun agent ne vous le demandera.',
      'Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’ouvre votre dossier.',
    ].join('\n'),
  };
}

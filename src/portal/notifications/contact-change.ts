/** Messages about a change of contact: the code to the new one, the warning to the old one. */
import { codeInGroups, codeMinutes } from '../access/one-time-code.ts';

type Message = { subject: string; text: string };

/** To the new address or telephone: nothing in it says whose file it is. */
export function contactCodeMessage(code: string, by: 'email' | 'sms'): Message {
  const text = `Votre code pour confirmer votre nouveau contact : ${codeInGroups(code)}. Il sert une fois, pendant ${codeMinutes} minutes. Ne le donnez à personne.`;
  return by === 'sms' ? { subject: '', text } : { subject: 'Confirmer votre nouvelle adresse', text };
}

const warnings = {
  asked:
    'Un nouveau contact a été indiqué pour votre demande de logement. Si ce n’est pas vous, prévenez-nous tout de suite.',
  changed:
    'Le contact de votre demande de logement a été changé. Si ce n’est pas vous, prévenez-nous tout de suite.',
} as const;

/** To the contact that is left. */
export function contactWarning(what: keyof typeof warnings, by: 'email' | 'sms'): Message {
  const text = warnings[what];
  return by === 'sms' ? { subject: '', text } : { subject: 'Changement de contact', text };
}

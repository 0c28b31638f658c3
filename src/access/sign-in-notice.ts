/** A sign-in as the journal keeps it, and what its person is told of one on a device that was never seen. */
import { civilDateInParis, hourInParis } from '../kernel/civil-date.ts';
import { frenchLongDate } from '../kernel/french.ts';
import { isStaff, type Role } from './permissions.ts';

/** The kind of the act of a sign-in; its content has a duration of its own. */
export const signInKind = 'account.signedIn';

/** What was given first: a password, a one-time link, or the word of an identity provider. */
export type FirstProof = 'password' | 'link' | 'provider';

export type SignIn = {
  first: FirstProof;
  /** What stood beside it: a one-time code, or the provider's own second factor. */
  factor: 'code' | 'provider' | null;
  /** The browser in words; null: a program, which leaves no mark and is told of once a day. */
  browser: string | null;
  /** Nobody signed in to the account there before, or the password changed since. */
  isNewDevice: boolean;
};

export const programNoticeHours = 24;

/** Neither an address, nor a link, nor anything that opens: it may be read by others, and imitated. */
export function newDeviceNotice(
  account: { name: string; role: Role; landlordName: string; passwordHash: string | null },
  { browser }: Pick<SignIn, 'browser'>,
  at: Date,
): { subject: string; text: string } {
  const device = browser === null ? 'un programme ou un navigateur qui ne se nomme pas' : browser;
  const secret =
    account.passwordHash === null
      ? 'prévenez le service qui gère votre fournisseur d’identité'
      : 'changez votre mot de passe';
  const whom = isStaff(account.role) ? 'Prévenez aussi votre administrateur.' : 'Prévenez aussi le bailleur.';
  return {
    subject: 'Connexion à votre compte depuis un nouvel appareil',
    text: [
      'Bonjour,',
      `Votre compte parcours (${account.landlordName}) a été ouvert le ${momentInWords(at)} sur un appareil où vous ne vous étiez pas encore connecté : ${device}.`,
      'C’était vous ? Vous n’avez rien à faire.',
      `Ce n’était pas vous ? Ouvrez parcours comme d’habitude, puis la page « Ma sécurité » : terminez les connexions que vous ne reconnaissez pas, et ${secret}. ${whom}`,
      'Ce message ne contient aucun lien, et parcours ne demande jamais un mot de passe ni un code par courriel.',
    ].join('\n\n'),
  };
}

function momentInWords(at: Date): string {
  const hour = hourInParis(at);
  return `${frenchLongDate(civilDateInParis(at))} à ${hour}`;
}

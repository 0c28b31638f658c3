/** What transfer pages say of refusals, articles and places, in one way. */
import { decisionRefusalInWords } from '../../../committee/decision-refusal.ts';
import { geography } from '../../../domain/territory.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ruleCard } from '../../../law/cards/index.ts';
import type { TransferGround } from '../../../portal/policy.ts';
import type { FindingRefusal } from '../../../portal/transfers/finding-port.ts';
import type { MeetingRefusal } from '../../../portal/transfers/meeting.ts';
import type { AheadClass } from '../../../portal/transfers/order.ts';
import { protectedAddress, type TransferRefusal } from '../../../portal/transfers/transfer-port.ts';
import { groundRules, stateNames, stepNames } from '../../../portal/transfers/words.ts';

type Refusal = TransferRefusal | FindingRefusal | MeetingRefusal;

/** Why nothing was recorded, and what to do. */
export function transferRefusalInWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'notNow':
      return `« ${stepNames[refusal.step]} » n’est pas possible maintenant : la demande est « ${stateNames[refusal.state].toLowerCase()} ». Rechargez la page.`;
    case 'bodyFirst':
      return 'Cette demande passe d’abord en instance interne. Seules la voie rapide et les relogements imposés par la loi s’en passent.';
    case 'notRegistered':
      return 'Le ménage n’a pas de numéro unique : aucun logement ne peut lui être proposé (C-05). Reliez d’abord sa demande.';
    case 'partOnly':
      return 'Une partie du foyer seulement doit partir, et la demande reliée est celle du foyer entier : le logement serait mesuré pour tous, et compté comme une mutation. Ceux qui partent ont leur propre demande et leur propre numéro (M-08c). Proposez-leur par cette demande-là.';
    case 'tiedAlready':
      return 'Cette demande porte déjà le numéro de ceux qui partent, ou elle est terminée : rien à relier.';
    case 'partOtherSize':
      return `La demande de ce numéro compte ${frenchCount(refusal.counted, 'personne')}, et ${frenchCount(refusal.leaving, 'personne part', 'personnes partent')} : ce n’est pas la leur (M-08c). Vérifiez le numéro, ou faites corriger la demande.`;
    case 'reasonMissing':
      return 'Un avis défavorable donne sa raison, liée à une règle.';
    case 'illegalCriterion':
      return 'Le texte parle de dette, de comportement, de fidélité ou de voisinage : ce ne sont pas des critères (M-08d). Retirez-le.';
    case 'textForbidden':
      return decisionRefusalInWords(refusal);
    case 'noSuchRequest':
    case 'noSuchFinding':
    case 'noSuchMeeting':
      return 'Cette page n’existe plus. Revenez à la liste.';
    case 'noSuchFile':
      return 'Aucune demande enregistrée ne porte ce numéro. Vérifiez-le au registre national.';
    case 'noLease':
      return 'Nous ne trouvons pas de bail en cours à votre nom chez nous. Appelez-nous : une personne vérifiera.';
    case 'noSuchHome':
      return 'Ce logement n’est plus à louer. Choisissez-en un autre.';
    case 'wordsNeeded':
      return 'Dites en quelques mots pourquoi vous voulez changer de logement.';
    case 'alreadyOpen':
      return 'Une demande est déjà en cours : une seule à la fois. Elle est ci-dessous.';
    case 'changedMeanwhile':
      return 'at' in refusal
        ? `${refusal.by} a changé cette demande entre-temps, le ${frenchShortDate(civilDateInParis(refusal.at))}. Relisez-la avant de recommencer.`
        : `${refusal.by} s’en est occupé entre-temps. Relisez la page avant de recommencer.`;
    case 'outOfScope':
      return 'Une des demandes n’est pas dans votre périmètre.';
    case 'alreadyClosed':
      return 'Cette instance est close : son compte rendu ne change plus.';
    case 'notOnAgenda':
      return 'Cette demande n’est pas à l’ordre du jour.';
    case 'wrongDay':
      return 'Vérifiez le jour : une instance se prévoit aujourd’hui ou plus tard, et se clôt à partir de son jour.';
    case 'notReceived':
      return 'Une des demandes a déjà été examinée. Rechargez la page.';
    case 'undecided':
      return `Il manque un avis sur ${frenchCount(refusal.left, 'demande')}.`;
  }
}

/** "CCH L442-3-1" of the rule that founds a ground. */
export function articleOfGround(ground: TransferGround): string {
  const rule = groundRules[ground];
  return rule === 'M-09' ? 'choix publié du bailleur' : (ruleCard(rule)?.article ?? '');
}

export function communeOf(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}

/** "5 rue des Lilas, Metz"; an address that ends with its commune says it once. */
export function placeInWords({ address, insee }: { address: string; insee: string }): string {
  const commune = communeOf(insee);
  if (address === protectedAddress) return protectedAddress;
  return address.toLocaleLowerCase('fr-FR').endsWith(commune.toLocaleLowerCase('fr-FR'))
    ? address
    : `${address}, ${commune}`;
}

/** "Metz", or that the address is protected. */
export function townInWords({ address, insee }: { address: string; insee: string }): string {
  return address === protectedAddress ? protectedAddress : communeOf(insee);
}

/** A household reads nothing exact about others. */
export const aheadWords: Readonly<Record<AheadClass, string>> = {
  none: 'Aucune demande de même priorité n’est avant la vôtre.',
  few: 'Moins de 5 demandes de même priorité sont avant la vôtre.',
  some: 'Entre 5 et 19 demandes de même priorité sont avant la vôtre.',
  many: '20 demandes de même priorité, ou plus, sont avant la vôtre.',
};

/** What a household reads of a home that it may ask for: plain French, to "vous", never "gagnez moins". */
import { frenchCount, frenchEuros, frenchLongDate, frenchPercent } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import type { Reason } from '../../law/rule.ts';
import type { WhyNotChange } from '../../matching/run-result.ts';
import { factValue } from '../../wording/facts-in-words.ts';
import { reasonInWords } from '../../wording/index.ts';
import type { AdvertChoice, MayApply, MonthlyCost, PersonalChoice } from './advert-choice.ts';
import type { WishRefusal } from './interest-port.ts';
import { orderWords, otherOrderWords, ownPointsWords } from './order-words.ts';

/** The answer to "Pouvez-vous candidater ?" in a sentence. */
export const mayApplyWords: Readonly<Record<MayApply, string>> = {
  yes: 'Vous pouvez candidater.',
  missing: 'Vous pouvez candidater, mais il manque une information. Complétez-la ensuite.',
  notHere:
    'La loi le permet, mais ce logement n’est pas proposé aujourd’hui à une demande comme la vôtre. Vous pouvez candidater : cela comptera seulement si cette situation change.',
  no: 'Vous ne pouvez pas avoir ce logement avec les informations que nous connaissons. Voici pourquoi.',
};

/** Reasons to "vous"; those of the home or of the landlord keep the words that officers read. */
const toHousehold: Readonly<Record<string, (reason: Reason) => string>> = {
  'application-expired': () =>
    'Votre demande de logement n’est plus à jour : elle doit être renouvelée chaque année.',
  'application-removed': () => 'Votre demande de logement n’est plus active.',
  'application-not-filed-yet': () => 'Votre demande de logement n’est pas encore enregistrée.',
  'unique-number-missing': () => 'Votre demande n’a pas encore de numéro unique.',
  'within-ceiling': () => 'Vos revenus ne dépassent pas le plafond de ce logement.',
  'over-ceiling': (reason) =>
    `Le revenu fiscal que nous connaissons (${amount(reason, 'income')}) dépasse le plafond de ce logement (${amount(reason, 'ceiling')}).`,
  'tax-income-unknown': () => 'Nous n’avons pas votre avis d’imposition de l’avant-dernière année.',
  'disability-unknown': () =>
    'Une information sur votre foyer manque. Elle peut changer le plafond qui compte pour vous.',
  'resources-unknown': () => 'Nous n’avons pas vos ressources du mois.',
  'first-quartile': () =>
    'Pour ce logement, le maire propose des ménages dont les ressources sont plus hautes que les vôtres. C’est la loi dans ce quartier.',
  'neither-designated-nor-labelled': (reason) =>
    `Ce logement est réservé par ${textOf(reason, 'holder', 'un organisme')}. C’est lui qui propose les candidats. S’il ne propose personne à temps, le logement revient au bailleur.`,
  'other-kind-drawn-on': (reason) =>
    textOf(reason, 'pool', 'general') === 'transfer'
      ? 'Ce logement va aux personnes qui sont déjà locataires d’un logement social.'
      : 'Ce logement va aux personnes qui n’ont pas encore de logement social.',
  'outside-size-scale': (reason) =>
    `Selon la règle publiée du bailleur, un ${textOf(reason, 'typology', 'logement de cette taille')} ne correspond pas au nombre de personnes de votre foyer. Un agent peut ouvrir ce logement à d’autres tailles.`,
  'accessibility-not-offered': () =>
    'Votre demande dit qu’il vous faut un logement accessible. Celui-ci ne l’est pas.',
};

/** A reason as the household reads it. */
export function reasonForHousehold(reason: Reason): string {
  return toHousehold[reason.code]?.(reason) ?? reasonInWords(reason);
}

function amount({ facts }: Reason, field: string): string {
  const value = factValue({ facts }, field);
  return typeof value === 'number' ? frenchEuros(Math.round(value * 100)) : 'inconnu';
}

function textOf({ facts }: Reason, field: string, otherwise: string): string {
  const value = factValue({ facts }, field);
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** A step that the household can take, and the page where it takes it; null where it is somebody else's. */
export type Step = { words: string; link: { href: string; label: string } | null };

const correct = { href: '/demandeur/corriger', label: 'Corriger ma demande' };
const send = { href: '/demandeur/documents', label: 'Envoyer un document' };

/** What would change the answer: to correct, renew or send something. Never to earn less. */
export function stepFor({ code }: Pick<WhyNotChange, 'code'>): Step {
  switch (code) {
    case 'renew-application':
      return {
        words: 'Renouvelez votre demande. Vous gardez votre date de dépôt si vous le faites à temps.',
        link: { href: '/demandeur/renouveler', label: 'Renouveler ma demande' },
      };
    case 'extend-wishes':
      return { words: 'Ajoutez cette commune ou cette taille à votre demande.', link: correct };
    case 'give-tax-income':
      return { words: 'Envoyez votre avis d’imposition de l’avant-dernière année.', link: send };
    case 'give-later-income':
      return {
        words:
          'Si vos revenus ont baissé d’au moins 10 % depuis, envoyez un avis ou des justificatifs plus récents : ils peuvent compter à la place.',
        link: send,
      };
    case 'prove-disability':
      return { words: 'Envoyez le justificatif qui manque sur votre foyer.', link: send };
    case 'give-resources':
      return { words: 'Indiquez vos ressources du mois.', link: correct };
    case 'verify-grid-facts':
      return {
        words:
          'Des informations de votre demande n’ont pas pu être comptées. Complétées, elles peuvent vous donner des points.',
        link: { href: '/demandeur/points', label: 'Voir mes points' },
      };
    case 'open-size-scale':
      return {
        words: 'Un agent du bailleur peut ouvrir ce logement à d’autres tailles de foyer. Demandez-lui.',
        link: null,
      };
    case 'be-designated':
      return { words: 'L’organisme qui réserve ce logement peut vous proposer. Demandez-lui.', link: null };
    case 'give-energy-class':
      return {
        words: 'Le bailleur doit indiquer la classe énergie du logement. Vous n’avez rien à faire.',
        link: null,
      };
    default:
      return unreachable(code);
  }
}

/** "Resterait à payer : 254 € par mois", or what is missing to say it. */
export function leftToPayWords({ cost }: MonthlyCost): string {
  return cost?.netCostCents == null
    ? 'Nous ne pouvons pas encore calculer ce qu’il vous resterait à payer : vos ressources ou votre avis d’imposition manquent.'
    : `Il vous resterait ${frenchEuros(cost.netCostCents)} à payer par mois, aide déduite.`;
}

/** The effort in words, as a part of a hundred euros. */
export function effortWords({ cost }: MonthlyCost): string | null {
  if (cost?.effortRate == null) return null;
  const share = Math.round(cost.effortRate * 100);
  return `Sur 100 € de ressources, ${share} € iraient au logement (taux d’effort : ${frenchPercent(cost.effortRate, 0)}). Ce taux ne change jamais l’ordre des candidats.`;
}

/** My place among those who asked, as of today and never who the others are; `why`: how that order is made, folded. */
export function positionWords({
  interested,
  eligibleOthers,
  mostQuotaPoints,
  minimumInterested,
  personal,
}: AdvertChoice): { told: readonly string[]; why: readonly string[] } {
  const asked =
    interested === 0
      ? 'Personne n’a encore candidaté.'
      : `${frenchCount(interested, 'ménage a', 'ménages ont')} déjà candidaté${personal?.wish?.state === 'live' ? ', vous compris' : ''}.`;
  if (personal === null) return { told: [asked], why: [] };
  if (personal.rank === null) {
    const noPlace = 'Vous n’avez pas de place parmi eux tant que la réponse ci-dessus n’est pas oui.';
    return { told: [asked, noPlace], why: [] };
  }
  const total = eligibleOthers + 1;
  const place =
    personal.wish?.state === 'live'
      ? `Aujourd’hui, vous êtes à la place ${personal.rank} sur ${total}.`
      : `Si vous candidatez, vous seriez aujourd’hui à la place ${personal.rank} sur ${total}.`;
  return {
    told: [
      asked,
      place,
      ownPointsWords(personal),
      'Cette place va changer : d’autres peuvent candidater ou se retirer.',
    ],
    why: [
      orderWords(mostQuotaPoints),
      `${otherOrderWords(mostQuotaPoints)} Avec moins de ${minimumInterested} candidats, le bailleur examine aussi les autres demandes qui correspondent. Ensuite la commission décide librement.`,
    ],
  };
}

/** Why a wish was not written or not changed, and what to do. */
export function wishRefusalWords(refusal: WishRefusal): string {
  switch (refusal.code) {
    case 'noSuchAdvert':
      return 'Cette annonce n’existe pas, ou votre dossier n’est pas chez ce bailleur.';
    case 'notOpen':
      return `Cette annonce ouvre le ${frenchLongDate(refusal.opensOn)}. Revenez ce jour-là : candidater le premier jour ou le dernier, c’est pareil.`;
    case 'closed':
      return `Cette annonce est close depuis le ${frenchLongDate(refusal.closedOn)} : on ne peut plus candidater ni se retirer. Une réponse datée suivra chaque candidature.`;
    case 'notInTime':
      return 'Le jour indiqué n’est pas un jour où l’annonce était ouverte.';
    case 'tooMany':
      return `Vous avez déjà ${frenchCount(refusal.limit, 'candidature en cours', 'candidatures en cours')} : c’est le nombre que le bailleur permet. Retirez-en une, puis revenez ici.`;
    case 'lawSaysNo':
      return 'La loi ne permet pas d’attribuer ce logement à votre foyer avec les informations que nous avons. Le détail est plus bas.';
    case 'noSuchWish':
      return 'Cette candidature n’est pas dans votre dossier.';
    case 'over':
      return refusal.wish.state === 'withdrawn'
        ? 'Vous avez déjà retiré cette candidature.'
        : 'Cette candidature a déjà sa réponse.';
    default:
      return unreachable(refusal);
  }
}

/** The reasons that a household must know of: those that refuse or cannot answer. */
export function openReasons({ checks }: Pick<PersonalChoice, 'checks'>): readonly Reason[] {
  return checks.flatMap(({ reasons }) => reasons.filter(({ verdict }) => verdict !== 'yes'));
}

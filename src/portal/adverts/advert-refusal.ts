/** Why a step on an advert is refused, and what to do, in French. */
import type { ForbiddenNote } from '../../committee/decision-refusal.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../kernel/french.ts';
import type { AdvertState, AdvertWords } from '../advert.ts';
import { advertStateNames } from './advert-names.ts';

export type AdvertRefusal =
  | {
      code:
        | 'unknown'
        | 'homeNotToLet'
        | 'notDecent'
        | 'notYourOwn'
        | 'whyMissing'
        | 'tooManyPictures'
        | 'alternativeMissing';
    }
  | { code: 'changedMeanwhile'; by: string }
  | { code: 'alreadyAdvertised'; by: string }
  | { code: 'notInState'; state: AdvertState }
  | { code: 'opensInPast'; today: CivilDate }
  | { code: 'opensTooLate'; latest: CivilDate }
  | { code: 'closesTooEarly'; earliest: CivilDate; days: number }
  | { code: 'closesTooLate'; latest: CivilDate }
  | { code: 'closesSooner'; on: CivilDate }
  | { code: 'closingMissing' }
  | { code: 'wordsMissing'; field: keyof AdvertWords }
  | { code: 'wordsForbidden'; field: keyof AdvertWords | 'why' | 'alternative'; because: ForbiddenNote }
  | { code: 'choosesHouseholds'; field: keyof AdvertWords | 'alternative'; words: string };

const wordFieldNames: Readonly<Record<keyof AdvertWords, string>> = {
  title: 'le titre',
  place: 'la phrase qui situe le logement',
  description: 'la description',
  access: 'les conditions d’accès',
};

const forbidden: Readonly<Record<ForbiddenNote, string>> = {
  origin: 'parle de nationalité, d’origine ou de religion',
  health: 'parle de santé',
  violence: 'parle de violences',
  privateLife: 'parle de la vie privée ou d’opinions',
  number: 'contient un numéro de téléphone, de demande, ou une adresse électronique',
  name: 'contient un nom',
};

const fieldNames = { ...wordFieldNames, why: 'le motif', alternative: 'le texte de l’image' } as const;

const simple = {
  unknown: 'Cette annonce n’existe pas, ou plus. Revenez à la liste des annonces.',
  homeNotToLet: 'Ce logement n’est plus à louer : son annonce ne peut pas paraître.',
  notDecent:
    'La classe d’énergie de ce logement ne permet plus de le proposer (loi 89-462, article 6) : son annonce ne peut pas paraître. Après les travaux, corrigez sa classe.',
  notYourOwn:
    'Vous avez écrit dans cette annonce : une autre personne doit la relire avant qu’elle paraisse. Prévenez un collègue.',
  whyMissing: 'Dites pourquoi, en dix caractères au moins.',
  tooManyPictures: 'Une annonce porte douze images au plus : retirez-en une avant d’en ajouter.',
  alternativeMissing:
    'Décrivez l’image en une phrase (dix caractères au moins) : elle est lue à ceux qui ne la voient pas.',
} as const;

export function advertRefusalInWords(refusal: AdvertRefusal): string {
  switch (refusal.code) {
    case 'changedMeanwhile':
      return `${refusal.by} a modifié cette annonce depuis que vous l’avez ouverte. Rien n’a été enregistré : relisez-la ci-dessous, puis recommencez.`;
    case 'alreadyAdvertised':
      return `Ce logement a déjà une annonce, écrite par ${refusal.by}. Ouvrez-la plutôt que d’en écrire une deuxième.`;
    case 'notInState':
      return `Ce geste n’est pas possible : l’annonce est maintenant « ${advertStateNames[refusal.state].toLowerCase()} ».`;
    case 'opensInPast':
      return `L’ouverture ne peut pas être avant aujourd’hui, ${frenchShortDate(refusal.today)}.`;
    case 'opensTooLate':
      return `L’ouverture est trop lointaine : le ${frenchShortDate(refusal.latest)} au plus tard.`;
    case 'closesTooEarly':
      return `Les règles publiées du portail laissent ${frenchCount(refusal.days, 'jour')} au moins : la clôture est au plus tôt le ${frenchShortDate(refusal.earliest)}.`;
    case 'closesTooLate':
      return `La clôture est trop lointaine : le ${frenchShortDate(refusal.latest)} au plus tard.`;
    case 'closesSooner':
      return `La clôture annoncée au public est le ${frenchShortDate(refusal.on)} : elle peut être repoussée, jamais avancée.`;
    case 'closingMissing':
      return 'Donnez la date de clôture.';
    case 'wordsMissing':
      return `Écrivez ${wordFieldNames[refusal.field]}, en une phrase au moins.`;
    case 'wordsForbidden':
      return `Dans ${fieldNames[refusal.field]} : le texte ${forbidden[refusal.because]}. Retirez-le, l’annonce est publique.`;
    case 'choosesHouseholds':
      return `Dans ${fieldNames[refusal.field]} : « ${refusal.words} » choisit les ménages. Une annonce décrit le logement ; les conditions sont celles de la loi (loi 89-462, article 1er).`;
    default:
      return simple[refusal.code];
  }
}

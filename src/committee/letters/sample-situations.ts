/** An invented household for each kind of letter: what the preview of a template shows. */
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import type { LetterKind } from './letter-kind.ts';
import type { Decided, LetterHome, LetterSituation } from './letter-situation.ts';

export const sampleHousehold = { number: '057112600000000000', name: 'Camille Exemple' };

const home: LetterHome = {
  label: 'T3 de 62 m²',
  address: '12 rue des Lilas',
  commune: 'Metz',
  rentCents: 41_250,
  chargesCents: 8_000,
};

/** The situation of the kind, around a sitting held on `date`. */
export function sampleSituation(kind: LetterKind, date: CivilDate): LetterSituation {
  const decided: Decided = {
    home,
    commission: 'Commission d’attribution',
    heldOn: date,
    reasons: [],
    dalo: false,
    replyDays: 10,
  };
  const refused: Decided = {
    ...decided,
    reasons: [
      'Le loyer et les charges de ce logement, une fois déduite l’aide au logement, sont trop élevés au regard de vos ressources (Code de la construction et de l’habitation, articles L441-1, R441-3-1).',
      'Dans votre cas : il vous resterait 9 € par jour et par personne.',
    ],
  };
  const inadmissible: Decided = {
    ...decided,
    reasons: ['Vos ressources dépassent les plafonds d’accès au logement social.'],
  };
  switch (kind) {
    case 'attribution':
      return { kind, ...decided };
    case 'rank':
      return { kind, rank: 2, ...decided };
    case 'suspensiveAttribution':
      return {
        kind,
        rank: 1,
        condition: { document: 'Avis d’imposition de l’année N-1', dueOn: addDays(date, 15) },
        ...decided,
      };
    case 'nonAttribution':
      return { kind, ...refused };
    case 'irrecevability':
      return { kind, ...inadmissible };
    case 'postponed':
      return { kind, home, commission: decided.commission, heldOn: date };
    case 'correction':
      return {
        kind,
        before: { kind: 'attribution', ...decided },
        after: { kind: 'nonAttribution', ...refused },
      };
    case 'occupancyOpinion':
      return {
        kind,
        heldOn: date,
        situation: 'underOccupied',
        suitableHome: 'un T3 dans la même commune, avec ascenseur',
        advice: ['Demander un rendez-vous pour étudier un changement de logement.'],
      };
    default:
      return sampleOfFollowUp(kind, date);
  }
}

type FollowUp = Extract<
  LetterKind,
  | 'offer'
  | 'offerLapsed'
  | 'documentRequest'
  | 'removalWarning'
  | 'relocationOffer'
  | 'caseReceived'
  | 'caseAnswered'
>;

function sampleOfFollowUp(kind: FollowUp, date: CivilDate): LetterSituation {
  const ownerName = 'Claire Muller';
  switch (kind) {
    case 'offer':
      return { kind, home, heldOn: date, sentOn: date, replyDays: 10, until: addDays(date, 10), dalo: true };
    case 'offerLapsed':
      return { kind, home, sentOn: addDays(date, -11), until: addDays(date, -1), dalo: false };
    case 'documentRequest':
      return {
        kind,
        documents: ['Avis d’imposition de l’année N-2', 'Attestation de la CAF ou de la MSA'],
        dueOn: addDays(date, 15),
      };
    case 'removalWarning':
      return { kind, letterOn: addMonths(date, -1), asked: 'un rendez-vous' };
    case 'relocationOffer':
      return {
        kind,
        home,
        ground: 'underOccupied',
        presentRentCents: 52_000,
        grant: { firmCents: 100_000, flatCents: 20_000 },
        keepsRight: false,
        speciallyDesigned: false,
      };
    case 'caseReceived':
      return { kind, caseKind: 'appeal', receivedOn: date, dueOn: addMonths(date, 2), ownerName };
    case 'caseAnswered':
      return {
        kind,
        caseKind: 'appeal',
        receivedOn: addMonths(date, -1),
        ownerName,
        answer:
          'Nous avons relu votre dossier et les pièces que vous avez envoyées.\n\nVos ressources restent au-dessus du plafond de ce logement.',
        upheld: false,
      };
  }
}

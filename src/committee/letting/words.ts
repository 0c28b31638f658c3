/** What officers read of a decided list: stages, places, checks, refusals, in French. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import { reasonInWords } from '../../wording/index.ts';
import type { LettingRefusal } from './gestures.ts';
import type { RefusalReason } from './letting-home.ts';
import type { Condition, Place } from './places.ts';
import type { Check, CheckCode } from './recheck.ts';
import type { Stage, StageKind } from './stage.ts';

export const refusalReasonNames: Readonly<Record<RefusalReason, string>> = {
  tooSmall: 'Logement trop petit',
  tooLarge: 'Logement trop grand',
  location: 'Situation géographique',
  rent: 'Loyer ou charges trop élevés',
  condition: 'État du logement',
  floorOrLift: 'Étage ou absence d’ascenseur',
  neighbourhood: 'Quartier ou environnement',
  otherHome: 'A un autre logement',
  noAnswer: 'Sans réponse',
  other: 'Autre motif',
};

export const stageNames: Readonly<Record<StageKind, string>> = {
  toSign: 'Bail à signer',
  toOffer: 'Proposition à envoyer',
  exhausted: 'Liste épuisée',
  awaitingDocument: 'Pièce attendue',
  offered: 'Réponse attendue',
  keysToGive: 'Clés à remettre',
  done: 'Clés remises',
  returned: 'Remis sur le tableau',
  withdrawn: 'Retiré de la location',
};

/** One sentence: what is to do, by whom, until when. */
export function stageInWords(stage: Stage): string {
  const rank = stage.place?.rank ?? null;
  const who = rank === null ? 'le ménage' : `le ménage de rang ${rank}`;
  const until = stage.until === null ? '' : ` jusqu’au ${frenchLongDate(stage.until)} inclus`;
  switch (stage.kind) {
    case 'toSign':
      return stage.mustSign
        ? `La pièce demandée est arrivée dans le délai : le bail doit être signé avec ${who}.`
        : `Signez le bail avec ${who}, qui a accepté.`;
    case 'toOffer':
      return `Envoyez la proposition ${rank === null ? 'au ménage suivant' : `au ménage de rang ${rank}`} : c’est son tour.`;
    case 'exhausted':
      return 'Plus aucun ménage de la liste ne peut avoir ce logement : remettez-le sur le tableau.';
    case 'awaitingDocument':
      return `Attendez la pièce demandée${until}. Sans elle, le logement passe au rang suivant.`;
    case 'offered':
      return `Attendez la réponse${until}. Le silence vaut refus.`;
    case 'keysToGive':
      return 'Le bail est signé : remettez les clés et notez le jour.';
    case 'done':
      return 'Le bail est signé et les clés sont remises.';
    case 'returned':
      return 'La liste est épuisée et le logement cherche de nouveaux candidats.';
    case 'withdrawn':
      return 'Le logement n’est plus à louer.';
    default:
      return unreachable(stage.kind);
  }
}

/** What has become of a household of the list. */
export function placeInWords({ state, condition }: Place): string {
  switch (state.kind) {
    case 'signed':
      return `Bail signé le ${frenchLongDate(state.on)}`;
    case 'accepted':
      return state.on === null ? 'A accepté' : `A accepté le ${frenchLongDate(state.on)}`;
    case 'offered':
      return `Peut répondre jusqu’au ${frenchLongDate(state.until)} inclus`;
    case 'refused':
      return refusedInWords(state);
    case 'conditionMissed':
      return `La pièce demandée n’est pas arrivée le ${frenchLongDate(state.dueOn)}`;
    case 'barred':
      return 'Ne peut plus avoir ce logement aujourd’hui';
    case 'next':
      return condition === null ? 'C’est son tour' : 'C’est son tour, sous condition';
    case 'waiting':
      return 'Attend son tour';
    case 'notRetained':
      return state.decision === 'irrecevability'
        ? 'Demande jugée irrecevable'
        : 'Non retenu par la commission';
    default:
      return unreachable(state);
  }
}

function refusedInWords(state: Extract<Place['state'], { kind: 'refused' }>): string {
  const on = state.on === null ? '' : ` le ${frenchLongDate(state.on)}`;
  const why =
    state.reason === null ? '' : ` : ${refusalReasonNames[state.reason].toLocaleLowerCase('fr-FR')}`;
  switch (state.how) {
    case 'answer':
      return `A refusé${on}${why}`;
    case 'silence':
      return `N’a pas répondu dans le délai : refus${on}`;
    case 'late':
      return `A répondu trop tard${on} : refus`;
    case 'renounced':
      return `A accepté, puis renoncé${on}${why}`;
    case 'released':
      return `Place libérée${on}${why}`;
    default:
      return unreachable(state.how);
  }
}

/** The document of a decision c), with its last day. */
export function conditionInWords(condition: Condition): string {
  const due = frenchLongDate(condition.dueOn);
  switch (condition.state) {
    case 'awaited':
      return `Condition suspensive : pièce attendue jusqu’au ${due} inclus`;
    case 'toCheck':
      return 'Condition suspensive : pièce arrivée dans le délai, à contrôler';
    case 'met':
      return 'Condition suspensive remplie : pièce arrivée dans le délai et contrôlée';
    case 'missed':
      return `Condition suspensive non remplie : rien n’est arrivé le ${due}`;
    default:
      return unreachable(condition.state);
  }
}

const checkSentences: Readonly<
  Record<Exclude<CheckCode, 'law'>, Readonly<Record<Check['verdict'], string>>>
> = {
  live: {
    yes: 'La demande est active et renouvelée.',
    no: 'La demande n’est plus active.',
    unknown: 'La validité de la demande n’a pas pu être vérifiée.',
  },
  number: {
    yes: 'Le ménage a un numéro unique.',
    no: 'Le ménage n’a pas de numéro unique.',
    unknown: 'Le numéro unique n’a pas pu être vérifié.',
  },
  housedElsewhere: {
    yes: 'Le ménage n’a pas signé d’autre bail chez nous.',
    no: 'Le ménage a déjà signé un autre bail.',
    unknown: 'Un autre bail n’a pas pu être exclu.',
  },
  acceptedElsewhere: {
    yes: 'Le ménage n’a accepté aucun autre logement.',
    no: 'Le ménage a accepté un autre logement.',
    unknown:
      'Le ménage a accepté un autre logement, dont le bail n’est pas signé : demandez-lui lequel il garde.',
  },
  label: {
    yes: 'Les reconnaissances que la commission a vues sont toujours en vigueur.',
    no: 'Le ménage a été désigné au titre du DALO (droit au logement opposable), qui n’est plus en vigueur.',
    unknown: 'Une reconnaissance que la commission a vue (DALO ou priorité de la loi) n’est plus en vigueur.',
  },
  household: {
    yes: 'La composition du ménage n’a pas changé.',
    no: 'La composition du ménage a changé.',
    unknown: 'La composition du ménage a changé depuis la commission : vérifiez que le logement convient.',
  },
  resources: {
    yes: 'Les ressources n’ont pas changé.',
    no: 'Les ressources ont changé.',
    unknown: 'Les ressources mensuelles ont changé depuis la commission : vérifiez le taux d’effort.',
  },
};

/** The sentences of a check: those of the law where it answers, ours otherwise. */
export function checkInWords(check: Check): string[] {
  if (check.reasons.length > 0) return check.reasons.map(reasonInWords);
  return check.code === 'law' ? [] : [checkSentences[check.code][check.verdict]];
}

/** Why a gesture was not made, and what to do: one sentence or two. */
export function lettingRefusalInWords(refusal: LettingRefusal): string {
  switch (refusal.code) {
    case 'unknownHome':
      return 'Ce logement n’a pas de décision d’une séance close.';
    case 'unknownOffer':
      return 'Cette proposition n’existe pas.';
    case 'alreadySigned':
      return `Le bail de ce logement est déjà signé, le ${frenchLongDate(refusal.on)}${byWhom(refusal.by)}. Rien n’a été ajouté.`;
    case 'returned':
      return `Ce logement a été remis sur le tableau le ${frenchLongDate(refusal.on)}${byWhom(refusal.by)}.`;
    case 'withdrawn':
      return 'Ce logement n’est plus à louer.';
    case 'alreadyOffered':
      return `Ce logement est déjà proposé au rang ${refusal.rank} depuis le ${frenchLongDate(refusal.sentOn)}${byWhom(refusal.by)}. Une seule proposition est ouverte à la fois.`;
    case 'notNext':
      return refusal.rank === null
        ? 'Ce ménage n’est pas le suivant de la liste.'
        : `Ce n’est pas le tour de ce ménage : le suivant est au rang ${refusal.rank}.`;
    case 'barred':
      return `Ce ménage ne peut plus avoir ce logement. ${refusal.checks
        .filter(({ verdict }) => verdict === 'no')
        .flatMap(checkInWords)
        .join(' ')}`;
    case 'delayTooShort':
      return `Une proposition laisse au moins dix jours pour répondre ; le règlement en donne ${refusal.days}. Corrigez le règlement.`;
    case 'alreadyAnswered':
      return `La réponse est déjà enregistrée${onDay(refusal.on)}${byWhom(refusal.by)} : ${refusal.answer === 'accepted' ? 'le ménage a accepté' : 'le ménage a refusé'}.`;
    case 'homeOfferedSince':
      return 'Le logement a été proposé à un autre ménage après la fin du délai : cette acceptation ne peut plus être enregistrée. Prévenez le ménage.';
    case 'dateOutOfRange':
      return `La date doit être comprise entre le ${frenchLongDate(refusal.from)} et le ${frenchLongDate(refusal.to)}.`;
    case 'reasonMissing':
      return 'Un refus s’enregistre avec son motif, et en disant si le logement était adapté au ménage.';
    case 'notAccepted':
      return 'Le bail se signe avec un ménage qui a accepté la proposition.';
    case 'conditionAwaited':
      return `La pièce demandée par la commission n’est pas arrivée ; elle peut venir jusqu’au ${frenchLongDate(refusal.dueOn)} inclus.`;
    case 'toVerify':
      return `Des points restent à vérifier avant de signer. ${refusal.checks.flatMap(checkInWords).join(' ')}`;
    case 'someoneLeft':
      return refusal.rank === null
        ? 'La liste n’est pas épuisée.'
        : `La liste n’est pas épuisée : le ménage de rang ${refusal.rank} peut encore avoir ce logement.`;
    case 'leaverUnbound':
      return 'Ce logement entre dans un échange : le ménage qui l’habite n’a pas encore accepté la proposition de son nouveau logement. Attendez sa réponse, puis signez ce bail.';
    case 'leaverStillThere':
      return 'Ce logement entre dans une chaîne : le ménage qui l’habite n’a pas encore reçu les clés du sien. Remettez-les-lui d’abord.';
    case 'notSigned':
      return 'Les clés se remettent après la signature du bail.';
    default:
      return unreachable(refusal);
  }
}

function byWhom(name: string | null): string {
  return name === null ? '' : ` par ${name}`;
}

function onDay(on: CivilDate | null): string {
  return on === null ? '' : ` au ${frenchLongDate(on)}`;
}

/** "3 refus : trop petit (2), loyer (1)": what was learned of a home whose list is over. */
export function refusalsInWords(refusals: readonly { reason: RefusalReason }[]): string {
  if (refusals.length === 0) return 'Aucun refus.';
  const counts = new Map<RefusalReason, number>();
  for (const { reason } of refusals) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const told = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${refusalReasonNames[reason].toLocaleLowerCase('fr-FR')} (${count})`);
  return `${frenchCount(refusals.length, 'refus', 'refus')} : ${told.join(', ')}.`;
}

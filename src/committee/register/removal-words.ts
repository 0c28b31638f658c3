/** What officers read of a removal: its ground, its proof, why it is not made yet. */
import { frenchLongDate } from '../../kernel/french.ts';
import type {
  DeliveryMeans,
  UnansweredSubject,
  WarningGround,
  WarningRefusal,
  WarningState,
  WarnRefusal,
} from './removal-warning.ts';

export const groundNames: Readonly<Record<WarningGround, string>> = {
  noReply: 'Sans réponse à un courrier (R441-2-8 c)',
  inadmissible: 'Irrecevabilité décidée par la commission (R441-2-8 d)',
};

export const meansNames: Readonly<Record<DeliveryMeans, string>> = {
  registered: 'Lettre recommandée avec avis de réception',
  electronic: 'Lettre recommandée électronique',
  hand: 'Remise en main propre contre signature',
  bailiff: 'Acte de commissaire de justice',
};

/** What the letter without an answer asked, as the warning says it to the household. */
export const subjectNames: Readonly<Record<Exclude<UnansweredSubject, 'offer'>, string>> = {
  appointment: 'un rendez-vous',
  documents: 'des pièces pour votre dossier',
  information: 'des informations sur votre situation',
};

const stoppedBecause: Readonly<Record<Extract<WarningState, { kind: 'stopped' }>['because'], string>> = {
  answered: 'le ménage a répondu',
  renewed: 'le ménage a renouvelé sa demande',
  decisionChanged: 'la décision a été corrigée, ou une séance plus récente a décidé autrement',
};

const busyWith: Readonly<Record<'offer' | 'agenda', string>> = {
  offer: 'une proposition de logement est en cours',
  agenda: 'le dossier est à l’ordre du jour d’une séance',
};

/** One sentence: where the warning stands and what to do. */
export function warningInWords(state: WarningState): string {
  switch (state.kind) {
    case 'toSend':
      return 'Courrier à envoyer, avec une preuve de remise.';
    case 'toProve':
      return `Parti le ${frenchLongDate(state.sentOn)} : notez le jour de réception dès que la preuve arrive.`;
    case 'running':
      return `Le mois court : radiation possible le ${frenchLongDate(state.until)}, pas avant.`;
    case 'busy':
      return `Le mois a couru, mais ${busyWith[state.with]} : attendez-en la fin.`;
    case 'due':
      return `Le mois a couru depuis le ${frenchLongDate(state.since)} : la radiation est possible.`;
    case 'notLoaded':
      return 'Le délai en vigueur à cette date n’est pas chargé : la radiation ne peut pas être faite.';
    case 'stopped':
      return `Radiation arrêtée : ${stoppedBecause[state.because]}.`;
    case 'over':
      return 'La demande n’est plus active.';
  }
}

/** Why a gesture was not made, and what to do. */
export function warningRefusalInWords(refusal: WarningRefusal): string {
  switch (refusal.code) {
    case 'unknownWarning':
      return 'Cet avertissement n’existe pas, ou n’est pas dans votre périmètre : rechargez la page.';
    case 'notSent':
      return 'Le courrier d’avertissement n’est pas parti. Envoyez-le d’abord, avec une preuve de remise.';
    case 'noProof':
      return 'La preuve de remise manque : sans elle, le délai d’un mois ne court pas (R441-2-8).';
    case 'running':
      return `Le délai d’un mois court encore. La radiation sera possible le ${frenchLongDate(refusal.until)}.`;
    case 'busy':
      return `La radiation attend : ${busyWith[refusal.with]}.`;
    case 'notLoaded':
      return 'Le délai en vigueur à cette date n’est pas chargé : rien n’a été fait. Prévenez votre administrateur.';
    case 'stopped':
      return `Cette radiation est arrêtée : ${stoppedBecause[refusal.because]}. Rien n’a été changé.`;
    case 'removed':
      return `La demande n’est plus active${refusal.on === null ? '' : ` depuis le ${frenchLongDate(refusal.on)}`}${refusal.by === null ? '' : `, radiée par ${refusal.by}`}. Rien n’a été ajouté.`;
    case 'dateOutOfRange':
      return `Le jour de réception doit être compris entre le ${frenchLongDate(refusal.from)}, jour de l’envoi, et le ${frenchLongDate(refusal.to)}.`;
    case 'referenceMissing':
      return 'Indiquez le numéro du recommandé ou de l’acte : sans lui, la remise ne se prouve pas.';
  }
}

/** Why a household is not warned. */
export function warnRefusalInWords({ code }: WarnRefusal): string {
  switch (code) {
    case 'offerIsNoGround':
      return 'Refuser une proposition de logement, ou ne pas y répondre, ne radie jamais une demande (R441-2-8).';
    case 'notLive':
      return 'Cette demande n’est plus active : il n’y a rien à radier.';
    case 'letterNotPast':
      return 'Le courrier resté sans réponse doit être d’un jour passé.';
    case 'warnedAlready':
      return 'Un avertissement est déjà en cours pour ce ménage : suivez-le dans la liste.';
  }
}

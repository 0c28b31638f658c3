/** Why a change of a sitting is refused: a closed list, each with the sentence that a person reads. */
import { type CivilDate, civilDateInParis } from '../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../kernel/french.ts';
import { type DecisionRefusal, decisionRefusalCodes, decisionRefusalInWords } from './decision-refusal.ts';
import type { SessionState } from './session.ts';

type SittingRefusal =
  | { code: 'noSuchSession' | 'noSuchHome' | 'noSuchRun' | 'noSuchCommission' | 'noSuchDecision' }
  | { code: 'noSuchCandidate' | 'notLive' | 'withoutNumber'; number: string }
  | { code: 'noSuchMember' | 'memberWithdrawn' | 'alternateWhileSitting'; name: string }
  /** Someone else changed it since the form was shown. */
  | {
      code: 'changedMeanwhile' | 'alreadyDecided' | 'alreadyCorrected' | 'alreadyClosed';
      by: string;
      at: Date;
    }
  | { code: 'wrongState'; state: SessionState }
  /** It waits on another agenda; or another sitting ranked households for it, and their list is not ended. */
  | { code: 'homeElsewhere' | 'homeBeingLet'; vacancyId: string; heldOn: CivilDate }
  | { code: 'sixMembersAlready' }
  | { code: 'homeNotToLet' | 'homeNotPending' | 'homeLet'; vacancyId: string }
  /** A household accepted the home by the decision that would change. */
  | { code: 'homeAccepted'; vacancyId: string; on: CivilDate | null }
  | { code: 'pastDay' | 'notYet'; heldOn: CivilDate }
  | { code: 'convocationTooLate'; days: number; earliest: CivilDate }
  | { code: 'emergencyTooLate'; hours: number }
  | { code: 'emergencyNotAllowed' | 'remoteNotAllowed' | 'asynchronousNotAllowed' | 'emptyAgenda' }
  /** C-06: homes with fewer than three applications and no exception that the facts bear out. */
  | { code: 'tooFewCandidates'; homes: readonly { vacancyId: string; count: number }[] }
  | { code: 'exceptionNotEvidenced' | 'unknownPostponementReason' }
  | { code: 'chairMustSit' | 'onlyTheChair' | 'notAsynchronous' | 'ballotsOnly' | 'ballotsOver' | 'noVoice' }
  | { code: 'noQuorum'; required: number; reached: number }
  | { code: 'proxyNotAllowed' | 'proxyToAbsent' }
  | { code: 'tooManyProxies'; perMember: number };

export type SessionRefusal = SittingRefusal | DecisionRefusal;

/** One or two sentences: what is refused, and what to do. */
export function sessionRefusalInWords(refusal: SessionRefusal): string {
  return isDecisionRefusal(refusal) ? decisionRefusalInWords(refusal) : sittingRefusalInWords(refusal);
}

function isDecisionRefusal(refusal: SessionRefusal): refusal is DecisionRefusal {
  const codes: readonly string[] = decisionRefusalCodes;
  return codes.includes(refusal.code);
}

function sittingRefusalInWords(refusal: SittingRefusal): string {
  switch (refusal.code) {
    case 'noSuchSession':
      return 'Cette séance n’existe pas, ou n’est pas de votre organisme.';
    case 'noSuchHome':
      return 'Ce logement n’est pas à l’ordre du jour de cette séance.';
    case 'noSuchRun':
      return 'Ce calcul n’existe pas : choisissez-en un dans la liste des calculs.';
    case 'sixMembersAlready':
      return 'Le conseil nomme six membres (L441-2) : six siègent déjà sur cette période. Indiquez d’abord la fin du mandat de celui qui part, ou enregistrez un suppléant.';
    case 'noSuchCommission':
      return 'Cette commission n’existe pas.';
    case 'noSuchDecision':
      return 'La décision à corriger n’existe pas pour ce logement.';
    case 'noSuchCandidate':
      return 'Cette demande est inconnue, ou n’est pas candidate pour ce logement.';
    case 'notLive':
      return 'Cette demande n’est plus active : elle ne peut pas être examinée. Vérifiez-la dans le SNE.';
    case 'withoutNumber':
      return 'Ce ménage n’a pas de numéro unique : enregistrez d’abord sa demande (L441-2-1). Sans numéro, pas d’ordre du jour.';
    case 'noSuchMember':
      return `${refusal.name} ne siège pas dans cette commission à cette date.`;
    case 'memberWithdrawn':
      return `${refusal.name} s’est retiré pour ce logement et n’y prend pas part.`;
    case 'alternateWhileSitting':
      return `${refusal.name} ne peut pas siéger en même temps que le membre qu’il supplée, ou que son autre suppléant.`;
    case 'changedMeanwhile':
      return `${refusal.by} a modifié cette page ${momentInWords(refusal.at)}, après que vous l’avez ouverte. Relisez ce qui a changé, puis recommencez.`;
    case 'alreadyDecided':
      return `Ce logement a déjà sa décision, saisie par ${refusal.by} ${momentInWords(refusal.at)}. La vôtre n’a pas été enregistrée ; une correction est possible.`;
    case 'alreadyCorrected':
      return `Cette décision a déjà été corrigée par ${refusal.by} ${momentInWords(refusal.at)}. Relisez la décision en vigueur avant de la corriger.`;
    case 'alreadyClosed':
      return `${refusal.by} a clos cette séance ${momentInWords(refusal.at)}. Son procès-verbal est prêt ; seule une correction liée à une décision est encore possible.`;
    case 'wrongState':
      return stateSentences[refusal.state];
    case 'homeElsewhere':
      return `Le logement ${refusal.vacancyId} attend déjà à l’ordre du jour de la séance du ${frenchLongDate(refusal.heldOn)}. Retirez-le de celle-ci d’abord.`;
    case 'homeBeingLet':
      return `Le logement ${refusal.vacancyId} a été décidé le ${frenchLongDate(refusal.heldOn)} et sa liste court encore : il revient ici quand elle est épuisée.`;
    case 'homeNotToLet':
      return `Le logement ${refusal.vacancyId} n’est pas à louer : il ne peut pas être mis à l’ordre du jour.`;
    case 'homeLet':
      return `Le bail du logement ${refusal.vacancyId} est signé : la décision qu’il exécute ne se corrige plus. Si elle était fausse, ouvrez un dossier de recours.`;
    case 'homeAccepted':
      return `Un ménage a accepté le logement ${refusal.vacancyId}${refusal.on === null ? '' : ` le ${frenchLongDate(refusal.on)}`} : la décision qu’il a acceptée ne se corrige pas dans son dos. S’il renonce par écrit, enregistrez d’abord son renoncement dans les suites de la séance, puis corrigez. S’il ne renonce pas, ouvrez un dossier de recours.`;
    case 'homeNotPending':
      return `Le logement ${refusal.vacancyId} n’attend plus de décision dans cette séance.`;
    case 'pastDay':
      return `Le ${frenchLongDate(refusal.heldOn)} est passé : choisissez un autre jour.`;
    case 'notYet':
      return `La séance est fixée au ${frenchLongDate(refusal.heldOn)} : elle ne peut pas s’ouvrir avant.`;
    case 'convocationTooLate':
      return `Le règlement intérieur demande ${frenchCount(refusal.days, 'jour')} entre la convocation et la séance : la première date possible est le ${frenchLongDate(refusal.earliest)}.`;
    case 'emergencyNotAllowed':
      return 'Le règlement intérieur ne prévoit pas de séance d’urgence.';
    case 'emergencyTooLate':
      return `Même en urgence, le règlement intérieur demande ${frenchCount(refusal.hours, 'heure')} entre la convocation et la séance.`;
    case 'remoteNotAllowed':
      return 'Le règlement intérieur ne prévoit pas de participation à distance.';
    case 'asynchronousNotAllowed':
      return 'Le règlement intérieur ne prévoit pas de séance par votes échelonnés.';
    case 'emptyAgenda':
      return 'L’ordre du jour est vide : ajoutez au moins un logement.';
    case 'tooFewCandidates':
      return `Moins de trois demandes pour ${frenchCount(refusal.homes.length, 'logement')} (${refusal.homes.map(({ vacancyId }) => vacancyId).join(', ')}) : ajoutez des candidats, ou indiquez l’exception et sa preuve (R441-3).`;
    case 'exceptionNotEvidenced':
      return 'Les faits ne montrent pas cette exception : la recherche trouve assez de candidats, aucun n’est désigné au titre du DALO, ou le logement n’est pas un PLAI adapté (R441-3).';
    case 'unknownPostponementReason':
      return 'Choisissez dans la liste la raison du report.';
    default:
      return holdingRefusalInWords(refusal);
  }
}

type HoldingRefusal = Extract<
  SittingRefusal,
  {
    code:
      | 'chairMustSit'
      | 'onlyTheChair'
      | 'notAsynchronous'
      | 'ballotsOnly'
      | 'ballotsOver'
      | 'noVoice'
      | 'noQuorum'
      | 'proxyNotAllowed'
      | 'proxyToAbsent'
      | 'tooManyProxies';
  }
>;

function holdingRefusalInWords(refusal: HoldingRefusal): string {
  switch (refusal.code) {
    case 'chairMustSit':
      return 'La présidence doit être assurée par un des six membres nommés, présent à la séance.';
    case 'onlyTheChair':
      return 'La présidence ouvre et clôt elle-même une séance par votes échelonnés.';
    case 'notAsynchronous':
      return 'Cette séance ne se tient pas par votes échelonnés : les décisions se prennent en séance.';
    case 'ballotsOnly':
      return 'Cette séance se tient par votes échelonnés : les décisions sont établies à la clôture, par les votes.';
    case 'ballotsOver':
      return 'Le délai pour voter est passé : la présidence peut clore la séance.';
    case 'noVoice':
      return 'Vous n’avez pas voix délibérative pour ce logement.';
    case 'noQuorum':
      return `Le quorum n’est pas atteint : ${refusal.reached} sur ${refusal.required} membres présents ou représentés. Aucune décision ne peut être prise ; attendez un membre ou reportez.`;
    case 'proxyNotAllowed':
      return 'Ce pouvoir n’est pas possible : le règlement intérieur ne le prévoit pas, ou il ne va pas d’un membre délibérant à un autre.';
    case 'proxyToAbsent':
      return 'Le pouvoir doit aller à un membre présent.';
    case 'tooManyProxies':
      return `Ce membre porte déjà ${frenchCount(refusal.perMember, 'pouvoir')}, le nombre que permet le règlement intérieur.`;
  }
}

const stateSentences: Readonly<Record<SessionState, string>> = {
  draft: 'La séance est encore en préparation : convoquez-la d’abord.',
  convened: 'La séance est convoquée et n’est pas ouverte : ce n’est pas possible maintenant.',
  open: 'La séance est ouverte : ce n’est plus possible.',
  closed: 'La séance est close : seule une correction liée à la décision est possible.',
  cancelled: 'La séance est annulée.',
};

/** "le 21 novembre 2026 à 14 h 05". */
function momentInWords(at: Date): string {
  const time = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(':', '\u00a0h\u00a0');
  return `le ${frenchLongDate(civilDateInParis(at))} à ${time}`;
}

/**
 * From the letter that warns to the removal (N-04 c and d, R441-2-8): written, received with a proof, a month without
 * an answer. A removal is always the gesture of a person. Refusing an offer is never its ground (N-07).
 */
import type { Application } from '../../domain/application.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { removalOn } from '../../law/removal.ts';

export const warningGrounds = ['noReply', 'inadmissible'] as const;
export type WarningGround = (typeof warningGrounds)[number];

/** What the letter that had no answer asked; an offer is told apart only to be refused. */
export const unansweredSubjects = ['appointment', 'documents', 'information', 'offer'] as const;
export type UnansweredSubject = (typeof unansweredSubjects)[number];

export const deliveryMeans = ['registered', 'electronic', 'hand', 'bailiff'] as const;
export type DeliveryMeans = (typeof deliveryMeans)[number];

export type DeliveryProof = { on: CivilDate; means: DeliveryMeans; reference: string | null };

export type Warning = {
  letterId: string;
  number: string;
  ground: WarningGround;
  writtenOn: CivilDate;
  /** Null: it has not left. */
  sentOn: CivilDate | null;
  delivered: DeliveryProof | null;
  stopped: { on: CivilDate; why: string; by: string } | null;
  removed: { on: CivilDate; by: string } | null;
  /** For irrecevability: whether no correction and no later sitting has decided otherwise since. */
  decisionHolds: boolean;
  application: Pick<Application, 'status' | 'renewedOn'>;
  /** An offer that it may still answer or has accepted, or an agenda that holds its file. */
  busy: 'offer' | 'agenda' | null;
};

export type WarningState =
  | { kind: 'toSend' }
  | { kind: 'toProve'; sentOn: CivilDate }
  | { kind: 'running'; until: CivilDate }
  | { kind: 'busy'; with: 'offer' | 'agenda' }
  | { kind: 'due'; since: CivilDate }
  /** No figure of law is loaded for the day of the warning. */
  | { kind: 'notLoaded' }
  | { kind: 'stopped'; because: 'answered' | 'renewed' | 'decisionChanged' }
  | { kind: 'over' };

/** Where a warning stands on a day. */
export function warningState(warning: Warning, today: CivilDate): WarningState {
  const { application, delivered, sentOn } = warning;
  if (warning.removed !== null || application.status !== 'live') return { kind: 'over' };
  if (warning.stopped !== null) return { kind: 'stopped', because: 'answered' };
  if (warning.ground === 'inadmissible' && !warning.decisionHolds) {
    return { kind: 'stopped', because: 'decisionChanged' };
  }
  // Who renews the application answers that it is still wanted; it does not make an irrecevable one admissible.
  if (warning.ground === 'noReply' && application.renewedOn >= warning.writtenOn) {
    return { kind: 'stopped', because: 'renewed' };
  }
  if (sentOn === null) return { kind: 'toSend' };
  if (delivered === null) return { kind: 'toProve', sentOn };
  const { removedOn } = removalOn({ ground: warning.ground, warnedOn: delivered.on }, today);
  if (removedOn === null) return { kind: 'notLoaded' };
  if (today < removedOn) return { kind: 'running', until: removedOn };
  return warning.busy === null ? { kind: 'due', since: removedOn } : { kind: 'busy', with: warning.busy };
}

export type WarningRefusal =
  | { code: 'unknownWarning' }
  | { code: 'notSent' }
  | { code: 'noProof' }
  | { code: 'running'; until: CivilDate }
  | { code: 'busy'; with: 'offer' | 'agenda' }
  | { code: 'notLoaded' }
  | { code: 'stopped'; because: 'answered' | 'renewed' | 'decisionChanged' }
  | { code: 'removed'; on: CivilDate | null; by: string | null }
  | { code: 'dateOutOfRange'; from: CivilDate; to: CivilDate }
  | { code: 'referenceMissing' };

/** The application that the removal leaves behind. */
export type Removal = { status: 'unreachable' | 'inadmissible'; since: CivilDate };

/** The removal itself: refused before the month has run, after an answer, and while an offer or an agenda holds the file. */
export function mayRemove(warning: Warning, today: CivilDate): Result<Removal, WarningRefusal> {
  const state = warningState(warning, today);
  switch (state.kind) {
    case 'due':
      return ok({
        status: warning.ground === 'noReply' ? 'unreachable' : 'inadmissible',
        since: state.since,
      });
    case 'toSend':
      return refuse({ code: 'notSent' });
    case 'toProve':
      return refuse({ code: 'noProof' });
    case 'running':
      return refuse({ code: 'running', until: state.until });
    case 'busy':
      return refuse({ code: 'busy', with: state.with });
    case 'notLoaded':
      return refuse({ code: 'notLoaded' });
    case 'stopped':
      return refuse({ code: 'stopped', because: state.because });
    case 'over':
      return refuse(overBy(warning));
  }
}

/** A proof names its day and how it was had; a registered letter or an act also its number. */
export function mayProve(
  warning: Warning,
  proof: DeliveryProof,
  today: CivilDate,
): Result<DeliveryProof, WarningRefusal> {
  const state = warningState(warning, today);
  if (state.kind === 'over') return refuse(overBy(warning));
  if (state.kind === 'stopped') return refuse({ code: 'stopped', because: state.because });
  if (warning.sentOn === null) return refuse({ code: 'notSent' });
  if (proof.on < warning.sentOn || proof.on > today) {
    return refuse({ code: 'dateOutOfRange', from: warning.sentOn, to: today });
  }
  const reference = proof.reference?.trim() || null;
  if (proof.means !== 'hand' && reference === null) return refuse({ code: 'referenceMissing' });
  return ok({ ...proof, reference });
}

/** The household answered: the month that runs is over, and the reason is kept. */
export function mayStop(warning: Warning, today: CivilDate): Result<null, WarningRefusal> {
  const state = warningState(warning, today);
  if (state.kind === 'over') return refuse(overBy(warning));
  return state.kind === 'stopped' ? refuse({ code: 'stopped', because: state.because }) : ok(null);
}

export type WarnRefusal = { code: 'offerIsNoGround' | 'notLive' | 'letterNotPast' | 'warnedAlready' };

/** Whether a household that let a letter without an answer may be warned: never for an offer (N-07). */
export function mayWarn(
  asked: { subject: UnansweredSubject; letterOn: CivilDate },
  held: { status: Application['status']; warningRuns: boolean },
  today: CivilDate,
): Result<Exclude<UnansweredSubject, 'offer'>, WarnRefusal> {
  if (asked.subject === 'offer') return refuse({ code: 'offerIsNoGround' });
  if (held.status !== 'live') return refuse({ code: 'notLive' });
  if (asked.letterOn >= today) return refuse({ code: 'letterNotPast' });
  return held.warningRuns ? refuse({ code: 'warnedAlready' }) : ok(asked.subject);
}

function overBy({ removed }: Warning): WarningRefusal {
  return { code: 'removed', on: removed?.on ?? null, by: removed?.by ?? null };
}

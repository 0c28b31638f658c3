/** Documents of a household: what stands, what is missing, and what may be asked. None is asked twice (P-02). */
import { type Application, isTransfer } from '../../domain/application.ts';
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse, unreachable } from '../../kernel/result.ts';
import { documentListOn, type ListedDocument } from './document-list.ts';

export const documentStates = ['requested', 'received', 'checked', 'refused'] as const;

/** Why a document is refused: a closed list, whose words the household reads. */
export const documentRefusalReasons = [
  ['unreadable', 'le document ne se lit pas bien'],
  ['incomplete', 'il manque des pages'],
  ['otherPerson', 'il n’est pas au nom d’une personne de la demande'],
  ['tooOld', 'il est trop ancien'],
  ['otherDocument', 'ce n’est pas le document demandé'],
] as const;
export type DocumentRefusalReason = (typeof documentRefusalReasons)[number][0];
export const documentRefusalCodes = documentRefusalReasons.map(([code]) => code);

/** The reason in words; null for none, or for one that is not of the list. */
export function documentRefusalWords(code: string | null | undefined): string | null {
  return documentRefusalReasons.find(([known]) => known === code)?.[1] ?? null;
}

export type HeldDocument = {
  document: string;
  state: (typeof documentStates)[number];
  requestedOn: CivilDate | null;
  receivedOn: CivilDate | null;
  checkedOn: CivilDate | null;
  checkedBy: string | null;
  /** Last day that it is good; null: it does not expire. */
  validUntil: CivilDate | null;
  /** Why it was refused, where an officer said it; a code of the closed list. */
  refusalReason?: string | null;
};

/** Where a document stands on a day: one that was good and expired can be asked again, a good one cannot. */
export type DocumentStanding = 'absent' | 'requested' | 'received' | 'valid' | 'expired' | 'refused';

export const documentGestures = ['request', 'receive', 'accept', 'refuse'] as const;
export type DocumentGesture = (typeof documentGestures)[number];

export type DocumentRefusal =
  | 'not-listed'
  | 'still-valid'
  | 'already-requested'
  | 'awaiting-check'
  | 'nothing-to-check'
  | 'expired-already';

export function standingOf(held: HeldDocument | undefined, date: CivilDate): DocumentStanding {
  if (!held) return 'absent';
  const expired = held.validUntil !== null && held.validUntil < date;
  switch (held.state) {
    case 'requested':
      return 'requested';
    case 'received':
      return expired ? 'expired' : 'received';
    case 'checked':
      return expired ? 'expired' : 'valid';
    case 'refused':
      return 'refused';
    default:
      return unreachable(held.state);
  }
}

/** Documents that this household can be asked at all: mandatory ones, and those that its situation calls for. */
export function documentsFor(application: Application, date: CivilDate): readonly ListedDocument[] {
  const { persons, visitingChildren } = application.household;
  const hasCouple = persons.some(({ role }) => role === 'partner');
  const hasChildren = visitingChildren > 0 || persons.some(({ role }) => role === 'dependant');
  const asked = {
    everyone: true,
    couple: hasCouple,
    separation: !hasCouple,
    children: hasChildren,
    work: true,
    resources: true,
    housing: true,
    transfer: isTransfer(application),
    grounds: true,
  };
  return (documentListOn(date)?.documents ?? []).filter(({ occasion }) => asked[occasion]);
}

/**
 * What is missing for a decision without a condition: mandatory documents that are not checked and good, and the proof
 * of resources where they are only declared. Each may be the document of a suspensive condition (R441-3 c).
 */
export function missingDocuments(
  application: Application,
  held: readonly HeldDocument[],
  date: CivilDate,
): readonly ListedDocument[] {
  const byCode = new Map(held.map((document) => [document.document, document]));
  const unproved = application.household.resourcesEvidence === 'declared';
  return documentsFor(application, date).filter(
    ({ code, category }) =>
      (category === 'mandatory' || (unproved && code === 'last-resources')) &&
      standingOf(byCode.get(code), date) !== 'valid',
  );
}

/** The document after one gesture of an officer; a refusal says why nothing changes. */
export function afterGesture(
  held: HeldDocument | undefined,
  gesture: {
    code: string;
    kind: DocumentGesture;
    validUntil: CivilDate | null;
    by: string;
    reason?: DocumentRefusalReason | null;
  },
  date: CivilDate,
): Result<HeldDocument, DocumentRefusal> {
  const listed = documentListOn(date)?.documents.find(({ code }) => code === gesture.code);
  if (!listed) return refuse('not-listed');
  const standing = standingOf(held, date);
  const base: HeldDocument = held ?? {
    document: gesture.code,
    state: 'requested',
    requestedOn: null,
    receivedOn: null,
    checkedOn: null,
    checkedBy: null,
    validUntil: null,
  };
  switch (gesture.kind) {
    case 'request': {
      if (standing === 'valid') return refuse('still-valid');
      if (standing === 'requested') return refuse('already-requested');
      if (standing === 'received') return refuse('awaiting-check');
      return ok({ ...cleared(base), state: 'requested', requestedOn: date });
    }
    case 'receive': {
      if (standing === 'valid') return refuse('still-valid');
      if (standing === 'received') return refuse('awaiting-check');
      const validUntil = gesture.validUntil ?? endOf(listed, date);
      if (validUntil !== null && validUntil < date) return refuse('expired-already');
      return ok({
        ...cleared(base),
        requestedOn: base.requestedOn,
        state: 'received',
        receivedOn: date,
        validUntil,
      });
    }
    case 'accept':
    case 'refuse': {
      if (standing !== 'received') return refuse('nothing-to-check');
      const validUntil = gesture.validUntil ?? base.validUntil;
      if (gesture.kind === 'accept' && validUntil !== null && validUntil < date) {
        return refuse('expired-already');
      }
      const state = gesture.kind === 'accept' ? 'checked' : 'refused';
      const refusalReason = gesture.kind === 'refuse' ? (gesture.reason ?? null) : null;
      return ok({ ...base, state, checkedOn: date, checkedBy: gesture.by, validUntil, refusalReason });
    }
    default:
      return unreachable(gesture.kind);
  }
}

function cleared(held: HeldDocument): HeldDocument {
  return {
    ...held,
    receivedOn: null,
    checkedOn: null,
    checkedBy: null,
    validUntil: null,
    refusalReason: null,
  };
}

/** The last day that a document received that day is good, the day of the month before included. */
function endOf({ validMonths }: ListedDocument, receivedOn: CivilDate): CivilDate | null {
  return validMonths === null ? null : addDays(addMonths(receivedOn, validMonths), -1);
}

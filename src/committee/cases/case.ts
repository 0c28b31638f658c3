/** A case: somebody asks that a person look again, contests a decision, or has a datum corrected. */
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import type { ForbiddenNote } from '../decision-refusal.ts';
import { forbiddenInNote } from '../note-check.ts';

/** `renewal`: the household asks that its application be renewed in the register (N-03). */
export const caseKinds = ['review', 'appeal', 'correction', 'renewal'] as const;
export type CaseKind = (typeof caseKinds)[number];

export const caseNames: Readonly<Record<CaseKind, string>> = {
  review: 'Nouvel examen par une personne',
  appeal: 'Recours gracieux',
  correction: 'Correction d’une information',
  renewal: 'Renouvellement de la demande',
};

export type ReviewCase = {
  id: string;
  number: string;
  kind: CaseKind;
  /** What it contests: "decision:…"; null: the file itself. */
  about: string | null;
  receivedOn: CivilDate;
  dueOn: CivilDate;
  ownerAccountId: string | null;
  ownerName: string | null;
  state: 'open' | 'answered';
  /** The household's words; null: asked by word of mouth. */
  request: string | null;
  answer: string | null;
  answeredOn: CivilDate | null;
  upheld: boolean | null;
  /** Grows with every change: the second of two people is told. */
  version: number;
};

/**
 * Last day to answer. The règlement intérieur gives its days for a review or a correction; a recours gracieux has the
 * months after which silence is a refusal by law (those of the règlement where no figure of law is loaded).
 */
export function caseDueOn(kind: CaseKind, receivedOn: CivilDate, reviewDays: number): CivilDate {
  const months = kind === 'appeal' ? obligationNumber('appeal.silenceMonths', receivedOn) : null;
  return months === null ? addDays(receivedOn, reviewDays) : addMonths(receivedOn, months);
}

/**
 * What an answer speaks of and may not; null where nothing is found. Numbers and addresses are left: an answer may
 * give the household somebody to call.
 */
export function forbiddenInAnswer(answer: string): ForbiddenNote | null {
  return forbiddenInNote(answer.replace(/\S+@\S+|\d/g, ''), []);
}

/** All that a household's own file holds of its request: what the pages "Ma demande" and "Suivi" are read from. */
import type { HeldDocument } from '../../committee/candidates/documents.ts';
import type { VisitOutcome } from '../../committee/candidates/file-port.ts';
import type { ReviewCase } from '../../committee/cases/case.ts';
import type { CandidateDecision } from '../../committee/decision.ts';
import type { Application } from '../../domain/application.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { HouseholdOffer } from '../answers/household-offer.ts';
import type { Wish } from '../choice/wish.ts';

/** A sitting that was convened, on whose agenda the household stands: nothing is told of one that is only prepared. */
export type LifeAgenda = {
  vacancyId: string;
  /** "T3 de 62 m² à Metz". */
  home: string;
  heldOn: CivilDate;
  state: 'coming' | 'decided' | 'postponed';
};

/** The decision in force of a closed sitting on this household, and never on another. */
export type LifeDecision = {
  vacancyId: string;
  home: string;
  heldOn: CivilDate;
  decidedBy: string;
  own: CandidateDecision;
  /** Somebody else was given the home: who is never told. */
  toAnother: boolean;
  /** It replaces an earlier one. */
  corrected: boolean;
  /** The home is still to let: whoever is placed on its list waits for news of it. */
  isHomeOpen: boolean;
};

export type LifeVisit = { home: string; startsAt: Date; outcome: VisitOutcome };

export type FileLife = {
  application: Omit<Application, 'name'>;
  wishes: readonly Wish[];
  agendas: readonly LifeAgenda[];
  decisions: readonly LifeDecision[];
  offers: readonly HouseholdOffer[];
  leases: readonly { home: string; signedOn: CivilDate }[];
  visits: readonly LifeVisit[];
  documents: readonly HeldDocument[];
  cases: readonly ReviewCase[];
  /** Requests for a transfer: what was answered, and the day of the next answer where one is owed. */
  transfers: readonly LifeTransfer[];
  /** Days of the published promise of an answer. */
  answerDays: number;
};

export type LifeTransfer = {
  receivedOn: CivilDate;
  answers: readonly { on: CivilDate; text: string }[];
  nextOn: CivilDate | null;
};

export type FileLifePort = {
  /** Null where the landlord has no application of that number. */
  of: (landlordId: string, number: string, today: CivilDate) => Promise<FileLife | null>;
};

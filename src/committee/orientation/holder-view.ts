/** What a reservation holder may see of those it designated (D-01), and what it types when it designates. */
import { numberPattern } from '../../domain/application.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { DecisionKind } from '../decision.ts';

/** Where a designated household stands, as the service knows it. */
export type DesignatedFacts = {
  number: string;
  designatedOn: CivilDate;
  /** The application still runs. */
  live: boolean;
  decision: DecisionKind | null;
  offer: { sentOn: CivilDate; answer: 'accepted' | 'refused' | null } | null;
  /** The home is let: to this household, to another, or not yet. */
  letTo: 'them' | 'another' | null;
};

export type DesignatedView =
  | { number: string; designatedOn: CivilDate; shows: 'runningOnly'; running: boolean }
  | {
      number: string;
      designatedOn: CivilDate;
      shows: 'result';
      running: boolean;
      decision: DecisionKind | null;
      offer: DesignatedFacts['offer'];
      letTo: DesignatedFacts['letTo'];
    };

/** Bodies that take part in the attribution by law; others, employers first, learn one thing only. */
const kindsOfResults: ReadonlySet<ReservationHolder['kind']> = new Set([
  'state',
  'stateCivilServants',
  'actionLogement',
  'commune',
  'epci',
  'departement',
  'region',
]);

/** What a holder of that kind sees of one that it designated: never priority, DALO, rank or name. */
export function designatedView(kind: ReservationHolder['kind'], facts: DesignatedFacts): DesignatedView {
  const { number, designatedOn, decision, offer, letTo } = facts;
  const running = isRunning(facts);
  if (!kindsOfResults.has(kind)) return { number, designatedOn, shows: 'runningOnly', running };
  return { number, designatedOn, shows: 'result', running, decision, offer, letTo };
}

function isRunning({ live, decision, offer, letTo }: DesignatedFacts): boolean {
  if (letTo !== null) return letTo === 'them';
  if (offer?.answer === 'refused') return false;
  return live && decision !== 'nonAttribution' && decision !== 'irrecevability';
}

export type TypedNumbers = { numbers: string[]; unreadable: string[] };

/** Unique numbers in a pasted column or text: one a line, or apart by commas or semicolons; spaces within are dropped. */
export function readNumbers(text: string): TypedNumbers {
  const pieces = text
    .split(/[\n\r\t;,]+/)
    .map((piece) => piece.replace(/\s+/g, '').toUpperCase())
    .filter((piece) => piece !== '');
  const numbers = new Set<string>();
  const unreadable = new Set<string>();
  for (const piece of pieces) (numberPattern.test(piece) ? numbers : unreadable).add(piece);
  return { numbers: [...numbers], unreadable: [...unreadable] };
}

/**
 * Why a number is not taken. Unknown, ended and already proposed otherwise are one and the same answer: a holder learns
 * nothing of people that it does not know.
 */
export type NumberRefusal = 'unreadable' | 'notAcceptable';

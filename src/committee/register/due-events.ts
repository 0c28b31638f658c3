/**
 * The events that what is stored shows and that the register must learn (N-10): found again at each reading, so that
 * no page has to remember to tell them. Offers, answers and leases are recorded where they happen.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { type CandidateDecision, decisionNames } from '../decision.ts';
import { reasonOf } from '../reasons.ts';
import type { RegisterEvent } from './events.ts';

export type RegisterFacts = {
  landlordName: string;
  designations: readonly {
    vacancyId: string;
    number: string;
    holderName: string;
    on: CivilDate;
    dalo: boolean;
  }[];
  agendas: readonly {
    sessionId: string;
    vacancyId: string;
    number: string;
    home: string;
    commission: string;
    convenedOn: CivilDate;
    heldOn: CivilDate;
  }[];
  decisions: readonly {
    id: string;
    home: string;
    commission: string;
    on: CivilDate;
    corrects: boolean;
    candidates: readonly CandidateDecision[];
  }[];
  documents: readonly { number: string; document: string; label: string; requestedOn: CivilDate }[];
  opinions: readonly { id: string; number: string; body: string; on: CivilDate; recommendation: string }[];
  visits: readonly { id: string; number: string; home: string; on: CivilDate }[];
};

/** Every event of the facts, each under a key of its own. */
export function dueEvents(facts: RegisterFacts): RegisterEvent[] {
  const author = facts.landlordName;
  return [
    ...facts.designations.map(
      (row): RegisterEvent => ({
        number: row.number,
        kind: 'designation',
        on: row.on,
        author: row.holderName,
        details: { reservataire: row.holderName, dalo: row.dalo },
        eventKey: `designation ${row.vacancyId} ${row.number} ${row.on}`,
      }),
    ),
    ...facts.agendas.map(
      (row): RegisterEvent => ({
        number: row.number,
        kind: 'agenda',
        on: row.convenedOn,
        author: row.commission,
        details: { logement: row.home, seance: row.heldOn },
        eventKey: `agenda ${row.sessionId} ${row.vacancyId} ${row.number}`,
      }),
    ),
    ...facts.decisions.flatMap((row) => row.candidates.map((candidate) => decisionEvent(row, candidate))),
    ...facts.documents.map(
      (row): RegisterEvent => ({
        number: row.number,
        kind: 'documentRequested',
        on: row.requestedOn,
        author,
        details: { piece: row.label },
        eventKey: `document ${row.number} ${row.document} ${row.requestedOn}`,
      }),
    ),
    ...facts.opinions.map(
      (row): RegisterEvent => ({
        number: row.number,
        kind: 'opinion',
        on: row.on,
        author: row.body,
        details: { avis: row.recommendation },
        eventKey: `opinion ${row.id}`,
      }),
    ),
    ...facts.visits.map(
      (row): RegisterEvent => ({
        number: row.number,
        kind: 'visit',
        on: row.on,
        author,
        details: { logement: row.home },
        eventKey: `visit ${row.id}`,
      }),
    ),
  ];
}

/** The decision with its rank and the labels of its reasons; what was written of the household itself stays here. */
function decisionEvent(row: RegisterFacts['decisions'][number], candidate: CandidateDecision): RegisterEvent {
  const labels = candidate.reasons.map((code) => reasonOf(code)?.label ?? code);
  return {
    number: candidate.number,
    kind: 'decision',
    on: row.on,
    author: row.commission,
    details: {
      logement: row.home,
      decision: decisionNames[candidate.kind],
      rang: candidate.rank,
      motifs: labels.length === 0 ? null : labels.join(' ; '),
      pieceAvant: candidate.condition?.dueOn ?? null,
      ...(row.corrects ? { correction: true } : {}),
    },
    eventKey: `decision ${row.id} ${candidate.number}`,
  };
}

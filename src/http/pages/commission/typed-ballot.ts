/** A member's ballot as the form shows it again: what was voted, or nothing at all. */
import { randomUUID } from 'node:crypto';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import { emptyDecision, type TypedDecision } from '../sitting/typed-decision.ts';

export function typedBallot(place: AgendaHomeView, referenceOf: (number: string) => string): TypedDecision {
  const form = { key: randomUUID(), version: place.agenda.version };
  const references = place.candidates.map(({ number }) => referenceOf(number));
  const empty = emptyDecision(references, [], form);
  const own = place.ballots.own?.content ?? 'postpone';
  if (own === 'postpone') return empty;
  const shared = (own[0]?.criteria ?? []).filter((code) =>
    own.every(({ criteria }) => criteria.includes(code)),
  );
  return {
    ...empty,
    criteria: shared,
    candidates: place.candidates.map(({ number }, index) => {
      const decided = own.find((one) => one.number === number);
      const reference = references[index] ?? '';
      if (!decided) return { ...blank, reference };
      return {
        reference,
        kind: decided.kind,
        rank: decided.rank === null ? '' : String(decided.rank),
        document: decided.condition?.document ?? '',
        dueOn: decided.condition?.dueOn ?? '',
        reasons: decided.reasons,
        note: decided.note ?? '',
        criteria: decided.criteria.filter((code) => !shared.includes(code)),
      };
    }),
  };
}

const blank = { kind: '', rank: '', document: '', dueOn: '', reasons: [], note: '', criteria: [] };

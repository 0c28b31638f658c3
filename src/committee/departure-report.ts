/** Departures counted by reason and by group of households: what a landlord learns from, and is controlled on. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { CandidateSheet } from '../matching/run-result.ts';
import type { CandidateDecision, HomeDecision } from './decision.ts';
import { compareOrder, departureReasons, refusalOnly } from './departure.ts';
import type { DepartureReport } from './session-view.ts';

export type ReportedHome = {
  decision: Pick<HomeDecision, 'candidates' | 'departure'>;
  candidates: readonly { number: string; proposedRank: number | null; sheet: CandidateSheet }[];
};

const groups: readonly { group: string; label: string; holds: (sheet: CandidateSheet) => boolean }[] = [
  { group: 'all', label: 'Tous les candidats proposés', holds: () => true },
  { group: 'dalo', label: 'Droit au logement opposable (DALO)', holds: ({ dalo }) => dalo },
  { group: 'priority', label: 'Prioritaires (L441-1)', holds: ({ priority }) => priority },
  { group: 'firstQuartile', label: 'Premier quartile', holds: ({ firstQuartile }) => firstQuartile === true },
  { group: 'transfer', label: 'Mutations', holds: ({ transfer }) => transfer !== 'none' },
  { group: 'alone', label: 'Une personne', holds: ({ persons }) => persons === 1 },
  { group: 'two', label: 'Deux personnes', holds: ({ persons }) => persons === 2 },
  {
    group: 'threeOrFour',
    label: 'Trois ou quatre personnes',
    holds: ({ persons }) => persons === 3 || persons === 4,
  },
  { group: 'fiveOrMore', label: 'Cinq personnes et plus', holds: ({ persons }) => persons >= 5 },
];

type Move = 'raised' | 'kept' | 'lowered' | 'setAside';

export function departureReport(
  homes: readonly ReportedHome[],
  from: CivilDate,
  until: CivilDate,
): DepartureReport {
  const compared = homes
    .map((home) => ({ ...home, order: compareOrder(home.candidates, home.decision.candidates) }))
    .filter(({ order }) => order !== 'noProposal');
  const proposed = compared.flatMap(({ candidates, decision }) =>
    candidates.flatMap(({ number, proposedRank, sheet }) =>
      proposedRank === null ? [] : [{ sheet, move: moveOf(proposedRank, number, decision.candidates) }],
    ),
  );
  const reasons = [...departureReasons, refusalOnly];
  const codeOf = ({ order, decision }: (typeof compared)[number]) =>
    order === 'departed'
      ? (decision.departure?.reason ?? null)
      : order === 'refusalOnly'
        ? refusalOnly.code
        : null;
  return {
    from,
    until,
    decided: compared.length,
    followed: compared.filter(({ order }) => order !== 'departed').length,
    departed: compared.filter(({ order }) => order === 'departed').length,
    byReason: reasons.flatMap(({ code, label }) => {
      const own = compared.filter((home) => codeOf(home) === code);
      const candidates = own.reduce((sum, home) => sum + home.candidates.length, 0);
      return own.length === 0 ? [] : [{ code, label, homes: own.length, candidates }];
    }),
    byGroup: groups.map(({ group, label, holds }) => {
      const own = proposed.filter(({ sheet }) => holds(sheet));
      const many = (move: Move) => own.filter((row) => row.move === move).length;
      return {
        group,
        label,
        proposed: own.length,
        raised: many('raised'),
        kept: many('kept'),
        lowered: many('lowered'),
        setAside: many('setAside'),
      };
    }),
  };
}

function moveOf(proposedRank: number, number: string, decisions: readonly CandidateDecision[]): Move {
  const rank = decisions.find((decision) => decision.number === number)?.rank ?? null;
  if (rank === null) return 'setAside';
  if (rank === proposedRank) return 'kept';
  return rank < proposedRank ? 'raised' : 'lowered';
}

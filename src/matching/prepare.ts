/** What every solve of one session shares: candidates, groups of quotas, the problem without an officer's choices. */
import type { HashedText } from '../kernel/canonical-json.ts';
import { priorityLabels } from '../law/priority.ts';
import type { BonusCaps } from './bonus-caps.ts';
import { buildProblem } from './build-problem.ts';
import type { CandidateSets } from './candidate-sets.ts';
import { sheetReader } from './candidate-sheet.ts';
import { findCandidates } from './candidates.ts';
import { frozenSnapshot, textOfFrozen } from './frozen-snapshot.ts';
import type { TabledProblem } from './pair-table.ts';
import { quotaFactsAtPlace } from './quota-facts.ts';
import { type QuotaGroup, quotaGroups } from './quota-groups.ts';
import type { CandidateSheet } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';

export type PreparedSession = {
  /** With its lists in their one order. */
  snapshot: Snapshot;
  /** Its text and hash, written when first asked for: at the size of a metropolis, while an engine works. */
  text: HashedText;
  sets: CandidateSets;
  groups: readonly QuotaGroup[];
  daloNumbers: ReadonlySet<string>;
  /** Without pins and bans. */
  problem: TabledProblem;
  caps: BonusCaps;
  sheetOf: (vacancyId: string, number: string) => CandidateSheet;
};

/** Finds the candidates and builds the problem once; solving again with other pins and bans starts from here. */
export function prepareSession(snapshot: Snapshot): PreparedSession {
  const frozen = frozenSnapshot(snapshot);
  const sets = findCandidates(frozen);
  const factsAt = quotaFactsAtPlace(frozen, sets.applicants);
  const groups = quotaGroups(frozen, sets, factsAt);
  const daloNumbers = new Set(
    sets.applicants
      .filter((application) => priorityLabels(application.labels, frozen.date).dalo)
      .map(({ number }) => number),
  );
  return {
    snapshot: frozen,
    text: textOfFrozen(frozen),
    sets,
    groups,
    daloNumbers,
    ...buildProblem({ snapshot: frozen, sets, groups, daloNumbers }),
    sheetOf: sheetReader(frozen, sets, factsAt),
  };
}

/** What a search changes among the findings kept: idempotent, and what was set aside stays so while facts stand. */
import { type Finding, type FindingContent, fingerprintOf } from './finding-content.ts';

export type KeptFinding = {
  id: string;
  tenancyId: string;
  ground: Finding['ground'];
  state: 'open' | 'taken' | 'setAside';
  fingerprint: string;
};

export type ScanChange =
  | { kind: 'open'; tenancyId: string; ground: Finding['ground']; content: FindingContent }
  /** Set aside on other facts than those of today, or on facts that had gone. */
  | { kind: 'reopen'; id: string; content: FindingContent }
  | { kind: 'change'; id: string; content: FindingContent }
  /** The facts show it no longer. */
  | { kind: 'gone'; id: string };

/** The fingerprint of a finding that the facts no longer show: it differs from every other. */
export const goneFingerprint = 'gone';

/** Changes of one tenancy. What became a request is that request's business. */
export function scanChanges(
  tenancyId: string,
  found: readonly Finding[],
  kept: readonly KeptFinding[],
): ScanChange[] {
  const changes: ScanChange[] = [];
  for (const { ground, ...content } of found) {
    const known = kept.find((one) => one.ground === ground);
    if (!known) changes.push({ kind: 'open', tenancyId, ground, content });
    else if (known.state !== 'taken' && known.fingerprint !== fingerprintOf(content)) {
      changes.push({ kind: known.state === 'open' ? 'change' : 'reopen', id: known.id, content });
    }
  }
  for (const { id, state, ground } of kept) {
    if (state === 'open' && !found.some((one) => one.ground === ground)) changes.push({ kind: 'gone', id });
  }
  return changes;
}

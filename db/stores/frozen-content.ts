/** A snapshot as it is kept: compressed as it is written, since the text of a metropolis is hundreds of megabytes. */
import { canonicalParts } from '../../src/kernel/canonical-json.ts';
import { keptOf } from '../../src/matching/frozen-snapshot.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { gzipped } from './gzip.ts';

/** Gzip of the canonical JSON, without names and without the officer's choices. */
export function frozenContent(snapshot: Snapshot): Promise<Buffer> {
  return gzipped(canonicalParts(keptOf(snapshot)));
}

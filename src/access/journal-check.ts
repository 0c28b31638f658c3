/**
 * Checks the journal from its first line to its head: any line altered, missing, moved or cut off shows, and any content
 * that is not what its line says. Minutes carry the place and hash of the journal when their sitting closed: rewriting
 * the whole chain would contradict the papers that were signed.
 */
import { contentHash } from '../kernel/canonical-json.ts';
import { firstPreviousHash, type JournalContent, type JournalLine, lineHash } from './journal.ts';

/** A line with its content; null where the content is no longer there. */
export type StoredLine = JournalLine & { content: JournalContent | null };

export type JournalAnchor = { sequence: number; hash: string; about: string };

export type JournalFault = {
  sequence: number;
  kind: 'altered' | 'missing' | 'moved' | 'contentAltered' | 'contentMissing' | 'cutTail' | 'anchor';
  /** French, without a personal datum. */
  message: string;
};

export type JournalCheck = {
  lines: number;
  /** Contents that an act of erasure took away. */
  erased: number;
  head: { sequence: number; hash: string };
  faults: readonly JournalFault[];
};

/** The kind of the act that takes contents away; its `after` lists their sequences. */
export const erasureKind = 'journal.erased';

/** Reads the lines in the order of their sequence, as they come; keeps only what a check needs. */
export async function checkJournal(
  lines: AsyncIterable<StoredLine>,
  head: { sequence: number; hash: string } | null,
  anchors: readonly JournalAnchor[],
): Promise<JournalCheck> {
  const faults: JournalFault[] = [];
  const gone = new Set<number>();
  const erased = new Set<number>();
  let at = { sequence: 0, hash: firstPreviousHash };
  let count = 0;
  for await (const line of lines) {
    count += 1;
    faults.push(...lineFaults(line, at));
    if (line.content === null) gone.add(line.sequence);
    else if (contentHash(line.content) !== line.contentHash) {
      faults.push(
        fault(line.sequence, 'contentAltered', 'le contenu n’est pas celui que la ligne a enregistré'),
      );
    }
    if (line.kind === erasureKind) for (const sequence of sequencesOf(line.content)) erased.add(sequence);
    for (const anchor of anchors) {
      if (anchor.sequence === line.sequence && anchor.hash !== line.hash) faults.push(contradicted(anchor));
    }
    at = { sequence: line.sequence, hash: line.hash };
  }
  for (const sequence of gone) {
    if (erased.has(sequence)) continue;
    faults.push(fault(sequence, 'contentMissing', 'le contenu manque sans acte d’effacement'));
  }
  for (const anchor of anchors) if (anchor.sequence > at.sequence) faults.push(contradicted(anchor));
  if (head === null ? count > 0 : head.sequence !== at.sequence || head.hash !== at.hash) {
    faults.push(fault(at.sequence, 'cutTail', 'la fin du journal n’est pas là où il a été fermé'));
  }
  const sorted = faults.sort((a, b) => a.sequence - b.sequence);
  return {
    lines: count,
    erased: [...gone].filter((one) => erased.has(one)).length,
    head: at,
    faults: sorted,
  };
}

function lineFaults(line: StoredLine, previous: { sequence: number; hash: string }): JournalFault[] {
  const faults: JournalFault[] = [];
  if (line.sequence > previous.sequence + 1) {
    const first = previous.sequence + 1;
    const last = line.sequence - 1;
    const which = first === last ? `la ligne ${first} manque` : `les lignes ${first} à ${last} manquent`;
    faults.push(fault(first, 'missing', which));
  } else if (line.previousHash !== previous.hash) {
    faults.push(fault(line.sequence, 'moved', 'la ligne ne suit pas celle qui la précède'));
  }
  if (lineHash(line) !== line.hash) {
    faults.push(fault(line.sequence, 'altered', 'la ligne n’est pas celle qui a été écrite'));
  }
  return faults;
}

function sequencesOf(content: JournalContent | null): number[] {
  const after = content?.after;
  if (!Array.isArray(after)) return [];
  return after.filter((one): one is number => typeof one === 'number');
}

function contradicted(anchor: JournalAnchor): JournalFault {
  return fault(anchor.sequence, 'anchor', `${anchor.about} porte une autre empreinte du journal`);
}

function fault(sequence: number, kind: JournalFault['kind'], message: string): JournalFault {
  return { sequence, kind, message };
}

/**
 * The chain of the journal. A line's hash covers its place, what it says and the hash before it, so that an altered,
 * missing or reordered line shows. Its content (before, after, why) is covered by a salted hash of its own: retention
 * can take the content away and the chain still holds.
 */
import type { Act, Json } from '../domain/act.ts';
import { contentHash } from '../kernel/canonical-json.ts';

export type JournalContent = { salt: string; before: Json; after: Json; why: string | null };

export type JournalLine = {
  sequence: number;
  kind: string;
  at: Date;
  actor: Act['actor'];
  subjects: readonly string[];
  contentHash: string;
  previousHash: string;
  hash: string;
};

/** The hash before the first line. */
export const firstPreviousHash = '0'.repeat(64);

/** The line that follows, and its content; the salt keeps short contents from being guessed after their erasure. */
export function nextLine(
  head: { sequence: number; hash: string },
  act: Act,
  salt: string,
): { line: JournalLine; content: JournalContent } {
  const content = { salt, before: act.before, after: act.after, why: act.why };
  const unhashed = {
    sequence: head.sequence + 1,
    kind: act.kind,
    at: act.at,
    actor: act.actor,
    subjects: act.subjects,
    contentHash: contentHash(content),
    previousHash: head.hash,
  };
  return { line: { ...unhashed, hash: lineHash(unhashed) }, content };
}

/** SHA-256 of what a line says, in one canonical writing. */
export function lineHash(line: Omit<JournalLine, 'hash'>): string {
  const { sequence, kind, at, actor, subjects, contentHash: content, previousHash } = line;
  return contentHash({
    sequence,
    kind,
    at: at.toISOString(),
    actor: { accountId: actor.accountId, name: actor.name, role: actor.role },
    subjects: [...subjects],
    contentHash: content,
    previousHash,
  });
}

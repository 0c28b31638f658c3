/**
 * Who has seen a file, from the journal (GDPR art. 15). To the household: the service, the day and the purpose, not the
 * name. Access to one's data covers when and why they were looked at; the name of an employee is that person's own
 * datum, owed only where the rights of the household cannot be exercised otherwise (CJEU C-579/21 [from memory, verify]).
 * The data-protection officer reads the names, and gives one where a complaint makes it necessary.
 */

export type FileAccess = {
  sequence: number;
  at: Date;
  kind: string;
  /** For the data-protection officer alone. */
  name: string;
  role: string;
  /** What the person or the service wrote, for the data-protection officer alone. */
  why: string | null;
  /** Data that the law protects were in clear: a protected address, a sensitive ground. */
  sensitive: boolean;
};

/** Kinds of acts by which someone looked, and what for. */
const purposes: Readonly<Record<string, string>> = {
  'file.opened': 'lire le dossier pour l’instruire',
  'upload.opened': 'vérifier une pièce envoyée',
  'session.identitiesShown': 'connaître l’identité des candidats pendant la séance de la commission',
  'data.copied': 'recevoir une copie de ses données',
  'portal.opened': 'ouvrir le dossier sur le portail, par un code',
  'accesses.read': 'relire la liste des consultations',
};

/** Starts of the kinds by which data that the law protects were seen in clear. */
const sensitiveStarts = ['protected.', 'sensitive.', 'sealed.'] as const;

/** Kinds to look for in the journal. */
export const accessKinds: readonly string[] = Object.keys(purposes);
export const sensitiveKindStarts: readonly string[] = sensitiveStarts;

/** Whether protected data were in clear. */
export function isSensitiveAccess(kind: string): boolean {
  return sensitiveStarts.some((start) => kind.startsWith(start));
}

/** French: what it was looked at for. */
export function purposeOf(kind: string): string {
  return (
    purposes[kind] ?? (isSensitiveAccess(kind) ? 'joindre une personne protégée' : 'instruire le dossier')
  );
}

/**
 * What the household reads: nothing that would tell of a decision before its announcement, nor on a screen that others
 * see that the file is protected (D-04).
 */
export function accessesForHousehold(
  accesses: readonly FileAccess[],
  sessionIsClosed: (sequence: number) => boolean,
): FileAccess[] {
  return accesses.filter(
    ({ kind, sensitive, sequence }) =>
      !sensitive && (!kind.startsWith('session.') || sessionIsClosed(sequence)),
  );
}

/** Data that an indicator misses: which lease, what is missing, what to do. Each has a key that stays from day to day. */

export const defectKinds = [
  'income',
  'employment',
  'label',
  'facts',
  'category',
  'commune',
  'origin',
] as const;
export type DefectKind = (typeof defectKinds)[number];

export type Defect = {
  /** "income:BAIL-2026-00012": what is wrong with which lease; an assignment is kept under it. */
  key: string;
  kind: DefectKind;
  leaseId: string;
  /** French: what is missing. */
  missing: string;
  /** French: what to do. */
  todo: string;
};

/** The key of a defect, the same from one day to the next. */
export function defectKey(kind: DefectKind, leaseId: string): string {
  return `${kind}:${leaseId}`;
}

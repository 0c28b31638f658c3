/** Copies of indicators that leave the tool, for the journal: what, under which filter, in which form. */
import type { Asked } from '../domain/act.ts';

export type CopyPort = {
  record: (
    asked: Asked,
    copy: { name: string; filter: string; format: 'csv' | 'ods' | 'pdf' },
  ) => Promise<void>;
};

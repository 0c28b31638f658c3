/** What the copy of a household's data asks of the store. */
import type { Asked } from '../../domain/act.ts';
import type { KeptData } from './own-data.ts';

export type OwnDataPort = {
  /**
   * Reads what the other ports do not, and writes in the journal that the household took a copy. `key`: see
   * `portalFileKey`. Null where the landlord has no such file.
   */
  copy: (asked: Asked, key: string, form: 'page' | 'json' | 'pdf' | 'csv') => Promise<KeptData | null>;
};

/** What pages ask of the journal about those who looked at a file. */
import type { Asked } from '../../domain/act.ts';
import type { FileAccess } from './file-access.ts';

export type AccessLogPort = {
  /** Who looked at the file (a number or a lease), newest first, as the household may read it. */
  ofHousehold: (landlordId: string, keys: readonly string[]) => Promise<FileAccess[]>;
  /** The same with names and protected data, for the data-protection officer: the reading is itself an act. */
  ofFile: (asked: Asked, key: string) => Promise<FileAccess[]>;
  /** Accesses to data that the law protects, in all files, newest first. */
  sensitive: (landlordId: string, limit: number) => Promise<(FileAccess & { subjects: readonly string[] })[]>;
};

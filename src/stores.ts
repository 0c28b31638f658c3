/** Every store that pages, tasks and deadlines ask, over one database. */
import type { Database } from '../db/connection.ts';
import { accessStores } from '../db/stores/access-stores.ts';
import { committeeStores } from '../db/stores/committee-stores.ts';
import { portalStores } from '../db/stores/portal-stores.ts';
import { reportingStores } from '../db/stores/reporting-stores.ts';

export function storesOf(db: Database) {
  return { ...accessStores(db), ...committeeStores(db), ...portalStores(db), ...reportingStores(db) };
}

export type Stores = ReturnType<typeof storesOf>;

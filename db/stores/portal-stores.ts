/** The stores of the portal, of transfers and of exchanges: one line each. */
import type { PortalFeatures } from '../../src/http/portal-features.ts';
import type { Database } from '../connection.ts';
import { advertStore } from './advert-store.ts';
import { chanceStore } from './chance-store.ts';
import { portalAccessStore } from './portal-access-store.ts';
import { portalPolicyStore } from './portal-policy-store.ts';

export function portalStores(db: Database): PortalFeatures {
  return {
    adverts: advertStore(db),
    chances: chanceStore(db),
    portalAccess: portalAccessStore(db),
    portalPolicies: portalPolicyStore(db),
  };
}

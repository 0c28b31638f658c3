/** The ports that the portal, transfers and exchanges use: one line each, filled by `db/stores/portal-stores.ts`. */

import type { PortalAccessPort } from '../portal/access-port.ts';
import type { AdvertPort } from '../portal/adverts/advert-port.ts';
import type { ChancePort } from '../portal/chance/chance-port.ts';
import type { PortalPolicyPort } from '../portal/policy-port.ts';

export type PortalFeatures = {
  adverts: AdvertPort;
  chances: ChancePort;
  portalAccess: PortalAccessPort;
  portalPolicies: PortalPolicyPort;
};

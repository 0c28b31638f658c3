/** What pages and stores ask of the published policy of the portal. */
import type { Asked } from '../domain/act.ts';
import type { Result } from '../kernel/result.ts';
import type { PortalPolicy } from './policy.ts';

export type PortalPolicyPort = {
  /** The policy in force: the newest version, or the safe defaults, which say that they are. */
  inForce: (landlordId: string) => Promise<PortalPolicy>;
  /** A new version after `policy.version`; told who changed it meanwhile where it is no longer the newest. */
  save: (
    asked: Asked,
    policy: PortalPolicy,
  ) => Promise<Result<PortalPolicy, { code: 'changedMeanwhile'; by: string }>>;
};

/**
 * The lease of a fellow landlord's household whose home was promised: the commission is told and does not decide (C-13),
 * what the law asks of every letting holds, and the home that it leaves is the fellow's.
 */
import type { LeasedHome } from '../../committee/letting/letting-home.ts';
import type { Application } from '../../domain/application.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { hasUniqueNumber } from '../../law/eligibility.ts';
import type { FellowRequest } from './fellow-request.ts';
import { type HeldHome, type LeaseRefusal, lawfulLetting } from './relocation-lease.ts';

export type FellowLeaseFacts = {
  request: FellowRequest;
  application: Application | null;
  /** Whether a sitting that is not cancelled has it among its informations. */
  informed: boolean;
  home: LeasedHome | null;
  held: HeldHome | null;
  date: CivilDate;
};

export type FellowLeaseRefusal = LeaseRefusal | { code: 'notNow' | 'noSuchHome' };

/** Whether the lease may be recorded today; refusals in the order in which they are told. */
export function mayLeaseToFellow(
  { request, application, informed, home, held, date }: FellowLeaseFacts,
  signing: { signedOn: CivilDate; verified: boolean },
): Result<{ home: LeasedHome; application: Application }, FellowLeaseRefusal> {
  const { state, answeredOn, content } = request;
  if (state === 'signed' && content.signed !== null) {
    return refuse({ code: 'signedMeanwhile', ...content.signed });
  }
  if (state !== 'accepted' || answeredOn === null) return refuse({ code: 'notNow' });
  if (home === null) return refuse({ code: 'noSuchHome' });
  if (application === null || hasUniqueNumber(application).verdict !== 'yes') {
    return refuse({ code: 'numberMissing', byLandlord: false });
  }
  if (!informed) return refuse({ code: 'notInformed' });
  if (held !== null) return refuse(held);
  const lawful = lawfulLetting(home, application, signing, date);
  if (!lawful.ok) return lawful;
  return signing.signedOn < answeredOn || signing.signedOn > date
    ? refuse({ code: 'leaseDay', from: answeredOn, to: date })
    : ok({ home, application });
}

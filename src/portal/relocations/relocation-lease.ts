/**
 * The lease of a relocation that the commission is told of and does not decide (C-13, M-07): what must hold on the day
 * it is recorded. C-13 sets no order between the telling and the lease: the relocation has to stand among the
 * informations of a sitting, which need not have been held.
 */
import { z } from 'zod';
import type { LeasedHome } from '../../committee/letting/letting-home.ts';
import { isHoldersCandidate, orientationToday } from '../../committee/letting/recheck.ts';
import type { Application } from '../../domain/application.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { hasUniqueNumber, mayHaveHome, prepareApplicant, prepareHome } from '../../law/eligibility.ts';
import type { Reason } from '../../law/rule.ts';
import { transferNoticeEndsOn } from '../../law/transfer.ts';
import { mayorDesignates } from '../../matching/orientation.ts';
import type { HouseholdAnswer } from '../transfers/answers.ts';
import type { Perimeter } from '../transfers/finding.ts';
import type { RelocationOffer } from './relocation-offer.ts';
import type { operations, RelocationStanding } from './relocation-standing.ts';

export const relocationLeaseSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(1),
  /** Made with the form: sent twice, it signs once. */
  key: z.uuid(),
  signedOn: civilDateSchema,
  /** The day on which the tenant's notice was received (M-06). */
  noticeReceivedOn: civilDateSchema,
  /** Last day of the old lease, where the landlord agreed to an earlier one; null: the end of the notice. */
  oldEndsOn: civilDateSchema.nullable(),
  /** What the data do not say was verified on documents. */
  verified: z.boolean(),
});
export type RelocationLeaseInput = z.infer<typeof relocationLeaseSchema>;
type Signing = Pick<RelocationLeaseInput, 'signedOn' | 'noticeReceivedOn' | 'oldEndsOn' | 'verified'>;

/** Who else has the home, and by what. */
export type HeldHome =
  | { code: 'homeLet'; on: CivilDate | null }
  | { code: 'homeDecided' | 'homeOnAgenda'; heldOn: CivilDate }
  | { code: 'homeOccupied' | 'homeWithdrawn' | 'homeOffered' | 'homePromised' | 'homeLetApart' };

export type LeaseRefusal =
  | HeldHome
  /** M-08c: who leaves has its own application, and the lease goes on for those who stay. */
  | { code: 'notInformed' | 'operationMissing' | 'partLeaves' }
  | { code: 'numberMissing'; byLandlord: boolean }
  | { code: 'homeReserved'; holder: string | null }
  | { code: 'householdBarred' | 'toVerify'; reasons: readonly Reason[] }
  | { code: 'leaseDay' | 'noticeDay'; from: CivilDate; to: CivilDate }
  | { code: 'oldEndDay'; from: CivilDate; to: CivilDate }
  | { code: 'signedMeanwhile'; by: string; on: CivilDate };

export type LeaseFacts = {
  standing: Pick<RelocationStanding, 'regime' | 'accepted'>;
  operation: (typeof operations)[number] | null;
  /** Whether only some of the household leave. */
  partOnly: boolean;
  /** Whether a sitting that is not cancelled has it among its informations. */
  informed: boolean;
  application: Application | null;
  home: LeasedHome | null;
  held: HeldHome | null;
  date: CivilDate;
};

export type LeaseToSign = {
  offer: RelocationOffer;
  home: LeasedHome;
  application: Application;
  oldEndsOn: CivilDate;
};

/** Whether the lease may be recorded, and the last day of the old one; refusals in the order in which they are told. */
export function mayLease(
  facts: LeaseFacts,
  signing: Signing,
): Result<LeaseToSign, LeaseRefusal | { code: 'notByLaw' | 'noneAccepted' | 'noSuchHome' }> {
  const { standing, application, home, held, date } = facts;
  const { regime, accepted: offer } = standing;
  // F-03 and F-04 are decided by the commission, as is a move out of a perimeter of sale.
  if (regime.kind !== 'law' || regime.ground !== 'demolition') return refuse({ code: 'notByLaw' });
  if (offer === null || offer.answeredOn === null) return refuse({ code: 'noneAccepted' });
  if (home === null) return refuse({ code: 'noSuchHome' });
  if (facts.partOnly) return refuse({ code: 'partLeaves' });
  // Q-02 counts the lease by its operation: unknown is not no.
  if (facts.operation === null) return refuse({ code: 'operationMissing' });
  if (application === null || hasUniqueNumber(application).verdict !== 'yes') {
    return refuse({ code: 'numberMissing', byLandlord: facts.operation === 'urbanRenewal' });
  }
  if (!facts.informed) return refuse({ code: 'notInformed' });
  if (held !== null) return refuse(held);
  const lawful = lawfulLetting(home, application, signing, date);
  if (!lawful.ok) return lawful;
  if (signing.signedOn < offer.answeredOn || signing.signedOn > date) {
    return refuse({ code: 'leaseDay', from: offer.answeredOn, to: date });
  }
  const ends = oldLeaseEnd(offer, signing, date);
  return ends.ok ? ok({ offer, home, application, oldEndsOn: ends.value }) : ends;
}

/** Registered, live, within the ceiling, a decent home (F-06), and no holder's candidate before it. */
export function lawfulLetting(
  home: LeasedHome,
  application: Application,
  { verified }: Pick<Signing, 'verified'>,
  date: CivilDate,
): Result<null, LeaseRefusal> {
  const orientation = orientationToday(home, date);
  const isReserved = orientation.state === 'oriented' || orientation.state === 'daloDesignation';
  if (isReserved && !isHoldersCandidate(home, application, date)) {
    return refuse({ code: 'homeReserved', holder: orientation.holder?.name ?? null });
  }
  const law = mayHaveHome(
    prepareApplicant(application, date),
    prepareHome({
      home: home.home,
      date,
      mayorDesignates: mayorDesignates(home.home, orientation),
      q1Comparison: home.policy.q1Comparison,
    }),
  );
  const reasonsOf = (verdict: 'no' | 'unknown') => law.because.filter((reason) => reason.verdict === verdict);
  if (law.verdict === 'no') return refuse({ code: 'householdBarred', reasons: reasonsOf('no') });
  const unsure = law.verdict === 'unknown' && !verified;
  return unsure ? refuse({ code: 'toVerify', reasons: reasonsOf('unknown') }) : ok(null);
}

/** M-06: one month after the notice at the latest; the landlord may agree to an earlier day. */
function oldLeaseEnd(
  { notifiedOn }: RelocationOffer,
  { noticeReceivedOn, oldEndsOn }: Signing,
  date: CivilDate,
): Result<CivilDate, LeaseRefusal> {
  if (noticeReceivedOn < notifiedOn || noticeReceivedOn > date) {
    return refuse({ code: 'noticeDay', from: notifiedOn, to: date });
  }
  const latest = transferNoticeEndsOn(noticeReceivedOn) ?? noticeReceivedOn;
  if (oldEndsOn === null) return ok(latest);
  return oldEndsOn < noticeReceivedOn || oldEndsOn > latest
    ? refuse({ code: 'oldEndDay', from: noticeReceivedOn, to: latest })
    : ok(oldEndsOn);
}

/** M-07: what is left may not be let again before the works, whatever the operation: it is freed, and withdrawn. */
export function withdrawalOf(perimeter: Perimeter | null): 'demolition' | 'other' {
  return perimeter?.kind === 'demolition' ? 'demolition' : 'other';
}

/** What the household reads of its lease: it still lives in the old home, until a day that it is told. */
export function leaseAnswer(signedOn: CivilDate, oldEndsOn: CivilDate): HouseholdAnswer {
  const subject = 'Votre nouveau bail est signé';
  return {
    subject,
    paragraphs: [
      `Votre nouveau bail a été signé le ${frenchLongDate(signedOn)}.`,
      `Votre bail actuel finit le ${frenchLongDate(oldEndsOn)}. Jusqu’à ce jour, votre logement reste le vôtre.`,
      'Nous fermons votre demande de changement de logement. Une question, ou une date à corriger ? Appelez-nous, ou passez à notre guichet.',
    ],
    sms: `${subject}. Votre bail actuel finit le ${frenchLongDate(oldEndsOn)}.`,
  };
}

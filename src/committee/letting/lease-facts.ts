/** The facts of the day that a signed lease keeps for quotas (N-09, Q-02…Q-08), and whether its reservation failed. */
import type { Application } from '../../domain/application.ts';
import type { Lease } from '../../domain/tenancy.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { quotaFactsReader } from '../../matching/quota-facts.ts';
import type { LeasedHome, LettingHome } from './letting-home.ts';
import { isHoldersCandidate, orientationToday } from './recheck.ts';

/** The lease of a home signed by a household on a day. Its identifier follows from the vacancy: one lease a home. */
export function leaseOf(home: LeasedHome, application: Application, signedOn: CivilDate): Lease {
  const { landlord, policy } = home;
  const read = quotaFactsReader(
    { date: signedOn, landlord: { ...landlord, aliases: [...landlord.aliases] }, policy },
    { applicants: [application] },
  );
  const { insee, qpvCode, typology, financing } = home.home;
  return {
    id: `BAIL-${home.vacancy.id}`,
    homeId: home.home.id,
    signedOn,
    insee,
    qpvCode,
    typology,
    financing,
    holderId: home.vacancy.holderId,
    reservationFailed: reservationFailedFor(home, application, signedOn),
    ...read(application.number, insee),
  };
}

/** the holder kept silent, its candidates failed already, or the one who signs is none of its candidates. */
function reservationFailedFor(home: LeasedHome, application: Application, on: CivilDate): boolean {
  const { state } = orientationToday(home, on);
  if (state === 'unreserved' || home.vacancy.holderId === null) return false;
  if (state === 'lapsed' || state === 'failed') return true;
  // Under a DALO designation too: the préfet's candidate may have refused and another household have signed.
  return !isHoldersCandidate(home, application, on);
}

/** whether a list that ended without a lease makes the holder's reservation fail, and who designates then. */
export function afterExhaustedList(
  home: LettingHome,
  today: CivilDate,
): { reservationFails: boolean; designates: 'landlord' | 'mayor' | 'holder' } {
  const { state } = orientationToday(home, today);
  if (state === 'unreserved') return { reservationFails: false, designates: 'landlord' };
  const failedBefore = state === 'lapsed' || state === 'failed';
  const holdersOwn = home.candidates.filter(
    ({ decision, application }) =>
      decision.rank !== null && application !== null && isHoldersCandidate(home, application, today),
  );
  // A list without any of the holder's candidates says nothing of its reservation.
  if (!failedBefore && holdersOwn.length === 0) return { reservationFails: false, designates: 'holder' };
  return { reservationFails: true, designates: home.home.qpvCode === null ? 'landlord' : 'mayor' };
}

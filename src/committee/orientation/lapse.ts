/** What a holder's silence or failure does to a home. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { Designation, ReservationHolder } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { afterFailedReservation, designationLapsed } from '../../law/flow.ts';
import { communeHolder } from './destination.ts';

/** A home with the holder that must answer, and until when. */
export type RunningOrientation = {
  vacancy: Pick<Vacancy, 'id' | 'status'>;
  home: Pick<Home, 'insee' | 'qpvCode'>;
  holderId: string;
  dueOn: CivilDate | null;
  /** It is already the mayor's turn after a failure. */
  fallback: boolean;
};

export type AfterFailure = {
  /** The mayor's holder that may now designate, without households of the first quartile; null: the landlord. */
  mayorHolderId: string | null;
};

/** True where the last day is over and the holder designated nobody in time. */
export function hasLapsed(
  running: RunningOrientation,
  designations: readonly Pick<Designation, 'holderId' | 'on' | 'dalo'>[],
  today: CivilDate,
): boolean {
  const { dueOn, holderId, vacancy } = running;
  if (vacancy.status === 'let' || vacancy.status === 'withdrawn') return false;
  const inTime = designations.some(
    (designation) => designation.holderId === holderId && (dueOn === null || designation.on <= dueOn),
  );
  return !inTime && designationLapsed(dueOn, today).verdict === 'yes';
}

/** Who has the home next. A mayor that kept silent after a failure has had its turn: the landlord then. */
export function afterFailure(
  running: RunningOrientation,
  holders: readonly ReservationHolder[],
  today: CivilDate,
): AfterFailure {
  const { designates } = afterFailedReservation(running.home);
  if (designates === 'landlord' || running.fallback) return { mayorHolderId: null };
  const commune = communeHolder(holders, running.home, today);
  return { mayorHolderId: commune && commune.id !== running.holderId ? commune.id : null };
}

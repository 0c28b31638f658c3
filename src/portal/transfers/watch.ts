/** The watch on departure notices: which accepted transfers a home about to free could answer. It proposes, no more. */
import type { Application } from '../../domain/application.ts';
import type { Home, Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { isLiveOn } from '../../law/application-life.ts';
import { energyDecency } from '../../law/decency.ts';
import { hasUniqueNumber, mayHaveHome, prepareApplicant, prepareHome } from '../../law/eligibility.ts';
import { overOccupation, underOccupation } from '../../law/occupancy.ts';
import { allOf, type Outcome, type Verdict } from '../../law/rule.ts';
import type { TransferGround } from '../policy.ts';
import { byPriority } from './order.ts';
import type { RequestLine } from './transfer-port.ts';

/** A request that waits for a home, with the application that C-05 asks for where there is one. */
export type WaitingTransfer = { line: RequestLine; application: Omit<Application, 'name'> | null };

export type WatchMatch = {
  line: RequestLine;
  /** Law's answer: never `no`; unknown where the household is not registered or a datum is missing. */
  verdict: Exclude<Verdict, 'no'>;
  missing: readonly string[];
  /** Principal rent of this home less that of today, in cents; null where today's is unknown. */
  rentChangeCents: number | null;
};

// L442-3-1 and L442-3-2: ceilings are ignored and the rent must be strictly lower (F-03, F-04).
const withoutCeilings: ReadonlySet<TransferGround> = new Set(['underOccupied', 'adaptedHomeLeft']);
const strictlyCheaper: ReadonlySet<TransferGround> = new Set(['underOccupied', 'adaptedHomeLeft', 'effort']);
const levels = ['none', 'stepFree', 'wheelchair'] as const satisfies readonly Home['accessibility'][];

/** Those whom the home could suit by law, size, wishes and rent, in the published order of priority. */
export function matchesFor(
  home: Home,
  waiting: readonly WaitingTransfer[],
  { date, sizeScale }: { date: CivilDate; sizeScale: readonly (readonly Typology[])[] },
): WatchMatch[] {
  return waiting
    .filter(({ line }) => line.home?.id !== home.id)
    .filter((one) => isWished(one, home) && hasRoom(one, home, sizeScale) && isCheaper(one, home))
    .flatMap((one) => {
      const outcome = lawOn(one, home, date);
      if (outcome.verdict === 'no') return [];
      const today = one.line.home?.rentCents ?? null;
      return [
        {
          line: one.line,
          verdict: outcome.verdict,
          missing: outcome.missing,
          rentChangeCents: today === null ? null : home.rentCents - today,
        },
      ];
    })
    .sort((a, b) => byPriority(a.line, b.line));
}

function lawOn({ line, application }: WaitingTransfer, home: Home, date: CivilDate): Outcome {
  if (application === null) {
    return { verdict: 'unknown', because: [], missing: ['number'], awaiting: [] };
  }
  if (withoutCeilings.has(line.ground)) {
    return allOf([
      hasUniqueNumber(application),
      isLiveOn(application, date),
      energyDecency({ insee: home.insee, energyClass: home.energyClass, date }),
    ]);
  }
  return mayHaveHome(prepareApplicant({ ...application, name: null }, date), prepareHome({ home, date }));
}

/** In a commune of the wishes, or in the present one where none is known; as accessible as asked. */
function isWished({ line, application }: WaitingTransfer, home: Home): boolean {
  const communes = line.details.wishes?.communes ?? application?.wishes.communes ?? [];
  const near = communes.length > 0 ? communes.includes(home.insee) : line.home?.insee === home.insee;
  const need = application?.wishes.accessibility ?? 'none';
  return near && levels.indexOf(home.accessibility) >= levels.indexOf(need);
}

/** Of a size that the landlord's scale or the wishes give, neither over- nor (where that is the ground) under-occupied. */
function hasRoom(
  { line }: WaitingTransfer,
  home: Home,
  sizeScale: readonly (readonly Typology[])[],
): boolean {
  const persons = line.details.part?.persons ?? line.persons;
  if (persons === null || persons < 1) return false;
  const sizes = line.details.wishes?.typologies ?? [];
  const scale = sizeScale[Math.min(persons, sizeScale.length) - 1] ?? [];
  if (!(sizes.length > 0 ? sizes : scale).includes(home.typology)) return false;
  if (overOccupation({ surfaceM2: home.surfaceM2, residents: persons }).verdict === 'yes') return false;
  const again = underOccupation({
    habitableRooms: home.habitableRooms,
    professionalRooms: 0,
    residents: persons,
    visitingChildren: 0,
  });
  return line.ground !== 'underOccupied' || again.verdict === 'no';
}

function isCheaper({ line }: WaitingTransfer, home: Home): boolean {
  return !strictlyCheaper.has(line.ground) || (line.home !== null && home.rentCents < line.home.rentCents);
}

/** The place that a household is told on an advert is the place that the engine gives it (ADR 4). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/domain/application.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { bonusCaps } from '../../src/matching/bonus-caps.ts';
import { gridPlanner } from '../../src/matching/grid-plan.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { publishedPlace } from '../../src/portal/answers/wish-answer.ts';
import { readChoice } from '../../src/portal/choice/advert-choice.ts';
import {
  makeApplication,
  makeHome,
  makeLabel,
  makePersons,
  makeSnapshot,
  makeVacancy,
  metzInsee,
  metzSiren,
  sessionDate,
} from '../support/make-domain.ts';
import { randomGrid } from '../support/random-domain.ts';

/** Households that may all have the home; some have a recognised DALO, a priority, or one that has ended. */
const household = (index: number): fc.Arbitrary<Application> =>
  fc
    .record({
      filed: fc.integer({ min: 0, max: 40 }),
      adults: fc.integer({ min: 1, max: 2 }),
      children: fc.integer({ min: 0, max: 1 }),
      label: fc.constantFrom(null, null, 'dalo' as const, 'ended' as const, 'c' as const, 'h' as const),
      facts: fc.array(
        fc.record({
          criterion: fc.constantFrom('c1', 'c2', 'c3', 'c4'),
          value: fc.integer({ min: 0, max: 6 }),
        }),
        { maxLength: 4 },
      ),
      elsewhere: fc.boolean(),
    })
    .map(({ filed, adults, children, label, facts, elsewhere }) =>
      makeApplication(index, {
        // Few days, so that seniority ties too.
        filedOn: addDays(sessionDate, -60 * (filed % 4) - 30),
        renewedOn: addDays(sessionDate, -20),
        household: {
          ...makeApplication(index).household,
          persons: makePersons(adults, children === 1 ? [7] : []),
        },
        wishes: { communes: elsewhere ? ['57672'] : [metzInsee], typologies: [] },
        labels:
          label === null
            ? []
            : label === 'ended'
              ? [makeLabel('dalo', { until: addDays(sessionDate, -1) })]
              : [makeLabel(label)],
        gridFacts: facts.map((fact) => ({
          ...fact,
          asOf: addDays(sessionDate, -10),
          evidence: 'verified' as const,
        })),
      }),
    );

const world: fc.Arbitrary<Snapshot> = fc
  .record({
    people: fc
      .integer({ min: 1, max: 9 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => household(index + 1)))),
    grid: randomGrid('general'),
    caps: fc.constantFrom(
      null,
      { statutory: 9, convention: 4, own: 4 },
      { statutory: 1, convention: 0, own: 0 },
    ),
  })
  .map(({ people, grid, caps }) =>
    makeSnapshot({
      applications: people,
      grids: [grid],
      policy: {
        ...defaultPolicy,
        shortlistLength: 10,
        sizeScale: defaultPolicy.sizeScale
          .map(() => ['T1', 'T2', 'T3', 'T4', 'T5'] as const)
          .map((all) => [...all]),
        ...(caps === null ? {} : { bonusCapsPoints: caps }),
      },
      vacancies: [
        { vacancy: makeVacancy('h1'), home: makeHome('h1', { typology: 'T3', habitableRooms: 3 }) },
      ],
      interests: {
        minimum: 1,
        homes: [
          { vacancyId: 'v-h1', closed: true, households: people.map(({ number }) => ({ number, wish: 1 })) },
        ],
      },
    }),
  );

describe('the place that a household is told', () => {
  it('is its rank on the list of the engine, for one home while no target weighs', async () => {
    let daloPassed = 0;
    await fc.assert(
      fc.asyncProperty(world, async (snapshot) => {
        const { shortlists } = await runSession(snapshot, { plain: false });
        const listed = shortlists[0]?.entries ?? [];
        const interested = new Set(snapshot.applications.map(({ number }) => number));
        expect(listed).toHaveLength(interested.size);
        for (const { sheet, rank } of listed) {
          const application = snapshot.applications.find(({ number }) => number === sheet.number)!;
          const own = { application, wish: null, currentHome: null };
          const told = readChoice({ snapshot, vacancyId: 'v-h1', interested, household: own });
          expect(told.personal?.rank).toBe(rank);
          const { home } = snapshot.vacancies[0]!;
          const answered = publishedPlace(application, snapshot.applications, {
            home,
            plan: gridPlanner(snapshot.grids, snapshot.date)(metzSiren),
            caps: bonusCaps(snapshot.policy, snapshot.grids, snapshot.date),
            date: snapshot.date,
          });
          expect(answered.place).toBe(rank);
          if (told.personal!.daloPoints > 0 && rank < listed.length) daloPassed += 1;
        }
      }),
      { seed: 22_112_026, numRuns: 60 },
    );
    expect(daloPassed).toBeGreaterThan(20);
  });
});

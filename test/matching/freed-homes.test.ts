import { describe, expect, it } from 'vitest';
import { makeTargets } from '../../db/demo/targets.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { targetProgress } from '../../src/law/quota-progress.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { countsFreedHomes, freedHomesOf, type TenantHome } from '../../src/matching/tenant-homes.ts';
import {
  makeApplication,
  makeHome,
  makeNumber,
  makeSnapshot,
  makeTarget,
  makeVacancy,
  metzInsee,
  sessionDate,
} from '../support/make-domain.ts';

const freeing = makeTarget('liberes', {
  kind: 'scarceHomesFreed',
  class: 'own',
  territory: { level: 'departement', code: '57', communes: null },
  goal: { kind: 'number', number: 60, freeing: { typologies: ['T4', 'T5', 'T6'], communes: null } },
});
const progress = { signedTotal: 200, signedInGroup: 10, unknown: 0 };

/** A tenant of this landlord, of the tenancy of the same number. */
const tenant = (index: number, current: Parameters<typeof makeApplication>[1] = {}) =>
  makeApplication(index, {
    ...current,
    current: { landlord: 'BAILLEUR', tenancyId: `TEN-${index}`, insee: metzInsee, ...current.current },
  });

const stock: Readonly<Record<string, Partial<TenantHome>>> = {
  'TEN-1': { typology: 'T4' },
  'TEN-2': { typology: 'T2' },
  'TEN-3': { typology: 'T5', energyClass: 'G' },
  'TEN-4': { typology: 'T4', inPerimeter: true },
};
const homeOf = (tenancyId: string): TenantHome | undefined => {
  const home = stock[tenancyId];
  return home && { insee: metzInsee, typology: 'T3', energyClass: 'D', inPerimeter: false, ...home };
};

function session(overrides: Partial<Snapshot> = {}): Snapshot {
  const snapshot = makeSnapshot({
    applications: [1, 2, 3, 4].map((index) => tenant(index)),
    targets: [{ target: freeing, progress }],
    ...overrides,
  });
  return { ...snapshot, freedHomes: freedHomesOf(snapshot, homeOf) };
}

describe('what a tenant would free', () => {
  it('is the home of its tenancy; class G, or a sale or demolition decided, lets nobody in after it', () => {
    expect(session().freedHomes).toEqual([
      { number: makeNumber(1), typology: 'T4', insee: metzInsee, relet: true },
      { number: makeNumber(2), typology: 'T2', insee: metzInsee, relet: true },
      { number: makeNumber(3), typology: 'T5', insee: metzInsee, relet: false },
      { number: makeNumber(4), typology: 'T4', insee: metzInsee, relet: false },
    ]);
  });

  it('is read from the application where the tenancy is not found, and left out where nothing tells it', () => {
    const applications = [
      tenant(11, { current: { habitableRooms: 8 } }),
      tenant(12, { current: { habitableRooms: null } }),
      tenant(13, { current: { habitableRooms: 4, insee: null } }),
      tenant(14, { current: { habitableRooms: 4, landlord: 'Autre bailleur' } }),
      makeApplication(15),
    ];
    expect(session({ applications }).freedHomes).toEqual([
      { number: makeNumber(11), typology: 'T6', insee: metzInsee, relet: true },
    ]);
  });

  it('is read only in a year that has a target of homes freed', () => {
    const lastYear = { ...freeing, year: 2025 };
    expect(countsFreedHomes(session())).toBe(true);
    expect(countsFreedHomes(session({ targets: [{ target: lastYear, progress }] }))).toBe(false);
    expect(countsFreedHomes(session({ targets: [{ target: makeTarget('pp5'), progress }] }))).toBe(false);
  });
});

describe('a target of homes freed', () => {
  it('holds the tenants who free one, for homes of the territory that are not scarce themselves', () => {
    const homes = [
      makeHome('t2'),
      makeHome('t4', { typology: 'T4', habitableRooms: 4 }),
      makeHome('nancy', { insee: '54395' }),
    ];
    const snapshot = session({ vacancies: homes.map((home) => ({ home, vacancy: makeVacancy(home.id) })) });
    const [quota] = prepareSession(snapshot).problem.quotas ?? [];
    expect(quota).toMatchObject({ homes: ['v-t2'], applicants: [makeNumber(1)], number: 60, class: 'own' });
  });

  it('says on the entry which home would be freed, in points that add up, and on the sheet of whoever has one', async () => {
    const run = await runSession(session(), { plain: false });
    const [first, ...others] = run.shortlists[0]?.entries ?? [];
    expect(first?.sheet).toMatchObject({
      number: makeNumber(1),
      freedHome: { typology: 'T4', communeName: 'Metz', relet: true },
    });
    expect(first?.bonusLines).toEqual([
      {
        kind: 'quota',
        quotaId: 'liberes',
        label: 'Libère un T4 recherché à Metz',
        points: first?.bonusPoints,
      },
    ]);
    expect(first?.bonusPoints).toBeGreaterThan(0);
    expect(others.map(({ bonusPoints }) => bonusPoints)).toEqual(others.map(() => 0));
    expect(others.map(({ sheet }) => sheet.freedHome?.relet).sort()).toEqual([false, true]);
  });

  it('gives nobody points where the snapshot does not know what is freed', () => {
    const { freedHomes: _freedHomes, ...unknown } = session();
    expect(prepareSession(unknown).problem.quotas?.[0]?.applicants).toEqual([]);
  });

  it('counts leases of the year by what they freed; an internal transfer without it is unknown', () => {
    const lease = {
      homeId: 'h',
      signedOn: sessionDate,
      insee: metzInsee,
      qpvCode: null,
      typology: 'T2',
      financing: 'PLUS',
      holderId: null,
      reservationFailed: false,
      firstQuartile: false,
      relocated: false,
      dalo: false,
      priority: false,
      employment: null,
      transfer: 'internal',
    } as const satisfies Omit<Lease, 'id'>;
    const t4 = { homeId: 'ancien', typology: 'T4', insee: metzInsee } as const;
    const signed = [
      { ...lease, id: 'a', freedHome: t4 },
      { ...lease, id: 'b', freedHome: { ...t4, typology: 'T2' as const } },
      { ...lease, id: 'c', freedHome: null },
      { ...lease, id: 'd', transfer: 'none' as const },
      { ...lease, id: 'e', typology: 'T4' as const, freedHome: t4 },
    ];
    expect(targetProgress(freeing, signed, sessionDate, { holders: [] })).toEqual({
      signedTotal: 4,
      signedInGroup: 1,
      unknown: 1,
    });
  });

  it('is one of the demonstration’s own aims', () => {
    const [target] = makeTargets([], sessionDate).filter(({ kind }) => kind === 'scarceHomesFreed');
    expect(target).toMatchObject({
      class: 'own',
      goal: { kind: 'number', number: 60, freeing: { typologies: ['T4', 'T5', 'T6'] } },
      source: 'objectif propre, fictif',
    });
  });
});

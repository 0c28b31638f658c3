import { describe, expect, it } from 'vitest';
import { makeTargets } from '../../db/demo/targets.ts';
import { programmeTargets } from '../../src/committee/orientation/programme-targets.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { targetProgress } from '../../src/law/quota-progress.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { makeApplication, makeHome, makeSnapshot, makeVacancy, sessionDate } from '../support/make-domain.ts';

const rule = {
  residence: 'Les Peupliers',
  fragile: false,
  source: 'Programme neuf',
  programmeHomes: 24,
  ownTenantsPermille: 100,
};
const progress = { signedTotal: 0, signedInGroup: 0, unknown: 0 };
const inProgramme = makeHome('neuf', { residence: rule.residence });
const elsewhere = makeHome('ancien', { residence: 'Les Tilleuls' });
const tenant = (landlord: string | null, serial: number) => {
  const application = makeApplication(serial);
  return { ...application, current: { ...application.current, landlord } };
};

describe('the landlord’s own transfers in a run', () => {
  it('30 % of any landlord, 15 % and 230 a year of its own enter as quotas of the problem', () => {
    const own = makeTargets([], sessionDate).filter(({ id }) => id.startsWith('mutations-'));
    const { problem } = prepareSession(
      makeSnapshot({ targets: own.map((target) => ({ target, progress })) }),
    );
    expect(own.map(({ goal }) => goal)).toEqual([
      { kind: 'share', share: 0.15 },
      { kind: 'number', number: 230 },
      { kind: 'share', share: 0.3 },
    ]);
    expect(problem.quotas?.map(({ id }) => id)).toEqual(own.map(({ id }) => id).sort());
  });

  it('10 % of a new programme is kept for own tenants: rounded up, on its homes alone', () => {
    const [target] = programmeTargets(
      [rule, { ...rule, residence: 'Ancienne', programmeHomes: null }],
      sessionDate,
    );
    if (!target) throw new Error('no target of the programme');
    expect(target.goal).toEqual({ kind: 'number', number: 3 });
    const snapshot = makeSnapshot({
      vacancies: [inProgramme, elsewhere].map((home) => ({ home, vacancy: makeVacancy(home.id) })),
      applications: [tenant(null, 1), tenant('Autre bailleur', 2)],
      targets: [{ target, progress }],
    });
    const ours = tenant(snapshot.landlord.name, 3);
    const { problem } = prepareSession({ ...snapshot, applications: [...snapshot.applications, ours] });
    const quota = problem.quotas?.find(({ id }) => id === 'programme-les-peupliers');
    expect(quota?.homes).toEqual([makeVacancy('neuf').id]);
    expect(quota?.applicants).toEqual([ours.number]);
  });

  it('only leases of the programme count in what it has reached', () => {
    const [target] = programmeTargets([rule], sessionDate);
    if (!target) throw new Error('no target of the programme');
    const lease: Omit<Lease, 'id'> = {
      homeId: 'neuf',
      signedOn: sessionDate,
      insee: '57463',
      qpvCode: null,
      typology: 'T3',
      financing: 'PLUS',
      holderId: null,
      reservationFailed: false,
      firstQuartile: false,
      relocated: false,
      dalo: false,
      priority: false,
      employment: null,
      transfer: 'internal',
    };
    const signed = [
      { ...lease, id: 'a', residence: rule.residence },
      { ...lease, id: 'b', residence: 'Les Tilleuls' },
      { ...lease, id: 'c', residence: rule.residence, transfer: 'none' as const },
    ];
    expect(targetProgress(target, signed, sessionDate, { holders: [] })).toEqual({
      signedTotal: 2,
      signedInGroup: 1,
      unknown: 0,
    });
  });
});

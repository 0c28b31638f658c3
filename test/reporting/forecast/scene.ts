/** A demonstration landlord as reporting reads it, without a database, and the same as it stood on an earlier day. */
import type { DemoLandlord } from '../../../db/demo/demo-landlord.ts';
import { demoSocialBodies } from '../../../db/demo/lease-facts.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../../src/kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts, VacancyRecord } from '../../../src/reporting/facts.ts';
import { makeVacancy } from '../../support/make-domain.ts';

export function factsOfDemo(demo: DemoLandlord, asOf: CivilDate = demo.date): ReportingFacts {
  const homes = new Map(demo.homes.map((home) => [home.id, home]));
  const kept = new Map(demo.leaseFacts.map(({ leaseId, facts }) => [leaseId, facts]));
  const records = [...demo.yearBefore, ...demo.leases]
    .map(
      (lease): LeaseRecord => ({
        ...lease,
        residence: homes.get(lease.homeId)?.residence ?? null,
        constructionYear: null,
        vacancyId: null,
        applicationNumber: null,
        facts: kept.get(lease.id) ?? null,
      }),
    )
    .sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : a.id < b.id ? -1 : 1));
  const stock = new Map<string, ReportingFacts['stock'][number]>();
  for (const { insee, qpvCode, typology } of demo.homes) {
    const key = `${insee} ${qpvCode} ${typology}`;
    stock.set(key, { insee, qpvCode, typology, homes: (stock.get(key)?.homes ?? 0) + 1 });
  }
  const year = yearOf(asOf);
  return {
    landlord: { id: demo.landlord.id, name: demo.landlord.name, aliases: demo.landlord.aliases },
    asOf,
    from: civilDateOf(year - 2, 1, 1),
    leases: records.filter(({ signedOn }) => signedOn <= asOf),
    offers: [],
    sittings: [],
    vacancies:
      asOf === demo.date
        ? demo.vacancies.map((vacancy) => ({ vacancy, home: homes.get(vacancy.homeId)!, orientations: [] }))
        : records.flatMap((lease) => noticeKnownOn(lease, homes, asOf)),
    holders: demo.holders,
    targets: demo.targets.map((target) => ({ ...target, year })),
    objectives: [],
    socialBodies: [...demoSocialBodies],
    commitments: [],
    flowPlans: [],
    stock: [...stock.values()],
  };
}

/** A lease to come whose notice had been received: on that day it was a home on notice, and nothing more was known. */
function noticeKnownOn(
  { homeId, signedOn, holderId, reservationFailed, facts }: LeaseRecord,
  homes: ReadonlyMap<string, DemoLandlord['homes'][number]>,
  asOf: CivilDate,
): VacancyRecord[] {
  const home = homes.get(homeId);
  const noticeReceivedOn = facts?.noticeReceivedOn ?? null;
  if (!home || signedOn <= asOf || noticeReceivedOn === null || noticeReceivedOn > asOf) return [];
  const oriented = facts?.orientedOn != null && facts.orientedOn <= asOf;
  const vacancy = makeVacancy(homeId, {
    status: 'notice',
    noticeReceivedOn,
    availableOn: null,
    ...(oriented ? { holderId, reservationFailed } : {}),
  });
  const orientations =
    oriented && facts.orientedOn
      ? [{ destination: holderId ?? 'own', on: facts.orientedOn, outcome: null, endedOn: null }]
      : [];
  return [{ vacancy, home, orientations }];
}

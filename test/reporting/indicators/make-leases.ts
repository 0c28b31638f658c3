/** Leases alike, written by their one difference, and facts around them; all in Metz, in June 2026, proved. */
import type { LeaseFacts } from '../../../src/domain/lease-facts.ts';
import { type CivilDate, civilDate } from '../../../src/kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../../../src/reporting/facts.ts';
import { readYear } from './year-fixture.ts';

let made = 0;
const { facts: yearByHand } = readYear();

export function makeLeases(
  count: number,
  lease: Partial<LeaseRecord>,
  kept: Partial<LeaseFacts> = {},
): LeaseRecord[] {
  return Array.from({ length: count }, () => {
    made += 1;
    return { ...plainLease, id: `B${made}`, homeId: `L${made}`, ...lease, facts: { ...plainFacts, ...kept } };
  });
}

/** The landlord, holders and list of social bodies of the year computed by hand, with these leases only. */
export function factsWith(
  leases: readonly LeaseRecord[],
  asOf: CivilDate = civilDate('2026-12-31'),
): ReportingFacts {
  return {
    ...yearByHand,
    asOf,
    leases,
    offers: [],
    sittings: [],
    vacancies: [],
    targets: [],
    objectives: [],
    commitments: [],
    flowPlans: [],
    stock: [],
  };
}

const plainFacts: LeaseFacts = {
  income: 'proved',
  filedOn: civilDate('2025-01-06'),
  noticeReceivedOn: civilDate('2026-03-02'),
  availableOn: civilDate('2026-04-01'),
  orientedOn: civilDate('2026-03-16'),
  decidedOn: civilDate('2026-05-12'),
  daloRecognisedOn: null,
  categories: [],
  targetedPublic: false,
  persons: 2,
  holderAge: 40,
  loneParent: false,
  adaptedNeed: false,
  originInsee: null,
  originInQpv: false,
  originLandlord: null,
  channel: 'online',
  essentialWorker: false,
  volunteerFirefighter: false,
  effortPermille: null,
  occupancyAfter: null,
  rank: 1,
  list: 1,
  proposedRank: null,
  gridPoints: null,
  freedHome: null,
  deducted: null,
  substituted: false,
  legalPerson: false,
  firstLetting: false,
};

const plainLease: Omit<LeaseRecord, 'id' | 'homeId'> = {
  signedOn: civilDate('2026-06-01'),
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
  employment: 'employee',
  transfer: 'none',
  residence: null,
  constructionYear: 1975,
  vacancyId: null,
  applicationNumber: null,
  facts: plainFacts,
};

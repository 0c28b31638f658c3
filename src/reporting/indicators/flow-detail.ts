/** Q-12 (R441-5-1): homes oriented, proposed and let by holder, typology, financing, QPV, commune and period. */
import { destinationName } from '../../committee/orientation/destination.ts';
import type { Financing, Typology } from '../../domain/home.ts';
import { geography } from '../../domain/territory.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { LeaseRecord, OfferRecord, ReportingFacts } from '../facts.ts';
import type { IndicatorTable, Period } from '../indicator.ts';
import { deductionOf } from './in-flow.ts';
import { isWithin } from './question.ts';

type Place = {
  insee: string;
  qpvCode: string | null;
  typology: Typology;
  financing: Financing;
  constructionYear: number | null;
};
type Stage = 'oriented' | 'proposed' | 'let';
type Line = Place & { destination: string } & Record<Stage, number>;

/**
 * One row a combination that occurs. A home is oriented on the day it is put at a destination's disposal, proposed
 * when a first offer of it is sent, let when its lease is signed: each counted in the period of its own day.
 */
export function flowDetail(
  facts: ReportingFacts,
  period: Period,
  leases: readonly LeaseRecord[],
): IndicatorTable {
  const lines = new Map<string, Line>();
  const add = (stage: Stage, destination: string, place: Place) => {
    const key = [destination, ...labelsOf(place)].join('|');
    const line = lines.get(key) ?? { ...place, destination, oriented: 0, proposed: 0, let: 0 };
    lines.set(key, { ...line, [stage]: line[stage] + 1 });
  };
  for (const lease of leases) add('let', destinationOf(lease), lease);
  addOriented(facts, period, add);
  addProposed(facts, period, add);
  const rows = [...lines.values()].map((line) => [
    destinationName(line.destination, facts.holders),
    ...labelsOf(line),
    line.oriented,
    line.proposed,
    line.let,
  ]);
  return {
    key: 'detail',
    title: 'Logements orientés, proposés et loués (R441-5-1)',
    columns: [
      ...['Réservataire', 'Typologie', 'Financement', 'Quartier', 'Commune', 'Période de construction'].map(
        (title) => ({ title, kind: 'text' as const }),
      ),
      ...['Orientés', 'Proposés', 'Loués'].map((title) => ({ title, kind: 'count' as const })),
    ],
    rows: rows.sort((a, b) => compareCodeUnits(a.slice(0, 6).join('|'), b.slice(0, 6).join('|'))),
  };
}

type Add = (stage: Stage, destination: string, place: Place) => void;

/** Homes freed in the tool by their orientations; leases from files by the day that was kept of them. */
function addOriented(facts: ReportingFacts, period: Period, add: Add): void {
  for (const { home, orientations } of facts.vacancies) {
    for (const { destination, on } of orientations) {
      if (isWithin(on, period)) add('oriented', destination, home);
    }
  }
  const known = new Set(facts.vacancies.map(({ vacancy }) => vacancy.id));
  for (const lease of facts.leases) {
    if (lease.vacancyId !== null && known.has(lease.vacancyId)) continue;
    if (isWithin(lease.facts?.orientedOn ?? null, period)) add('oriented', heldBy(lease), lease);
  }
}

/**
 * The first offer of each letting, at the destination that held the home when it was sent. A home that is let twice is
 * proposed twice: an offer belongs to the first lease signed after it, else to the home still to let.
 */
function addProposed(facts: ReportingFacts, period: Period, add: Add): void {
  const homes = new Map(facts.vacancies.map((record) => [record.home.id, record]));
  const leasesOf = new Map<string, LeaseRecord[]>();
  for (const lease of facts.leases)
    leasesOf.set(lease.homeId, [...(leasesOf.get(lease.homeId) ?? []), lease]);
  const leaseAfter = ({ homeId, sentOn }: OfferRecord) =>
    (leasesOf.get(homeId) ?? [])
      .filter(({ signedOn }) => signedOn >= sentOn)
      .toSorted((a, b) => (a.signedOn < b.signedOn ? -1 : 1))[0];
  const first = new Map<string, { offer: OfferRecord; lease: LeaseRecord | undefined }>();
  for (const offer of facts.offers) {
    const lease = leaseAfter(offer);
    const letting = `${offer.homeId}|${lease?.id ?? ''}`;
    const before = first.get(letting);
    if (before === undefined || offer.sentOn < before.offer.sentOn) first.set(letting, { offer, lease });
  }
  for (const { offer, lease } of first.values()) {
    if (!isWithin(offer.sentOn, period)) continue;
    const record = homes.get(offer.homeId);
    if (lease) add('proposed', destinationOf(lease), lease);
    else if (record) add('proposed', lastOrientation(record.orientations, offer.sentOn), record.home);
  }
}

function lastOrientation(
  orientations: ReportingFacts['vacancies'][number]['orientations'],
  on: string,
): string {
  return orientations.findLast((one) => one.on <= on)?.destination ?? 'own';
}

/** Whose home it was when it was oriented, even where it came back. */
function heldBy(lease: LeaseRecord): string {
  return lease.holderId ?? destinationOf(lease);
}

function destinationOf(lease: LeaseRecord): string {
  if (lease.holderId !== null && !lease.reservationFailed) return lease.holderId;
  const deduction = deductionOf(lease);
  if (deduction === null) return 'own';
  if (deduction === 'internalTransfer') return 'transfer';
  return deduction === 'sale' ? 'saleRelocation' : 'renewal';
}

function labelsOf(place: Place): [string, string, string, string, string] {
  return [
    place.typology,
    place.financing,
    place.qpvCode === null ? 'hors QPV' : 'QPV',
    geography().communes.get(place.insee)?.name ?? place.insee,
    constructionPeriod(place.constructionYear),
  ];
}

const periods = [
  { until: 1948, name: 'avant 1949' },
  { until: 1974, name: '1949 à 1974' },
  { until: 1989, name: '1975 à 1989' },
  { until: 2004, name: '1990 à 2004' },
] as const;

/** The article asks for the period of construction and gives no classes: those of the first thermal rules are used. */
function constructionPeriod(year: number | null): string {
  if (year === null) return 'inconnue';
  return periods.find(({ until }) => year <= until)?.name ?? 'depuis 2005';
}

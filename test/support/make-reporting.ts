/** Signed leases as indicators read them, with plain defaults: a first application in Metz, outside QPV, no facts kept. */
import { civilDate } from '../../src/kernel/civil-date.ts';
import type { LeaseRecord } from '../../src/reporting/facts.ts';

export function makeLeaseRecord(id: string, overrides: Partial<LeaseRecord> = {}): LeaseRecord {
  return {
    id,
    homeId: `LOG-${id}`,
    signedOn: civilDate('2026-03-02'),
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
    transfer: 'none',
    residence: null,
    constructionYear: null,
    vacancyId: null,
    applicationNumber: null,
    facts: null,
    ...overrides,
  };
}

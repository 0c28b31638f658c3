import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import {
  type RegisterRow,
  reconcile,
  registerRows,
} from '../../../src/reporting/reconciliation/register-lettings.ts';
import { makeApplication, makeLabel, makeNumber } from '../../support/make-domain.ts';
import { makeLeases } from './make-leases.ts';

const year = { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') };
const signedOn = civilDate('2026-06-01');

function leaseOf(id: string, index: number | null, over: Parameters<typeof makeLeases>[1] = {}) {
  const applicationNumber = index === null ? null : makeNumber(index);
  return makeLeases(1, { id, applicationNumber, signedOn, ...over });
}

function row(index: number, over: Partial<RegisterRow> = {}): RegisterRow {
  return { number: makeNumber(index), status: 'housed', on: signedOn, flags: null, ...over };
}

describe('leases beside an extract of the SNE', () => {
  it('agree where the register removed the application as housed within the month', () => {
    const answer = reconcile(leaseOf('A', 1), [row(1, { on: civilDate('2026-07-01') })], year);
    expect(answer).toMatchObject({ agreeing: 1, notRemoved: [], withoutLease: [], differing: [] });
  });

  it('are to be told to the register where it still holds the application live', () => {
    const answer = reconcile(leaseOf('A', 1), [row(1, { status: 'live', on: null })], year);
    expect(answer.notRemoved).toEqual([{ leaseId: 'A', number: makeNumber(1), signedOn }]);
    expect(answer.agreeing).toBe(0);
  });

  it('are told apart where the register removed it for another reason, or does not know it', () => {
    const leases = [...leaseOf('A', 1), ...leaseOf('B', 2), ...leaseOf('C', null)];
    const answer = reconcile(leases, [row(1, { status: 'removed', on: civilDate('2026-02-02') })], year);
    expect(answer.removedOtherwise).toEqual([{ leaseId: 'A', number: makeNumber(1), on: '2026-02-02' }]);
    expect(answer.absent).toEqual([{ leaseId: 'B', number: makeNumber(2) }]);
    expect(answer.withoutNumber).toEqual([{ leaseId: 'C' }]);
  });

  it('show who the register says housed in the period without a lease here', () => {
    const before = row(8, { on: civilDate('2025-12-31') });
    const answer = reconcile(leaseOf('A', 1), [row(1), row(7), before, row(9, { on: null })], year);
    expect(answer.withoutLease.map(({ number }) => number)).toEqual([makeNumber(7), makeNumber(9)]);
  });

  it('do not ask again for a lease signed in another period', () => {
    const last = leaseOf('A', 1, { signedOn: civilDate('2025-12-30') });
    const answer = reconcile(last, [row(1, { on: civilDate('2026-01-02') })], year);
    expect(answer.withoutLease).toEqual([]);
    expect(answer.agreeing).toBe(0);
  });

  it('say what differs: the label, the landlord left, the day', () => {
    const theirs = row(1, {
      flags: { dalo: false, priority: true },
      landlord: 'Habitat messin',
      on: civilDate('2026-07-02'),
    });
    const { differing, agreeing } = reconcile(leaseOf('A', 1, { dalo: true }), [theirs], year);
    expect(agreeing).toBe(0);
    expect(differing[0]?.divergences).toEqual([
      { kind: 'label', ours: 'DALO', theirs: 'prioritaire' },
      { kind: 'transfer', ours: 'première demande', theirs: 'locataire de Habitat messin' },
      {
        kind: 'date',
        ours: 'bail signé le 1er\u00a0juin 2026',
        theirs: 'radiée le 2\u00a0juillet 2026',
      },
    ]);
  });

  it('do not take the day of a message for that of the removal, but see a removal told before the lease', () => {
    const told = (on: string) => row(1, { on: null, toldOn: civilDate(on) });
    expect(reconcile(leaseOf('A', 1), [told('2026-11-20')], year).agreeing).toBe(1);
    const { differing } = reconcile(leaseOf('A', 1), [told('2026-05-31')], year);
    expect(differing[0]?.divergences).toMatchObject([{ kind: 'date' }]);
    expect(reconcile([], [told('2025-12-31')], year).withoutLease).toEqual([]);
    expect(reconcile([], [told('2027-03-01')], year).withoutLease).toHaveLength(1);
  });

  it('leave swaps of right alone: no application was needed', () => {
    const [swap] = makeLeases(1, { id: 'E', applicationNumber: null, signedOn }, { swapOfRight: true });
    expect(reconcile(swap ? [swap] : [], [], year).withoutNumber).toEqual([]);
  });

  it('give the same whatever the order, and believe the lease where a number stands twice', () => {
    const leases = [...leaseOf('A', 1), ...leaseOf('B', 2)];
    const rows = [row(1), row(1, { status: 'live', on: null }), row(2, { status: 'live', on: null })];
    const answer = reconcile(leases, rows, year);
    expect(answer).toMatchObject({ agreeing: 1, notRemoved: [{ leaseId: 'B' }] });
    expect(reconcile([...leases].reverse(), [...rows].reverse(), year)).toEqual(answer);
  });

  it('say what differs of an application that the register still holds live', () => {
    const live = registerRows([makeApplication(1, { labels: [makeLabel('k')] })], [], signedOn);
    const answer = reconcile(leaseOf('A', 1), live, year);
    expect(answer.notRemoved).toHaveLength(1);
    expect(answer.differing[0]?.divergences).toEqual([
      { kind: 'label', ours: 'ni DALO ni prioritaire', theirs: 'prioritaire' },
    ]);
  });

  it('take from an extract both the removal and what it says of the household', () => {
    const application = makeApplication(1, { labels: [makeLabel('dalo')], current: { landlord: 'Logis' } });
    const ending = { applicationNumber: makeNumber(1), status: 'housed', on: signedOn };
    const rows = registerRows([application], [ending], signedOn);
    expect(rows).toEqual([
      {
        number: makeNumber(1),
        status: 'housed',
        on: null,
        toldOn: signedOn,
        flags: { dalo: true, priority: false },
        landlord: 'Logis',
      },
    ]);
    const same = { dalo: true, transfer: 'otherLandlord' } as const;
    expect(reconcile(leaseOf('A', 1, same), rows, year)).toMatchObject({ agreeing: 1, differing: [] });
  });

  it('reads the rows of an extract from its applications and its endings', () => {
    const application = makeApplication(1, { labels: [makeLabel('dalo'), makeLabel('g')] });
    const endings = [
      { applicationNumber: makeNumber(2), status: 'housed', on: signedOn },
      { applicationNumber: makeNumber(3), status: 'expired', on: signedOn },
    ];
    expect(registerRows([application], endings, signedOn)).toEqual([
      {
        number: makeNumber(1),
        status: 'live',
        on: null,
        flags: { dalo: true, priority: true },
        landlord: null,
      },
      { number: makeNumber(2), status: 'housed', on: null, toldOn: signedOn, flags: null },
      { number: makeNumber(3), status: 'removed', on: null, toldOn: signedOn, flags: null },
    ]);
  });
});

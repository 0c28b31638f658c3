/** Durations, certificates and the 72 hours, as values. */
import { describe, expect, it } from 'vitest';
import { type BreachContent, breachClock, breachGaps } from '../../../src/access/breaches/breach.ts';
import { chosenDurations, defaultPolicy, durationOf } from '../../../src/access/retention/policy.ts';
import { certificateOf, mayValidate, opaqueOf } from '../../../src/access/retention/purge.ts';
import { lastDayDue, retentionRules, ruleIds, ruleOf } from '../../../src/access/retention/rules.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';

describe('durations', () => {
  it('stand for every rule once, within their bounds, with a source', () => {
    expect(retentionRules.map(({ id }) => id)).toEqual([...ruleIds]);
    for (const { duration, least, most, source } of retentionRules) {
      expect(duration >= least && duration <= most && source.length > 0).toBe(true);
    }
  });

  it('are one year after removal for an application, never more (D-02)', () => {
    expect(durationOf(defaultPolicy, ruleOf('application'))).toBe(12);
    expect(chosenDurations({ application: 13 })).toMatchObject({ refusal: { rule: 'application' } });
    expect(chosenDurations({ application: 12, letter: 24 })).toEqual({ ok: true, value: { letter: 24 } });
  });

  it('are six months to one year for the contents of sign-ins, apart from other acts of the journal', () => {
    expect(durationOf(defaultPolicy, ruleOf('signInContent'))).toBe(12);
    expect(chosenDurations({ signInContent: 5 })).toMatchObject({ refusal: { rule: 'signInContent' } });
    expect(chosenDurations({ signInContent: 13 })).toMatchObject({ refusal: { rule: 'signInContent' } });
    expect(chosenDurations({ signInContent: 6 })).toEqual({ ok: true, value: { signInContent: 6 } });
    expect(durationOf(defaultPolicy, ruleOf('journalContent'))).toBe(60);
  });

  it('run to the same day of the month, and to its last one where the month is shorter', () => {
    expect(lastDayDue(ruleOf('application'), 12, civilDate('2026-11-21'))).toBe('2025-11-21');
    expect(lastDayDue(ruleOf('application'), 12, civilDate('2028-02-29'))).toBe('2027-02-28');
    expect(lastDayDue(ruleOf('draft'), 30, civilDate('2026-03-01'))).toBe('2026-01-30');
  });
});

describe('a purge', () => {
  const report = { state: 'reported', validatedBy: null, due: 3, asOf: civilDate('2026-11-21') } as const;

  it('is validated once, while its dry run is fresh, and not beside another', () => {
    expect(mayValidate(report, { ageDays: 30, running: false }).ok).toBe(true);
    expect(mayValidate(report, { ageDays: 31, running: false })).toMatchObject({
      refusal: { code: 'tooOld' },
    });
    expect(mayValidate(report, { ageDays: 0, running: true })).toMatchObject({
      refusal: { code: 'anotherRuns' },
    });
    expect(mayValidate({ ...report, due: 0 }, { ageDays: 0, running: false })).toMatchObject({
      refusal: { code: 'nothingDue' },
    });
  });

  it('has a certificate that changes with any item of its list, and not with their order', () => {
    const items = ['a', 'b', 'c'].map((opaque) => ({ rule: 'letter', opaque, outcome: 'erased' }) as const);
    const of = (list: typeof items) =>
      certificateOf({ policyVersion: 0, asOf: civilDate('2026-11-21'), validatedBy: 'Inès Hoffmann' }, list);
    expect(of([...items].reverse())).toEqual(of(items));
    expect(of(items.slice(1)).lines[0]?.listHash).not.toBe(of(items).lines[0]?.listHash);
    expect(of(items).lines).toHaveLength(1);
  });

  it('names a file otherwise under each key and each rule', () => {
    const names = [opaqueOf('k1', 'letter', '1'), opaqueOf('k2', 'letter', '1'), opaqueOf('k1', 'case', '1')];
    expect(new Set(names).size).toBe(3);
  });
});

describe('a breach', () => {
  const breach: BreachContent = {
    ...{ title: 'Courriel', what: 'Une pièce', kinds: ['confidentiality'], happenedAt: null },
    ...{ discoveredAt: '2026-11-20T09:00:00Z', persons: 'Demandeurs', personsCount: 1, data: 'Avis' },
    ...{ recordsCount: 1, consequences: 'Ressources connues', measures: 'Rappel', risk: 'risk' },
    ...{ notifiedAt: null, reference: null, whyNotNotified: null, personsToldAt: null },
    ...{ whyPersonsNotTold: null, closed: false },
  };

  it('is notified within 72 hours of its discovery (GDPR art. 33.1), and late after', () => {
    const at = (text: string) => breachClock(breach, new Date(text));
    expect(at('2026-11-23T08:00:00Z')).toMatchObject({ kind: 'running', hoursLeft: 1 });
    expect(at('2026-11-23T09:00:01Z').kind).toBe('late');
    const notified = { ...breach, notifiedAt: '2026-11-24T09:00:00Z' };
    expect(breachClock(notified, new Date())).toMatchObject({ kind: 'notified', late: true });
    expect(breachGaps(notified).join(' ')).toContain('motifs du retard');
  });

  it('is told to the persons where the risk is high, and needs a reason where nothing is notified', () => {
    expect(breachGaps({ ...breach, risk: 'highRisk' }).join(' ')).toContain('art. 34');
    expect(breachClock({ ...breach, risk: 'unlikely' }, new Date()).kind).toBe('notDue');
    expect(breachGaps({ ...breach, risk: 'unlikely' }).join(' ')).toContain('peu probable');
    expect(breachGaps(breach)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { type PacedTarget, paceTargets } from '../../src/matching/pacing/pacing.ts';

const quarter: PacedTarget = {
  target: { id: 'q', goal: { kind: 'share', share: 0.25 } },
  signedTotal: 0,
  signedInGroup: 0,
  stillExpectedLeases: 100,
  mostPoints: 19,
};

function line(changes: Partial<PacedTarget>) {
  return paceTargets([{ ...quarter, ...changes }])[0];
}

describe('the pace of a target', () => {
  it('at the start of the year asks for the share and a margin for chance', () => {
    const start = line({});
    expect(start?.askedShare).toBeGreaterThan(0.25);
    expect(start?.askedShare).toBeLessThan(0.35);
    expect(start?.because.neededLeases).toBe(25);
  });

  it('asks for more where the year is behind, for nothing once no lease is lacking', () => {
    expect(line({ signedTotal: 50, signedInGroup: 5, stillExpectedLeases: 50 })?.askedShare).toBeGreaterThan(
      0.4,
    );
    expect(line({ signedTotal: 80, signedInGroup: 40, stillExpectedLeases: 20 })).toMatchObject({
      askedShare: 0,
      mostPoints: 0,
    });
  });

  it('a year that must make up two points asks a session for much more than two', () => {
    const onTime = line({ signedTotal: 100, signedInGroup: 25 })?.askedShare ?? 0;
    const late = line({ signedTotal: 100, signedInGroup: 23 })?.askedShare ?? 0;
    expect(late - onTime).toBeGreaterThan(0.1);
    expect(late).toBeLessThan(1);
  });

  it('asks for every lease where those to come no longer suffice, and never more than the policy allows', () => {
    expect(line({ signedTotal: 90, signedInGroup: 10, stillExpectedLeases: 10 })).toMatchObject({
      askedShare: 1,
      mostPoints: 19,
    });
  });

  it('a number is spread over the leases still expected; a cell without a figure has no line', () => {
    const number = line({ target: { id: 'n', goal: { kind: 'number', number: 40 } }, signedInGroup: 10 });
    expect(number?.because.neededLeases).toBe(30);
    expect(line({ target: { id: 'x', goal: { kind: 'none', because: 'empty' } } })).toBeUndefined();
  });
});

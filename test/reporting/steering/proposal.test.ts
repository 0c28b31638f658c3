import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import type { OfferRecord } from '../../../src/reporting/facts.ts';
import type { TargetForecast } from '../../../src/reporting/forecast/forecast.ts';
import {
  leasesWords,
  mixWords,
  outlookWords,
  weeklyWords,
  yearEndWords,
} from '../../../src/reporting/forecast/forecast-words.ts';
import { boundedAcceptance, latestUntil, priceBounds } from '../../../src/reporting/steering/bounds.ts';
import { proposeSteering } from '../../../src/reporting/steering/proposal.ts';
import { publishedSteering } from '../../../src/reporting/steering/published.ts';
import { decideValidation, policyWith, steeringOf } from '../../../src/reporting/steering/validation.ts';
import { makeTarget } from '../../support/make-domain.ts';

const asOf = civilDate('2026-09-01');
const caps = { statutory: 49, convention: 24, own: 24 };
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

/** 45 of 200 leases count where 50 must; 40 more are expected: 15 of them must count. */
function makeForecast(overrides: Partial<TargetForecast> = {}): TargetForecast {
  const target = { ...makeTarget('q02', { kind: 'q1OutsideQpv', class: 'statutory' }) };
  return {
    target: {
      ...target,
      name: '1er quartile hors QPV, Metz Métropole',
      goal: { kind: 'share', share: 0.25 },
    },
    signedTotal: 200,
    signedInGroup: 45,
    unknown: 4,
    leases: {
      onNotice: { homes: 30, leases: 24 },
      turnover: 15,
      deliveries: 1,
      low: 34,
      expected: 40,
      high: 46,
    },
    mix: {
      recent: { inGroup: 50, total: 250 },
      sameKind: { inGroup: 90, total: 500 },
      pool: { inGroup: 30, total: 100 },
      share: 0.204,
    },
    yearEnd: { low: 0.205, expected: 0.221, high: 0.238 },
    chance: 0.02,
    needed: 15,
    week: { needed: 2.4, expected: 7.1 },
    outlook: { kind: 'open', lostFrom: civilDate('2026-11-08') },
    ...overrides,
  };
}

function offers(count: number, accepted: number): OfferRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    homeId: 'h',
    applicationNumber: `${index}`,
    rank: 1,
    sentOn: civilDate('2026-03-01'),
    answer: index < accepted ? 'accepted' : 'refused',
    answeredOn: null,
    refusalReason: null,
    adapted: null,
    insee: '57463',
    typology: 'T2',
    dalo: false,
  }));
}

const parts = {
  asOf,
  forecasts: [makeForecast()],
  policy: defaultPolicy,
  caps,
  lastPrices: new Map<string, number>(),
  offers: [],
};
const answers = {
  effectiveOn: asOf,
  until: civilDate('2026-09-14'),
  lines: new Map(),
  acceptance: new Set<string>(),
};
const person = { today: asOf, role: 'agent' };

describe('the bounds of a validation', () => {
  const target = { class: 'statutory' } as const;

  it('a price stays under the policy and rises by half of its cap at most from a session to the next', () => {
    expect(priceBounds(target, defaultPolicy, caps, null).mostPoints).toBe(49);
    expect(priceBounds(target, defaultPolicy, caps, 0).mostPoints).toBe(25);
    expect(priceBounds(target, defaultPolicy, caps, 10).mostPoints).toBe(35);
    expect(priceBounds(target, defaultPolicy, caps, 40).mostPoints).toBe(49);
    const meek = { ...defaultPolicy, penaltyPoints: { statutory: 12, convention: 1, own: 1 } };
    expect(priceBounds(target, meek, caps, null).policyPoints).toBe(12);
  });

  it('an acceptance figure moves by 15 points of per cent at most', () => {
    expect([300, 450, 520, 900].map((learned) => boundedAcceptance(learned, 500))).toEqual([
      350, 450, 520, 650,
    ]);
  });

  it('a validation lasts 31 days at most and ends with its year', () => {
    expect(latestUntil(civilDate('2026-09-01'))).toBe('2026-10-01');
    expect(latestUntil(civilDate('2026-12-20'))).toBe('2026-12-31');
  });
});

describe('what is proposed', () => {
  it('asks the homes still to come for what the year lacks, and carries the last price', () => {
    const [line] = proposeSteering({ ...parts, lastPrices: new Map([['q02', 10]]) }).lines;
    expect(line?.because).toEqual({
      signedInGroup: 45,
      signedTotal: 200,
      stillExpectedLeases: 40,
      neededLeases: 15,
    });
    expect(line?.askedShare).toBeGreaterThanOrEqual(15 / 40);
    expect(line?.mostPoints).toBe(35);
  });

  it('gives no point where the year is won, and nothing where no lease is expected', () => {
    const won = makeForecast({ signedInGroup: 100, needed: 0, outlook: { kind: 'secured' } });
    expect(proposeSteering({ ...parts, forecasts: [won] }).lines).toMatchObject([
      { askedShare: 0, mostPoints: 0 },
    ]);
    const idle = makeForecast({ outlook: { kind: 'noLease' } });
    expect(proposeSteering({ ...parts, forecasts: [idle] }).lines).toEqual([]);
  });

  it('learns acceptance from twenty offers, not from nineteen', () => {
    expect(proposeSteering({ ...parts, offers: offers(19, 0) }).acceptance).toEqual([]);
    // None of 100 accepted, drawn to 500 by 20 offers: 83; no lower than 350 at once.
    const [everywhere, metz] = proposeSteering({ ...parts, offers: offers(100, 0) }).acceptance;
    expect(everywhere).toMatchObject({ key: 'everywhere', learnedPermille: 83, permille: 350 });
    expect(metz).toMatchObject({ key: '57463 T2', beforePermille: 500, permille: 350 });
  });

  it('has another stamp as soon as a figure moves', () => {
    const moved = { ...parts, forecasts: [makeForecast({ signedInGroup: 46 })] };
    expect(proposeSteering(moved).stamp).not.toBe(proposeSteering(parts).stamp);
    expect(proposeSteering(parts).stamp).toBe(proposeSteering(parts).stamp);
  });
});

describe('what a person validates', () => {
  const proposal = proposeSteering({ ...parts, offers: offers(100, 0) });

  it('is kept with its reason, read by sessions without it, published without the person', () => {
    const lines = new Map([['q02', { points: 20, removed: false, why: 'séance courte' }]]);
    const decided = decideValidation(
      proposal,
      { ...answers, lines, acceptance: new Set(['57463 T2']) },
      person,
    );
    if (!decided.ok) throw new Error(decided.refusal.code);
    const stored = {
      id: 'v1',
      effectiveOn: asOf,
      until: answers.until,
      validatedBy: 'Ana',
      createdAt: new Date(0),
      content: decided.value,
    };
    expect(decided.value.lines[0]?.change).toEqual({ proposedPoints: 49, why: 'séance courte' });
    expect(steeringOf(stored).lines).toEqual([
      expect.objectContaining({ targetId: 'q02', mostPoints: 20, askedShare: proposal.lines[0]?.askedShare }),
    ]);
    expect(JSON.stringify(steeringOf(stored))).not.toContain('séance courte');
    expect(policyWith(defaultPolicy, stored).acceptanceLearned).toEqual([
      { insee: '57463', typology: 'T2', permille: 350, validatedBy: 'Ana', validatedOn: asOf },
    ]);
    const published = JSON.stringify(publishedSteering(stored));
    expect(published).not.toContain('Ana');
    expect(published).not.toContain('séance courte');
    expect(published).toContain('"changed":true');
  });

  it('may leave a target aside, with a reason', () => {
    const aside = (why: string) => new Map([['q02', { points: 49, removed: true, why }]]);
    expect(decideValidation(proposal, { ...answers, lines: aside('') }, person)).toMatchObject({ ok: false });
    const decided = decideValidation(proposal, { ...answers, lines: aside('objectif revu') }, person);
    expect(decided).toMatchObject({ ok: true, value: { lines: [], removed: [{ why: 'objectif revu' }] } });
  });
});

describe('a forecast in words', () => {
  it('says the pace, the end of the year, the day from which it is lost, and what it rests on', () => {
    const forecast = makeForecast();
    expect(plain(weeklyWords(forecast))).toBe(
      'Il faut 2,4 baux du 1er quartile par semaine, sur 7,1 attendus.',
    );
    expect(plain(yearEndWords(forecast))).toBe('20,5 % à 23,8 %');
    expect(plain(outlookWords(forecast))).toBe(
      'Hors d’atteinte dès le 8 novembre 2026 si aucun bail n’y compte d’ici là.',
    );
    expect(plain(mixWords(forecast))).toBe(
      '20,4 % des baux à venir (20 % des 250 baux des douze derniers mois ; 18 % pour l’ensemble des objectifs de même nature ; 30 % des 100 demandes qui visent ces communes et ces tailles)',
    );
    expect(plain(leasesWords(forecast))).toBe(
      '40 baux attendus, entre 34 et 46 : 24 des 30 logements en préavis ou libres, 15 de préavis à venir, 1 de livraisons',
    );
  });
});

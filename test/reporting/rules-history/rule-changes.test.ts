import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import { defaultPortalPolicy } from '../../../src/portal/policy.ts';
import { changesBetween as changesOf } from '../../../src/reporting/rules-history/rule-changes.ts';
import type { RulesAt } from '../../../src/reporting/rules-history/rules-at.ts';
import { demonstrationGrids } from '../../../src/scoring/demo-grids.ts';

const [grid] = demonstrationGrids;
if (grid === undefined) throw new Error('no grid');
const rules: RulesAt = {
  landlordId: 'b',
  landlordName: 'Bailleur',
  grids: [grid],
  policy: defaultPolicy,
  portal: defaultPortalPolicy,
  steering: null,
  targets: [],
};

const changesBetween = (before: RulesAt, after: RulesAt): string[] =>
  changesOf(before, after).map((change) => change.replace(/[\u00a0\u202f]/g, ' '));

describe('what a version of the rules changed', () => {
  it('is nothing where the rules are the same', () => {
    expect(changesBetween(rules, structuredClone(rules))).toEqual([]);
  });

  it('names a criterion whose points change, one that comes and one that goes', () => {
    const [first, second, ...others] = grid.criteria;
    if (first === undefined || second === undefined) throw new Error('no criterion');
    const after = {
      ...grid,
      criteria: [
        {
          id: 'nouveau',
          label: 'Aidant familial',
          group: first.group,
          evidence: 'declared' as const,
          l4411: [],
          kind: 'flag' as const,
          source: 'gridFact' as const,
          points: 7,
        },
        { ...second, kind: 'flag' as const, source: 'gridFact' as const, points: 3 },
        ...others,
      ],
    };
    const changes = changesBetween(rules, { ...rules, grids: [after] });
    expect(changes).toContain(`« ${grid.name} » : nouveau critère, « Aidant familial » (7 points).`);
    expect(changes).toContain(`« ${grid.name} » : le critère « ${first.label} » disparaît.`);
    expect(changes.filter((change) => change.includes(`« ${second.label} » passe de`))).toHaveLength(1);
  });

  it('names a new grid and one that no longer applies', () => {
    const changes = changesBetween(rules, {
      ...rules,
      grids: [{ ...grid, id: 'autre', name: 'Grille de 2027' }],
    });
    expect(changes).toEqual([
      'Nouvelle grille : « Grille de 2027 ».',
      `La grille « ${grid.name} » ne s’applique plus.`,
    ]);
  });

  it('says what a policy weighs now and weighed before, in words', () => {
    const policy = {
      ...defaultPolicy,
      shortlistLength: 4,
      bonusCapsPoints: { statutory: 30, convention: 10, own: 5 },
    };
    expect(changesBetween(rules, { ...rules, policy })).toEqual([
      'Ménages sur une liste : 4 au plus (avant : 3 au plus).',
      'Points des quotas du Code : 30 points au plus (avant : déduits de la grille, sous le plus petit critère de priorité).',
      'Points des engagements conventionnels : 10 points au plus (avant : déduits de la grille, sous le plus petit critère de priorité).',
      'Points des objectifs propres : 5 points au plus (avant : déduits de la grille, sous le plus petit critère de priorité).',
    ]);
  });

  it('tells a rule of the portal that changes by what was true and what is', () => {
    const changes = changesBetween(rules, { ...rules, portal: { ...defaultPortalPolicy, maxLiveWishes: 9 } });
    expect(changes.map((change) => change.split(' : ')[0])).toEqual(['Désormais', 'N’est plus vrai']);
  });
});

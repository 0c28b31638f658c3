/** What changed between two versions of the rules, one French sentence a change; anyone may ask why a list changed. */
import { frenchCount } from '../../kernel/french.ts';
import type { Policy } from '../../matching/policy.ts';
import { policySentences } from '../../portal/policy-words.ts';
import type { Grid } from '../../scoring/grid.ts';
import { criterionInWords } from '../../wording/criterion-words.ts';
import { policyWords } from './policy-lines.ts';
import type { RulesAt } from './rules-at.ts';

/** Empty where nothing that weighs on a list changed. */
export function changesBetween(before: RulesAt, after: RulesAt): string[] {
  return [
    ...gridsChanged(before.grids, after.grids),
    ...policyChanged(before.policy, after.policy),
    ...sentencesChanged(policySentences(before.portal), policySentences(after.portal)),
  ];
}

function gridsChanged(before: readonly Grid[], after: readonly Grid[]): string[] {
  const added = after
    .filter((grid) => before.every(({ id }) => id !== grid.id))
    .map((grid) => `Nouvelle grille : « ${grid.name} ».`);
  const removed = before
    .filter((grid) => after.every(({ id }) => id !== grid.id))
    .map((grid) => `La grille « ${grid.name} » ne s’applique plus.`);
  const changed = after.flatMap((grid) => {
    const old = before.find(({ id }) => id === grid.id);
    return old === undefined ? [] : gridChanged(old, grid).map((words) => `« ${grid.name} » : ${words}`);
  });
  return [...added, ...removed, ...changed];
}

function gridChanged(before: Grid, after: Grid): string[] {
  const words = after.criteria.flatMap((criterion) => {
    const old = before.criteria.find(({ id }) => id === criterion.id);
    const now = criterionInWords(criterion);
    if (old === undefined) return [`nouveau critère, « ${criterion.label} » (${now}).`];
    const was = criterionInWords(old);
    return [
      ...(was === now ? [] : [`« ${criterion.label} » passe de ${was} à ${now}.`]),
      ...(old.evidence === criterion.evidence
        ? []
        : [
            `« ${criterion.label} » est maintenant ${criterion.evidence === 'verified' ? 'vérifié' : 'déclaré'}.`,
          ]),
      ...(old.label === criterion.label
        ? []
        : [`« ${old.label} » s’appelle maintenant « ${criterion.label} ».`]),
    ];
  });
  const gone = before.criteria
    .filter(({ id }) => after.criteria.every((criterion) => criterion.id !== id))
    .map(({ label }) => `le critère « ${label} » disparaît.`);
  const groups = after.groups.flatMap((group) => {
    const old = before.groups.find(({ id }) => id === group.id);
    return old === undefined || (old.cap === group.cap && old.cumul === group.cumul)
      ? []
      : [`dans « ${group.label} », ${cumulInWords(group)} (avant : ${cumulInWords(old)}).`];
  });
  const malus = [before, after].map(malusInWords);
  return [
    ...words,
    ...gone,
    ...groups,
    ...(malus[0] === malus[1] ? [] : [`${malus[1]} (avant : ${malus[0]}).`]),
  ];
}

function cumulInWords({ cumul, cap }: Grid['groups'][number]): string {
  const counted = cumul === 'maxInGroup' ? 'seul le meilleur critère compte' : 'les critères s’ajoutent';
  return cap === null ? counted : `${counted}, ${frenchCount(cap, 'point')} au plus`;
}

function malusInWords({ refusalMalus }: Grid): string {
  if (refusalMalus === null) return 'aucun point retiré après un refus';
  return `${frenchCount(refusalMalus.points, 'point')} en moins à partir de ${frenchCount(refusalMalus.minRefusals, 'refus', 'refus')} d’un logement adapté`;
}

function policyChanged(before: Policy, after: Policy): string[] {
  return policyWords.flatMap(({ name, of }) => {
    const [was, now] = [of(before), of(after)];
    return was === now ? [] : [`${name} : ${now} (avant : ${was}).`];
  });
}

function sentencesChanged(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...after.filter((sentence) => !before.includes(sentence)).map((sentence) => `Désormais : ${sentence}`),
    ...before
      .filter((sentence) => !after.includes(sentence))
      .map((sentence) => `N’est plus vrai : ${sentence}`),
  ];
}

/** The breakdown of a score: a line a criterion, a line an adjustment, and nothing more of what is sensitive (D-04). */
import { type Application, sensitiveLetters } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Evaluation } from './evaluation.ts';
import { type FactWords, wordsOf } from './fact-readers.ts';
import type { Criterion, Grid, Score, ScoreLine } from './grid.ts';

/** What stands in place of a sensitive criterion, its group and its identifier. */
const SENSITIVE_LABEL = 'situation prioritaire (L441-1)';
const sensitiveId = 'situation-prioritaire';

type Breakdown = Pick<Score, 'lines' | 'unknown'>;

/**
 * The lines of an evaluation, which add up to its total, and the criteria that could not be read. Sensitive criteria
 * make a single line together, so that the number of points alone tells as little as it can.
 */
export function linesOf(
  grid: Grid,
  date: CivilDate,
  application: Application,
  evaluation: Evaluation,
): Breakdown {
  const lines: ScoreLine[] = [];
  const sensitive: ScoreLine[] = [];
  const unknown = new Set<string>();
  grid.criteria.forEach((criterion, place) => {
    const value = evaluation.values[place];
    const isMasked = isSensitive(criterion);
    if (value !== undefined && Number.isNaN(value)) unknown.add(isMasked ? sensitiveId : criterion.id);
    const points = evaluation.points[place] ?? 0;
    if (value === undefined || points === 0) return;
    const given = evaluation.facts[place];
    const words: FactWords = given
      ? { fact: given.value, asOf: given.asOf, evidence: given.evidence }
      : wordsOf(criterion, value, application, date);
    if (isMasked) sensitive.push(sensitiveLine(points, words));
    else lines.push(criterionLine(criterion, points, words));
  });
  const adjustments = adjustmentLines(grid, application, evaluation);
  const all = [...mergedSensitive(sensitive), ...lines, ...adjustments].filter((line) => line.points !== 0);
  const bound = evaluation.total - all.reduce((sum, line) => sum + line.points, 0);
  if (bound !== 0) all.push(boundLine(bound));
  return { lines: all, unknown: [...unknown] };
}

/** True where the criterion's name or fact would tell violence, trafficking, prostitution or health. */
function isSensitive(criterion: Criterion): boolean {
  return criterion.l4411.some((letter) => sensitiveLetters.has(letter));
}

function criterionLine(criterion: Criterion, points: number, words: FactWords): ScoreLine {
  const { id, group, label } = criterion;
  return { criterion: id, group, label, points, ...words, sensitive: false };
}

function sensitiveLine(points: number, words: FactWords): ScoreLine {
  return {
    criterion: sensitiveId,
    group: sensitiveId,
    label: SENSITIVE_LABEL,
    points,
    fact: true,
    asOf: words.asOf,
    evidence: words.evidence,
    sensitive: true,
  };
}

function mergedSensitive(lines: readonly ScoreLine[]): ScoreLine[] {
  const [first] = lines;
  if (!first) return [];
  const dates = lines.flatMap(({ asOf }) => asOf ?? []).sort();
  return [
    {
      ...first,
      points: lines.reduce((sum, { points }) => sum + points, 0),
      asOf: dates.at(-1) ?? null,
      evidence: lines.every(({ evidence }) => evidence === first.evidence) ? first.evidence : 'computed',
    },
  ];
}

function adjustmentLines(grid: Grid, application: Application, evaluation: Evaluation): ScoreLine[] {
  const lines = grid.groups.flatMap((group, place): ScoreLine[] => {
    const points = evaluation.groupAdjustments[place] ?? 0;
    if (points === 0) return [];
    const members = grid.criteria.filter((criterion) => criterion.group === group.id);
    const isMasked = members.some(isSensitive);
    const name = isMasked ? SENSITIVE_LABEL : group.label;
    const rule =
      group.cumul === 'maxInGroup'
        ? 'seul le critère le plus élevé du groupe compte'
        : `plafond du groupe (${group.cap} points)`;
    const id = isMasked ? sensitiveId : group.id;
    return [{ ...adjustment(id, id, `${name}\u00a0: ${rule}`, points), sensitive: isMasked }];
  });
  if (evaluation.malus > 0) {
    const label = 'Refus d’un logement adapté aux besoins du ménage';
    const last = application.refusals
      .filter((refusal) => refusal.adapted)
      .map((refusal) => refusal.on)
      .sort()
      .at(-1);
    lines.push({
      ...adjustment('malus-refus', 'malus-refus', label, -evaluation.malus),
      fact: evaluation.refusalsCounted,
      asOf: last ?? null,
    });
  }
  return lines;
}

function boundLine(points: number): ScoreLine {
  const label = points > 0 ? 'Total ramené à zéro' : 'Total ramené au maximum de points';
  return adjustment('bornes', 'bornes', label, points);
}

function adjustment(criterion: string, group: string, label: string, points: number): ScoreLine {
  return { criterion, group, label, points, fact: null, asOf: null, evidence: 'computed', sensitive: false };
}

/**
 * Calibration by isotonic regression (pool adjacent violators, Ayer et al. 1955): what a model says becomes what
 * happened among those of whom it said as much, and a higher score never means a smaller chance.
 */

export type Told = { said: number; happened: boolean };

/** From `from` on, so much of those of whom the model said so were housed. */
export type CalibrationStep = { from: number; housed: number; count: number };

/**
 * Steps in the order of what was said, each on `atLeast` observations where there are as many; shares never go down.
 * Empty where nothing was told.
 */
export function calibrate(told: readonly Told[], atLeast = 1): CalibrationStep[] {
  const steps: CalibrationStep[] = [];
  for (const { said, happened } of [...told].sort((a, b) => a.said - b.said)) {
    steps.push({ from: said, housed: happened ? 1 : 0, count: 1 });
    mergeFalling(steps);
  }
  return mergeSmall(steps, atLeast);
}

/** Joins a step that rests on too few with the one after it; the last, with the one before. */
function mergeSmall(steps: readonly CalibrationStep[], atLeast: number): CalibrationStep[] {
  const merged: CalibrationStep[] = [];
  for (const step of steps) {
    const before = merged.at(-1);
    if (before !== undefined && before.count < atLeast) merged.splice(-1, 1, joined(before, step));
    else merged.push(step);
  }
  const [before, last] = merged.slice(-2);
  if (before !== undefined && last !== undefined && last.count < atLeast)
    merged.splice(-2, 2, joined(before, last));
  return merged;
}

function joined(first: CalibrationStep, second: CalibrationStep): CalibrationStep {
  return { from: first.from, housed: first.housed + second.housed, count: first.count + second.count };
}

/** Joins the last steps while the one before stands as high or higher, or begins at the same point. */
function mergeFalling(steps: CalibrationStep[]): void {
  for (;;) {
    const last = steps.at(-1);
    const before = steps.at(-2);
    if (last === undefined || before === undefined) return;
    if (before.from !== last.from && shareOf(before) < shareOf(last)) return;
    steps.splice(-2, 2, joined(before, last));
  }
}

/** The step that what was said falls in: the last that begins at or under it, or the first. */
export function stepOf(steps: readonly CalibrationStep[], said: number): CalibrationStep | null {
  return steps.findLast(({ from }) => from <= said) ?? steps[0] ?? null;
}

export function shareOf({ housed, count }: Pick<CalibrationStep, 'housed' | 'count'>): number {
  return count === 0 ? 0 : housed / count;
}

// 90 % of such intervals hold the true share.
const normalQuantile = 1.6449;

/** Wilson's interval (1927) for a share seen on few: between 0 and 1, never empty. Throws on no observation. */
export function wilsonInterval({ housed, count }: Pick<CalibrationStep, 'housed' | 'count'>): {
  low: number;
  high: number;
} {
  if (count === 0) throw new RangeError('no interval without an observation');
  const share = housed / count;
  const z2 = normalQuantile * normalQuantile;
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count);
  const reach =
    (normalQuantile / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

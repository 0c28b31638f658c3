/** How each stage grows with the size: the exponent between two neighbouring sizes; 1 is in proportion, 2 quadratic. */
import type { Measured } from './measure.ts';

type Growth = { stage: string; from: number; to: number; time: number; memory: number };

/** Exponents of processor time and of peak memory against the pairs, from each size to the next larger one. */
export function growthOf(parts: readonly Pick<Measured, 'share' | 'pairs' | 'stages'>[]): Growth[] {
  const bySize = [...parts].sort((a, b) => a.share - b.share);
  return bySize.slice(1).flatMap((larger, at) => {
    const smaller = bySize[at]!;
    const scale = Math.log(larger.pairs / smaller.pairs);
    return larger.stages.flatMap((stage) => {
      const before = smaller.stages.find(({ name }) => name === stage.name);
      if (!before) return [];
      const exponent = (few: number, many: number) =>
        Math.round((Math.log(Math.max(many, 0.01) / Math.max(few, 0.01)) / scale) * 100) / 100;
      return [
        {
          stage: stage.name,
          from: Math.round(smaller.pairs),
          to: Math.round(larger.pairs),
          time: exponent(before.processorSeconds, stage.processorSeconds),
          memory: exponent(before.peakMegabytes, stage.peakMegabytes),
        },
      ];
    });
  });
}

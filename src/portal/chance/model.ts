/**
 * The chance that a wish ends in a lease, learned from past wishes: a logistic model of what is known on the day, then
 * calibrated on later wishes, then checked on the latest, which neither step has seen. It says how far it can be
 * trusted, and nothing at all on too little.
 */
import { z } from 'zod';
import { calibrate, shareOf, stepOf, wilsonInterval } from './calibration.ts';
import { fitLogistic, logisticChance } from './logistic.ts';
import type { WishFacts, WishOutcome } from './wish-outcome.ts';

const stepSchema = z.object({ from: z.number(), housed: z.number(), count: z.number() });
const binSchema = z.object({
  /** Mean of what was published, and share that was housed, of the held-back wishes of the bin. */
  published: z.number(),
  happened: z.number(),
  count: z.number(),
  low: z.number(),
  high: z.number(),
});
export const chanceModelSchema = z.object({
  weights: z.array(z.number()),
  steps: z.array(stepSchema),
  /** Wishes that the model was fitted on, calibrated on, and checked on. */
  fitted: z.number(),
  calibrated: z.number(),
  heldBack: z.number(),
  firstOn: z.string(),
  lastOn: z.string(),
  reliability: z.array(binSchema),
  /** Mean squared error on the held-back (Brier 1950), and that of saying the same share to everyone. */
  brier: z.number(),
  brierOfBaseRate: z.number(),
  /** Mean distance between published and happened over the bins, weighted by their count. */
  calibrationError: z.number(),
});
export type ChanceModel = z.infer<typeof chanceModelSchema>;
export type ReliabilityBin = z.infer<typeof binSchema>;

/** A published chance: in thousandths, with the interval that holds nine true shares in ten. */
export type PublishedChance = {
  permille: number;
  lowPermille: number;
  highPermille: number;
  outcomes: number;
};

const width = 6;
// Where groups of the reliability diagram begin: finer where most wishes stand.
const groupEdges = [0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
// A step of fewer wishes would publish the luck of a few.
const fewestInStep = 50;

/** What the model reads of the facts. Points count in tens; an unknown score of winners is its own fact, not a zero. */
function featuresOf({ pointsAboveWinners, ahead, interested, elapsed }: WishFacts): number[] {
  return [
    1,
    pointsAboveWinners === null ? 0 : Math.max(-5, Math.min(5, pointsAboveWinners / 10)),
    pointsAboveWinners === null ? 1 : 0,
    Math.log1p(ahead),
    Math.log1p(interested),
    elapsed * Math.log1p(ahead),
  ];
}

/**
 * Fits on the first three fifths of the outcomes in time, calibrates on the next fifth, checks on the last. Null where
 * there are fewer outcomes than `minimum`, or where nobody, or everybody, was housed.
 */
export function fitChance(outcomes: readonly WishOutcome[], minimum: number): ChanceModel | null {
  const sorted = [...outcomes].sort(inTime);
  const housed = sorted.filter((outcome) => outcome.housed).length;
  if (sorted.length < minimum || housed === 0 || housed === sorted.length) return null;
  const fitting = sorted.slice(0, Math.floor(sorted.length * 0.6));
  const calibrating = sorted.slice(fitting.length, Math.floor(sorted.length * 0.8));
  const heldBack = sorted.slice(fitting.length + calibrating.length);
  const rows = fitting.map((outcome) => ({ features: featuresOf(outcome), outcome: outcome.housed }));
  const weights = fitLogistic(rows, width);
  const said = (facts: WishFacts) => logisticChance(weights, featuresOf(facts));
  const steps = calibrate(
    calibrating.map((outcome) => ({ said: said(outcome), happened: outcome.housed })),
    fewestInStep,
  );
  const told = heldBack.map((outcome) => ({
    published: shareOf(stepOf(steps, said(outcome)) ?? { housed: 0, count: 0 }),
    happened: outcome.housed,
  }));
  const base = told.filter(({ happened }) => happened).length / told.length;
  const reliability = reliabilityOf(told);
  return {
    weights,
    steps,
    fitted: fitting.length,
    calibrated: calibrating.length,
    heldBack: heldBack.length,
    firstOn: sorted[0]?.expressedOn ?? '',
    lastOn: sorted.at(-1)?.expressedOn ?? '',
    reliability,
    brier: meanOf(told.map(({ published, happened }) => (published - (happened ? 1 : 0)) ** 2)),
    brierOfBaseRate: meanOf(told.map(({ happened }) => (base - (happened ? 1 : 0)) ** 2)),
    calibrationError: calibrationErrorOf(reliability),
  };
}

/** The chance to publish; null where the step it falls in rests on fewer than `minimumCell` wishes. */
export function chanceOf(model: ChanceModel, facts: WishFacts, minimumCell: number): PublishedChance | null {
  const step = stepOf(model.steps, logisticChance(model.weights, featuresOf(facts)));
  if (step === null || step.count < minimumCell) return null;
  const { low, high } = wilsonInterval(step);
  const permille = (share: number) => Math.round(share * 1000);
  return {
    permille: permille(shareOf(step)),
    lowPermille: permille(low),
    highPermille: permille(high),
    outcomes: step.count,
  };
}

/** Groups of what was published, each with what happened in it: the reliability diagram. Empty groups are left out. */
export function reliabilityOf(told: readonly { published: number; happened: boolean }[]): ReliabilityBin[] {
  return groupEdges.flatMap((from, index) => {
    const until = groupEdges[index + 1] ?? Number.POSITIVE_INFINITY;
    const group = told.filter(({ published }) => from <= published && published < until);
    if (group.length === 0) return [];
    const housed = group.filter(({ happened }) => happened).length;
    return [
      {
        published: meanOf(group.map(({ published }) => published)),
        happened: housed / group.length,
        count: group.length,
        ...wilsonInterval({ housed, count: group.length }),
      },
    ];
  });
}

/** Mean distance between what was published and what happened, weighted by the size of the bins. */
export function calibrationErrorOf(reliability: readonly ReliabilityBin[]): number {
  const count = reliability.reduce((sum, bin) => sum + bin.count, 0);
  if (count === 0) return 0;
  return (
    reliability.reduce((sum, bin) => sum + bin.count * Math.abs(bin.published - bin.happened), 0) / count
  );
}

/** One to five, from "très faible" to "très bonne". */
export function chanceLevel(permille: number): 1 | 2 | 3 | 4 | 5 {
  if (permille < 50) return 1;
  if (permille < 150) return 2;
  if (permille < 300) return 3;
  return permille < 500 ? 4 : 5;
}

function inTime(a: WishOutcome, b: WishOutcome): number {
  if (a.expressedOn !== b.expressedOn) return a.expressedOn < b.expressedOn ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far below the bound plans are looked for next: the work grows by a factor with each unit, and this learns it. */

/** The first look, in parts of the bound. */
const firstSlack = 4e-4;
/** By how much the work of the next look should exceed that of the last. */
const moreWork = 2.2;
/** Looks that took fewer pivots say nothing about the next. */
const littleWork = 3_000;

/**
 * Excluding all values down to a target costs about twice as much each few units farther: with looks that each cost
 * some times the last, all of them together cost little more than the one that reaches the best plan.
 */
export class Descent {
  private readonly top: number;
  private readonly step: number;
  private slack: number;
  private last: { slack: number; work: number } | null = null;

  constructor(top: number, step: number) {
    this.top = top;
    this.step = step;
    this.slack = Math.floor((top * firstSlack) / step) * step;
  }

  get target(): number {
    return this.top - this.slack;
  }

  /** Goes farther after a look that took so many pivots and found nothing. */
  goOn(work: number): void {
    const { slack, last } = this;
    let farther = 0.5 * slack;
    if (last && work > littleWork) {
      const growth = Math.log(work / last.work) / (slack - last.slack);
      if (growth > 0) farther = Math.min(farther, Math.max(0.1 * slack, Math.log(moreWork) / growth));
    }
    this.last = { slack, work: Math.max(1, work) };
    this.slack += Math.max(1, Math.round(farther / this.step)) * this.step;
  }
}

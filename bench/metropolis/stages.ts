/** Time, processor and the most memory of each stage of one process, told apart by Linux itself. */
import { writeFileSync } from 'node:fs';
import { peakMegabytes } from '../solver/peak-memory.ts';

export type Stage = {
  name: string;
  seconds: number;
  /** Of the whole process: its threads included, not the database server. */
  processorSeconds: number;
  /** Most memory that the process held during the stage. */
  peakMegabytes: number;
};

/** A watch that is told where each stage begins. */
export class StageWatch {
  readonly stages: Stage[] = [];
  #name: string | null = null;
  #began = 0;
  #processor = 0;

  /** Ends the running stage and begins another; null: none. */
  begin(name: string | null): void {
    if (name === this.#name) return;
    const now = performance.now();
    const processor = processorSeconds();
    if (this.#name !== null) {
      this.stages.push({
        name: this.#name,
        seconds: round((now - this.#began) / 1000),
        processorSeconds: round(processor - this.#processor),
        peakMegabytes: peakMegabytes(),
      });
    }
    forgetPeak();
    this.#name = name;
    this.#began = performance.now();
    this.#processor = processor;
  }
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Linux then counts the most memory anew; elsewhere the process's whole peak stands in. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux.
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/intake/byte-source.ts';
import { importFile } from '../../src/intake/import-file.ts';
import { MemoryImportStore } from './memory-store.ts';
import { applicationLine, applicationsHeader, options, today } from './samples.ts';
import { message, request } from './sne-messages.ts';

const seed = 20261121;

async function importInto(store: MemoryImportStore, content: string | Uint8Array) {
  return importFile(store, {
    kind: 'applications',
    source: bytesSource('essai', content),
    mode: 'difference',
    dryRun: false,
    allowShrink: false,
    options,
  });
}

/** Lines of which some are wrong and some repeat a number. */
const lines = fc.array(
  fc.record({
    number: fc.integer({ min: 0, max: 30 }).map((at) => `0570324000001${String(at).padStart(5, '0')}`),
    resources: fc.constantFrom('1850,50', '0', '', '-3', '1e9', '=1+1'),
  }),
  { minLength: 1, maxLength: 40 },
);

function textOf(rows: readonly { number: string; resources: string }[]): string {
  const written = rows.map(({ number, resources }) =>
    applicationLine(number).replace(';1850,50;', `;${resources};`),
  );
  return `${[applicationsHeader, ...written].join('\n')}\n`;
}

describe('whatever the file', () => {
  it('any order of its rows gives the same set', async () => {
    const shuffled = lines.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, other]) => {
        const one = new MemoryImportStore(today);
        const two = new MemoryImportStore(today);
        await importInto(one, textOf(rows));
        await importInto(two, textOf(other));
        expect(two.spelled()).toBe(one.spelled());
      }),
      { seed, numRuns: 60 },
    );
  });

  it('a table cut anywhere gives only whole rows of it, or nothing', async () => {
    const whole = Buffer.from(
      textOf([0, 1, 2, 3].map((at) => ({ number: `05703240000010000${at}`, resources: '0' }))),
    );
    const full = new MemoryImportStore(today);
    await importInto(full, whole);
    const known = new Map(full.all('applications').map((application) => [application.number, application]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (at) => {
        const store = new MemoryImportStore(today);
        const done = await importInto(store, whole.subarray(0, at));
        const kept = store.all('applications');
        if (!done.ok) expect(kept).toEqual([]);
        const lineEnds = whole.subarray(0, at).toString().split('\n').length - 1;
        // The last row may lack the end of its last cell, which nothing can tell: it is then warned of.
        const complete = kept.filter(({ number }) => known.has(number)).slice(0, Math.max(lineEnds - 1, 0));
        for (const application of complete) expect(application).toEqual(known.get(application.number));
        if (done.ok && done.value.state === 'imported' && whole[at - 1] !== 10) {
          expect(done.value.report.warnings.join()).toContain('coupé');
        }
      }),
      { seed, numRuns: 80 },
    );
  });

  it('a message cut anywhere is refused whole', async () => {
    const whole = Buffer.from(message('CRE', [request(), request({ number: '057032400000100002' })]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 2 }), async (at) => {
        const store = new MemoryImportStore(today);
        const done = await importInto(store, whole.subarray(0, at));
        expect(done.ok).toBe(false);
        expect(store.all('applications')).toEqual([]);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('random bytes are never taken, and never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const store = new MemoryImportStore(today);
        expect((await importInto(store, bytes)).ok).toBe(false);
        expect(store.all('applications')).toEqual([]);
      }),
      { seed, numRuns: 150 },
    );
  });
});

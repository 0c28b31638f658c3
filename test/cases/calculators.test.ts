/** Every YAML case of this folder that calls a calculator of `parcours law`. */
import { describe, expect, it } from 'vitest';
import { calculators } from '../../src/law/calculators/index.ts';
import { readCaseFiles } from './runner/read-cases.ts';

const files = readCaseFiles(new URL('./', import.meta.url))
  .map(({ file, cases }) => ({ file, cases: cases.filter((row) => row.calculateur !== undefined) }))
  .filter(({ cases }) => cases.length > 0);

describe.each(files)('$file', ({ cases }) => {
  it.each(cases)('$nom', ({ calculateur, entree, attendu }) => {
    const calculator = calculators.get(calculateur ?? '');
    if (!calculator) throw new Error(`no calculator named ${calculateur}`);
    expect(calculator.answer(entree).answer).toMatchObject(attendu);
  });
});

describe('the calculators of contracts §2.1', () => {
  it('are all there', () => {
    const names = ['apl', 'ceiling', 'effort', 'occupancy', 'offer', 'priority', 'quartile', 'review'];
    expect([...calculators.keys()].sort()).toEqual(names);
  });
});

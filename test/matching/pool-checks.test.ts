import { expect, it } from 'vitest';
import { poolCheckCodes } from '../../src/matching/pool-checks.ts';
import { hasSentence } from '../../src/wording/reason-sentence.ts';

it('every step between a live application and the law has its sentence', () => {
  expect(poolCheckCodes.filter((code) => !hasSentence(code))).toEqual([]);
});

/** Every YAML case of this folder that calls a rule by name. Calculators have theirs in calculators.test.ts. */
import { describe, expect, it } from 'vitest';
import { ruleCard } from '../../src/law/cards/index.ts';
import { boardRules } from './runner/board-rules.ts';
import type { CallableRule } from './runner/callable.ts';
import { delayRules } from './runner/delay-rules.ts';
import { exchangeRules } from './runner/exchange-rules.ts';
import { lettingRules } from './runner/letting-rules.ts';
import { orientationRules } from './runner/orientation-rules.ts';
import { quotaRules } from './runner/quota-rules.ts';
import { readCaseFiles } from './runner/read-cases.ts';
import { relocationLeaseRules } from './runner/relocation-lease-rules.ts';
import { relocationRules } from './runner/relocation-rules.ts';
import { removalRules } from './runner/removal-rules.ts';
import { sittingRules } from './runner/sitting-rules.ts';
import { transferRules } from './runner/transfer-rules.ts';

const rules: ReadonlyMap<string, CallableRule> = new Map(
  Object.entries({
    ...quotaRules,
    ...delayRules,
    ...lettingRules,
    ...boardRules,
    ...sittingRules,
    ...orientationRules,
    ...transferRules,
    ...exchangeRules,
    ...removalRules,
    ...relocationRules,
    ...relocationLeaseRules,
  }),
);
const files = readCaseFiles(new URL('./', import.meta.url));

describe.each(files)('$file', ({ cases }) => {
  it.each(cases)('$nom names rules of the rulebook', ({ regles }) => {
    expect(regles.filter((rule) => ruleCard(rule) === undefined)).toEqual([]);
  });

  const called = cases.filter((row) => row.regle !== undefined);
  it.runIf(called.length > 0).each(called)('$nom', ({ regle, entree, attendu }) => {
    const rule = rules.get(regle ?? '');
    if (!rule) throw new Error(`no callable rule named ${regle}`);
    expect(rule(entree)).toMatchObject(attendu);
  });
});

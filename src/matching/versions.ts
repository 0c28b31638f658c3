/** Which software and which rules computed a run: written with it, so that a replay knows what it compares. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, compareCodeUnits } from '../kernel/canonical-json.ts';
import { ruleCards } from '../law/cards/index.ts';

/** That of package.json; a test holds the two together. */
export const softwareVersion = '0.1.0';

const parameters = new URL('../law/parameters/', import.meta.url);
let rules: string | undefined;

/** A short hash of every rule card and every dated figure of law: it changes when one of them does. */
export function rulesVersion(): string {
  rules ??= readRulesVersion();
  return rules;
}

function readRulesVersion(): string {
  const hash = createHash('sha256').update(canonicalJson(ruleCards));
  const files = readdirSync(parameters).filter((file) => /\.(json|csv)$/.test(file));
  for (const file of files.sort(compareCodeUnits)) {
    hash.update(`\n${file}\n`).update(readFileSync(new URL(file, parameters)));
  }
  return hash.digest('hex').slice(0, 16);
}

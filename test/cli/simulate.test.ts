import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { command } from '../../src/cli/simulate.ts';

function run(...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  return command.run(args, { stdin: new PassThrough(), stdout, stderr });
}

describe('parcours simulate, bad usage', () => {
  it.each([
    ['no landlord', []],
    ['an unknown landlord', ['--landlord', 'autre']],
    ['a seed that is no whole number', ['--landlord', 'demo', '--seed', '1.5']],
    ['an unknown strategy', ['--landlord', 'demo', '--strategies', 'greedy,magic']],
    ['a part above 1', ['--landlord', 'slack', '--missing-income', '25']],
    ['an unknown option', ['--landlord', 'slack', '--year', '2026']],
  ])('%s is refused before anything is played', async (_what, args) => {
    await expect(run(...args)).rejects.toBeInstanceOf(UsageError);
  });
});

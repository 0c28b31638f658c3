import { beforeAll, describe, expect, it } from 'vitest';
import { prepareSession } from '../../src/matching/prepare.ts';
import { resolveWith } from '../../src/matching/run.ts';
import type { RunResult } from '../../src/matching/run-result.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { differenceSentence } from '../../src/views/difference-view.tsx';
import { planDifference } from '../../src/views/plan-difference.ts';
import { makeApplication, makeHome, makeSnapshot, makeVacancy } from '../support/make-domain.ts';

const homes = ['h1', 'h2'];
const session = prepareSession(
  makeSnapshot({
    vacancies: homes.map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) })),
    applications: Array.from({ length: 8 }, (_, index) => makeApplication(index)),
  }),
);

async function solved(choices: Pick<Snapshot, 'pins' | 'bans'>): Promise<RunResult> {
  const outcome = await resolveWith(session, choices, { plain: false });
  if (!outcome.ok) throw new Error('the session can be solved');
  return outcome.value;
}

describe('what an officer’s choices change from the proposal', () => {
  let proposal: RunResult;
  beforeAll(async () => {
    proposal = await solved({ pins: [], bans: [] });
  });

  it('is nothing between a plan and itself', () => {
    const difference = planDifference(proposal, proposal);
    expect(difference).toEqual({ valuePoints: 0, homes: [], targets: [] });
    expect(differenceSentence(difference)).toBe(
      'Par rapport à la proposition : aucune liste ne change, aucun objectif ne bouge, autant de points attendus.',
    );
  });

  it('names the homes whose households changed, with those who stood there and those who stand now', async () => {
    const list = proposal.shortlists.find(({ entries }) => entries.length > 1);
    const number = list?.entries[0]?.sheet.number ?? '';
    const vacancyId = list?.vacancyId ?? '';
    const variant = await solved({
      pins: [],
      bans: [{ vacancyId, applicationNumber: number, reason: 'Essai' }],
    });
    const difference = planDifference(proposal, variant);
    const home = difference.homes.find((changed) => changed.vacancyId === vacancyId);
    expect(home?.before[0]).toBe(number);
    expect(home?.now).not.toContain(number);
    expect(differenceSentence(difference)).toMatch(/[12]\u00a0listes? changent?, aucun objectif ne bouge/);
  });

  it('counts in points what a choice costs', () => {
    const poorer = {
      ...proposal,
      solution: { ...proposal.solution, value: proposal.solution.value - 12_400 },
    };
    expect(differenceSentence(planDifference(proposal, poorer))).toContain('12,4 points attendus en moins');
  });
});

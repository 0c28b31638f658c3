/** A run that a validated pace steered, as an officer reads it: kept, shown with its figures, and computed again. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDate } from '../../db/demo/demo-landlord.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const because = { signedInGroup: 6, signedTotal: 30, stillExpectedLeases: 12, neededLeases: 4.4 };

describe('a run steered by a validated pace', () => {
  let service: TestService;
  let officer: ReturnType<typeof request.agent>;
  let snapshot: Snapshot;
  let runId = '';
  const page = async (path: string) => {
    const { text } = await officer.get(`/agent/calculs/${runId}${path}`).expect(200);
    return text.replaceAll(/[\u00a0\u202f]/g, ' ');
  };

  beforeAll(async () => {
    service = await testService();
    officer = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await officer.post('/api/v1/sessions').send(credentials).expect(201);
    const read = await snapshotStore(service.database.db).at('demo', demoDate, { pins: [], bans: [] });
    snapshot = {
      ...read,
      steering: {
        id: 'rythme-47',
        validatedBy: 'Claire Martin',
        validatedOn: civilDate('2026-11-18'),
        lines: read.targets.map(({ target }) => ({
          targetId: target.id,
          askedShare: 0.42,
          mostPoints: 6,
          because,
        })),
      },
    };
    const result = await runSession(snapshot);
    runId = await service.dependencies.runs.save({ landlordId: 'demo', snapshot, result, startedBy: null });
  });
  afterAll(() => service.stop());

  it('shows each target with its year and the pace asked, homes freed among them', async () => {
    const text = await page('/objectifs');
    expect(text).toContain('Grands logements libérés (T4 et plus), Moselle');
    expect(text).toContain(
      'Rythme : 5 baux encore nécessaires sur 12 attendus d’ici au 31 décembre (37 %). Demandé à cette séance : 42 % de ses baux, marge pour le hasard comprise.',
    );
    expect(text).toContain('au rythme demandé');
  });

  it('says on an entry that a target late on its pace is why points are given', async () => {
    const run = await service.dependencies.runs.result('demo', runId);
    const list = run?.shortlists.find(({ entries }) =>
      entries.some(({ bonusLines }) => bonusLines.some(({ label }) => label.includes('sur son rythme'))),
    );
    expect(await page(`/logements/${list?.vacancyId}`)).toMatch(
      /est en retard sur son rythme \(37 % des baux restants nécessaires\)/,
    );
  });

  it('names who validated the pace, and when', async () => {
    expect(await page('/verification')).toContain('rythme-47, validé par Claire Martin le 18/11/2026');
    const { body } = await officer.get(`/api/v1/runs/${runId}`).expect(200);
    expect(body).toMatchObject({ steering: { id: 'rythme-47', validatedBy: 'Claire Martin' } });
    expect(body.quotas[0].pace).toMatchObject({ askedShare: 0.42, mostPoints: 6, because });
  });

  it('is computed again to the byte from what was kept', async () => {
    expect((await service.dependencies.runs.snapshot('demo', runId))?.steering?.lines).toHaveLength(
      testDemo.targets.length,
    );
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await officer.get('/')).text)?.[1] ?? '';
    const { body } = await officer.post(`/api/v1/runs/${runId}/replay`).set('x-csrf-token', csrf);
    expect(body).toMatchObject({ same: true });
  });
});

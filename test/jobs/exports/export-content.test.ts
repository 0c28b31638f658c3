import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../../src/committee/register-port.ts';
import { type ExportMeans, exportContent } from '../../../src/jobs/exports/export-content.ts';
import { testDemo } from '../../support/service.ts';

const account = {
  ...{ id: 'a', landlordId: 'demo', landlordName: 'Bailleur', email: 'a@demo.example', name: 'Camille' },
  ...{ role: 'agent' as const, holderId: null, applicationNumber: null, agencyIds: null, communes: null },
  ...{ departements: null, passwordHash: null, hasSecondFactor: false },
};
const unused = () => Promise.reject(new Error('not read here'));

/** Means whose register gives so many events, and counts those that were read. */
function registerOf(events: number): { means: ExportMeans; read: () => number } {
  let read = 0;
  async function* stored(): AsyncGenerator<StoredEvent> {
    for (; read < events; read += 1) {
      yield {
        ...{ id: `e${read}`, exportId: null, exportedAt: null, confirmedOn: null },
        ...{ number: `057${String(read).padStart(12, '0')}`, on: testDemo.date, author: 'Bailleur' },
        ...{ kind: 'removal', details: { motif: 'RADATT' }, eventKey: `k${read}` },
      };
    }
  }
  const means: ExportMeans = {
    accounts: { findById: unused },
    scopes: { communesOf: async () => null },
    reporting: { facts: unused },
    portalPolicies: { inForce: unused },
    sessions: { find: unused, minutes: unused },
    returns: { scene: unused },
    register: {
      exported: async () => ({
        made: { id: 'x', on: testDemo.date, by: 'Camille', events },
        events: stored(),
      }),
    },
  };
  return { means, read: () => read };
}

describe('what a copy contains', () => {
  it.each(['evenements.csv', 'radiations.xml'] as const)(
    'leaves while it is read, so that no memory holds it whole: %s',
    async (file) => {
      const events = 40_000;
      const { means, read } = registerOf(events);
      const content = await exportContent(
        means,
        { account, today: testDemo.date },
        { what: 'register', exportId: '01900000-0000-7000-8000-000000000000', file },
      );
      if (!content.ok) throw new Error(content.refusal);
      let bytes = 0;
      let ahead = 0;
      const perEvent = file === 'evenements.csv' ? 40 : 100;
      for await (const chunk of content.value.bytes) {
        bytes += chunk.length;
        // What was read and has not left yet.
        ahead = Math.max(ahead, read() - bytes / perEvent);
      }
      expect(read()).toBe(events);
      expect(bytes).toBeGreaterThan(events * perEvent);
      expect(ahead).toBeLessThan(5_000);
    },
  );

  it('fails where its source fails, instead of ending early', async () => {
    const { means } = registerOf(10);
    // biome-ignore lint/correctness/useYield: it breaks before its first event
    async function* broken(): AsyncGenerator<StoredEvent> {
      throw new Error('the database went away');
    }
    const register = {
      exported: async () => ({
        made: { id: 'x', on: testDemo.date, by: 'Camille', events: 10 },
        events: broken(),
      }),
    };
    const content = await exportContent(
      { ...means, register },
      { account, today: testDemo.date },
      { what: 'register', exportId: '01900000-0000-7000-8000-000000000000', file: 'evenements.xml' },
    );
    if (!content.ok) throw new Error(content.refusal);
    const { bytes } = content.value;
    const taken = async () => {
      for await (const _chunk of bytes);
    };
    await expect(taken()).rejects.toThrow('the database went away');
  });
});

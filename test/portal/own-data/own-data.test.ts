/** The copy of one's data may be read on a screen that others see: no ground of a priority stands in it (D-03, D-04). */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { applicationToCopy, type OwnData } from '../../../src/portal/own-data/own-data.ts';
import { ownDataParts } from '../../../src/portal/own-data/own-data-parts.ts';
import { makeApplication, makeHousehold, makeLabel } from '../../support/make-domain.ts';

const on = civilDate('2026-11-02');

describe('the copy of one’s own data', () => {
  it('says that a situation is recognised, never which, nor a disability, nor the lease of a protected household', () => {
    const { name: _name, ...application } = makeApplication(1, {
      household: makeHousehold({
        persons: [{ bornOn: civilDate('1990-05-05'), role: 'holder', disabled: true }],
      }),
      labels: [makeLabel('gbis', { by: 'Tribunal de Metz' })],
      current: { ...makeApplication(1).current, landlord: 'Bailleur', tenancyId: 'T-1', insee: '57463' },
    });
    const copy = JSON.stringify(applicationToCopy(application, true));
    expect(copy).toContain('situation prioritaire (L441-1)');
    expect(copy).not.toMatch(/gbis|Tribunal|disabled|T-1|57463"\s*,"qpv/);
  });

  it('names the files received, but those that prove a priority', () => {
    const data: OwnData = {
      number: null,
      madeOn: on,
      kept: {
        landlordName: 'Bailleur',
        name: null,
        contact: null,
        isProtected: false,
        preferences: null,
        standingWishes: [],
        files: [
          { document: 'tax-notice', fileName: 'avis.pdf', bytes: 10, on },
          { document: 'priority-proof', fileName: 'ordonnance-de-protection.pdf', bytes: 10, on },
        ],
        contacts: [],
        leases: [],
        letters: [],
        acts: [],
      },
      life: null,
      decisions: [],
      mandates: [],
      documents: [],
      scores: [],
    };
    const lines = ownDataParts(data).find(({ title }) => title === 'Vos pièces')?.lines;
    expect(lines?.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'Fichier « avis.pdf », reçu le 2 novembre 2026',
      'Fichier de votre situation prioritaire, reçu le 2 novembre 2026',
    ]);
  });
});

/** The closed table of acts that other systems are told of, and how little a message carries. */
import { describe, expect, it } from 'vitest';
import { announcedActs, bornOf } from '../../../src/access/webhooks/birth.ts';
import { chosenTypes, webhookBody, webhookData, webhookTypes } from '../../../src/access/webhooks/event.ts';
import type { Act } from '../../../src/domain/act.ts';
import { actInWords } from '../../../src/wording/act-words.ts';

const at = new Date('2026-11-21T09:00:00Z');
/** An act with everything that an act of the table may tell, and much that must not leave. */
const act = (kind: string): Act => ({
  kind,
  at,
  actor: { accountId: null, name: 'Claire Officier', role: 'agent' },
  subjects: [
    'session:s1',
    'vacancy:V1',
    'offer:OFFRE-1',
    'application:057112345678900001',
    'webhook:e1',
    'holder:als',
  ],
  before: { decision: 'd0', destination: 'als', answer: 'accepted' },
  after: {
    decision: 'd1',
    destination: 'als',
    dueOn: '2026-12-21',
    lease: 'BAIL-V1',
    signedOn: '2026-11-21',
    rank: 2,
    reason: 'tooExpensive',
    candidates: 3,
    condition: 'revenus à vérifier',
  },
  why: 'Le ménage a fui des violences',
});
const messageOf = (kind: string) => {
  const born = bornOf(act(kind));
  if (born === null) throw new Error(`${kind} is not told`);
  const data = { vacancyId: 'V1', homeId: 'H1', applicationNumber: born.number, ...born.own };
  const id = '01900000-0000-7000-8000-000000000001';
  return webhookBody({ id, type: born.type, at, landlordId: 'l1', data });
};

describe('what other systems are told', () => {
  it.each(announcedActs)('is made of an act that the journal knows: %s', (kind) => {
    expect(actInWords(kind)).not.toBe('');
    expect(JSON.parse(messageOf(kind))).toMatchObject({ version: 1, landlord: 'l1' });
  });

  it('leaves no type without an act that makes it', () => {
    const made = new Set(announcedActs.map((kind) => bornOf(act(kind))?.type));
    expect([...made].sort()).toEqual([...webhookTypes].sort());
    expect(chosenTypes).not.toContain('webhook.test');
  });

  it('is nothing for any other act', () => {
    for (const kind of ['decision.recorded', 'file.protected', 'letter.written', 'offer.received']) {
      expect(bornOf(act(kind))).toBeNull();
    }
  });

  it.each(announcedActs)('never carries a person, a reason or a rank: %s', (kind) => {
    const message = messageOf(kind);
    for (const secret of ['Claire', 'violences', 'tooExpensive', 'revenus', '"rank"', '"candidates"']) {
      expect(message).not.toContain(secret);
    }
  });

  it('names a household in offers and leases only', () => {
    const naming = webhookTypes.filter((type) => 'applicationNumber' in webhookData[type].shape);
    expect(naming).toEqual(['offer.sent', 'offer.answered', 'offer.lapsed', 'lease.signed']);
  });
});

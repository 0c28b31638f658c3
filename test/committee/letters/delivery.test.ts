import { describe, expect, it } from 'vitest';
import { type Contact, deliveryOf, letterStateOf } from '../../../src/committee/letters/delivery.ts';

const ordinary = { traceable: false };
const registered = { traceable: true };
const contact = (more: Partial<Contact> = {}): Contact => ({
  email: 'a@exemple.example',
  address: ['3 rue du Moulin', '57000 Metz'],
  preferred: 'email',
  ...more,
});

describe('the way out of a letter', () => {
  it('follows what the household prefers', () => {
    expect(deliveryOf(ordinary, contact(), null)).toEqual({ by: 'email', to: 'a@exemple.example' });
    expect(deliveryOf(ordinary, contact({ preferred: 'letter' }), null)).toMatchObject({ by: 'post' });
  });

  it('puts in writing what a short message cannot carry', () => {
    expect(deliveryOf(ordinary, contact({ preferred: 'sms' }), null)).toMatchObject({ by: 'email' });
    expect(deliveryOf(ordinary, contact({ preferred: 'sms', email: null }), null)).toMatchObject({
      by: 'post',
    });
  });

  it('takes the only one known, and an officer where none is', () => {
    const noStreet = contact({ preferred: 'letter', address: [] });
    expect(deliveryOf(ordinary, noStreet, null)).toMatchObject({ by: 'email' });
    expect(deliveryOf(ordinary, null, null)).toEqual({ by: 'hand', because: 'noAddress' });
  });

  it('is never a message where the delivery must be proved', () => {
    expect(deliveryOf(registered, contact(), null)).toMatchObject({ by: 'post' });
    expect(deliveryOf(registered, contact({ address: [] }), null)).toEqual({
      by: 'hand',
      because: 'noAddress',
    });
    const reachedByEmail = { newContact: { email: 'b@exemple.example', address: [] } };
    expect(deliveryOf(registered, contact(), reachedByEmail)).toEqual({ by: 'hand', because: 'protected' });
  });

  it('under protection is the new contact, whatever the household preferred before', () => {
    const post = { newContact: { email: null, address: ['Boîte postale 12', '54000 Nancy'] } };
    expect(deliveryOf(ordinary, contact(), post)).toEqual({ by: 'post', address: post.newContact.address });
    expect(deliveryOf(ordinary, contact(), { newContact: null })).toEqual({
      by: 'hand',
      because: 'protected',
    });
    const telephoneOnly = { newContact: { email: null, address: [] } };
    expect(deliveryOf(ordinary, contact(), telephoneOnly)).toEqual({ by: 'hand', because: 'protected' });
  });

  it('tells where the letter stands: the message first, then the way out', () => {
    const post = { by: 'post', address: ['x'] } as const;
    expect(letterStateOf({ sent: true }, post, 'failed')).toBe('sent');
    expect(letterStateOf({ sent: false }, post, 'waiting')).toBe('queued');
    expect(letterStateOf({ sent: false }, post, 'failed')).toBe('failed');
    expect(letterStateOf({ sent: false }, post, null)).toBe('toPrint');
  });
});

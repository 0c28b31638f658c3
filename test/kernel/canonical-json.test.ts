/** One content has one spelling, whichever way it is written: by the engine's own JSON or key by key. */
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalParts } from '../../src/kernel/canonical-json.ts';

const inOrder = { a: [1, 'é', null, true, { b: 0.1, c: undefined }], b: { c: [], d: {} }, c: -0 };
const outOfOrder = { c: 0, b: { d: {}, c: [] }, a: [1, 'é', null, true, { c: undefined, b: 0.1 }] };

describe('the canonical JSON', () => {
  it('is the same for the same content, whatever the order of its keys', () => {
    const text = '{"a":[1,"é",null,true,{"b":0.1}],"b":{"c":[],"d":{}},"c":0}';
    expect(canonicalJson(inOrder)).toBe(text);
    expect(canonicalJson(outOfOrder)).toBe(text);
    expect(canonicalJson([inOrder, outOfOrder])).toBe(`[${text},${text}]`);
  });

  it('writes a long list in parts that make the same text', () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => (at % 3 === 0 ? outOfOrder : inOrder));
    const parts = [...canonicalParts({ rows })];
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('')).toBe(canonicalJson({ rows }));
    expect(parts.join('')).toBe(`{"rows":[${rows.map(() => canonicalJson(inOrder)).join(',')}]}`);
  });

  it('never takes an object at its own word for how it is written', () => {
    const told = { toJSON: () => 'something else' };
    expect(() => canonicalJson([[told]])).toThrow('not a JSON value: function');
    expect(canonicalJson([[new Date(0)]])).toBe('[[{}]]');
  });

  it('refuses what JSON cannot carry, wherever it stands', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1n]) {
      expect(() => canonicalJson({ a: [{ b: wrong }] })).toThrow('not a JSON');
    }
  });
});

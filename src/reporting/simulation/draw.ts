/**
 * Whether a household takes a home: one number in [0, 1) that depends on the seed, the home and the household alone, so
 * that the same household gives the same answer whichever strategy asks it and whenever. Integer arithmetic: the same
 * on every machine.
 */

/** 32-bit hash of a text (FNV-1a). */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A number in [0, 1) from three 32-bit integers, each of whose bits changes all of it. */
export function drawOf(seed: number, home: number, household: number): number {
  let mixed = finish(seed ^ 0x9e3779b9);
  mixed = finish(mixed ^ home);
  mixed = finish(mixed ^ household);
  return (mixed >>> 0) / 4_294_967_296;
}

function finish(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

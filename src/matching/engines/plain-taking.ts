/** Moves that take a candidate from the home that lists it, for who may stand on one list only. */
import { pairOf } from './instance.ts';
import { countFree, REPLACEMENTS } from './plain-free.ts';
import { pricedChange, pricedMargin } from './plain-priced.ts';
import { keepIfBetter, type Scratch, type SearchGround } from './plain-scratch.ts';
import { draft, type PlainState, weigh } from './plain-state.ts';
import { EMPTY } from './plan.ts';

/** Takes the candidate from the home that has it, which gets the displaced one, a free one, or nobody. */
export function tryTaking(
  state: PlainState,
  ground: SearchGround,
  home: number,
  pair: number,
  threshold: number,
  scratch: Scratch,
): void {
  const { instance } = state;
  const held = state.slotOf[instance.pairApplicant[pair]!]!;
  const from = instance.slotHome[held]!;
  const leaving = state.slots[held]!;
  if (from === home || state.pinned.has(leaving)) return;
  const { entering, enteringChange } = scratch;
  const count = listEntering(state, ground, from, leaving, scratch);
  for (let s = instance.slotStart[home]!; s < instance.slotStart[home + 1]!; s++) {
    const without = state.slots[s]!;
    if (without !== EMPTY && state.pinned.has(without)) continue;
    if (!draft(state, scratch.first, home, without, pair)) continue;
    const change = pricedChange(state, scratch.points, scratch.first);
    const swapped = without === EMPTY ? -1 : pairOf(instance, from, instance.pairApplicant[without]!);
    if (swapped >= 0) setEntering(state, from, leaving, 0, swapped, scratch);
    else enteringChange[0] = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      if (change + enteringChange[i]! < -threshold - pricedMargin) continue;
      draft(state, scratch.second, from, leaving, entering[i]!);
      weigh(state, scratch.first, scratch.second);
      keepIfBetter(state, threshold, scratch, home, without, pair, from, leaving, entering[i]!);
    }
    if (without === EMPTY) return;
  }
}

/** Lists who may come in place of somebody whoever is displaced: free candidates and nobody, from 1; gives the end. */
function listEntering(
  state: PlainState,
  ground: SearchGround,
  from: number,
  leaving: number,
  scratch: Scratch,
): number {
  const free = countFree(state, ground.lists, scratch.free, from);
  for (let i = 0; i < free; i++)
    setEntering(state, from, leaving, 1 + i, scratch.free.pairs[from * REPLACEMENTS + i]!, scratch);
  setEntering(state, from, leaving, 1 + free, EMPTY, scratch);
  return 2 + free;
}

function setEntering(
  state: PlainState,
  from: number,
  leaving: number,
  at: number,
  pair: number,
  { second, points, entering, enteringChange }: Scratch,
): void {
  entering[at] = pair;
  enteringChange[at] = draft(state, second, from, leaving, pair)
    ? pricedChange(state, points, second)
    : Number.NEGATIVE_INFINITY;
}

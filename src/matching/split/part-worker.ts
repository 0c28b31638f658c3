/** The thread of one part: waits for bonuses, writes the places of its homes, until the search is over. */
import { workerData } from 'node:worker_threads';
import { partOf, partSolver } from './parts.ts';
import type { SharedSearch } from './shared-search.ts';

function answerTurns(search: SharedSearch): void {
  const part = partOf(search.instance, search.homes);
  const solve = partSolver(part, search.tie);
  let answered = 0;
  for (;;) {
    Atomics.wait(search.turn, 0, answered);
    const turn = Atomics.load(search.turn, 0);
    if (turn < 0) return;
    const places = solve(search.bonuses);
    part.slots.forEach((slot, at) => {
      search.places[slot] = places[at]!;
    });
    answered = turn;
    Atomics.store(search.states, search.part, turn);
    Atomics.notify(search.states, search.part);
  }
}

answerTurns(workerData);

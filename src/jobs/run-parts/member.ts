/** A worker that took a part of another process's search: answers turns until it is over or its caller is gone. */
import type Bull from 'bull';
import type { Instance } from '../../matching/engines/instance-types.ts';
import { answerBytes, readToMember } from '../../matching/split/part-messages.ts';
import { partSolver } from '../../matching/split/parts.ts';
import { searchLists } from './search-lists.ts';

/** Gives how many turns it answered; `began` is called after the first. The client is for this alone. */
export async function answerTurns(
  client: Bull.Queue['client'],
  search: string,
  member: string,
  began: () => void,
): Promise<number> {
  const lists = searchLists(client, search);
  let instance: Instance | null = null;
  let solve: ReturnType<typeof partSolver> | null = null;
  for (let answers = 0; ; ) {
    const sent = await lists.next(client, member);
    if (sent === null) {
      if (await lists.isOpen()) continue;
      return answers;
    }
    const message = await readToMember(sent);
    if (message.kind === 'over') return answers;
    if (message.kind === 'part') {
      instance = message.instance;
      await lists.answer(answerBytes({ kind: 'ready', member }));
    } else if (message.kind === 'tie' && instance) {
      solve = partSolver({ instance, ...itself(instance) }, message.tie);
    } else if (message.kind === 'turn' && solve) {
      const { turn, bonuses } = message;
      await lists.answer(answerBytes({ kind: 'places', member, turn, places: solve(bonuses) }));
      answers += 1;
      if (answers === 1) began();
    } else throw new Error('a turn before its part');
  }
}

/** The part is all that this machine knows: its slots and pairs have no other number here. */
function itself({ slotHome, pairHome }: Instance): { slots: Int32Array; pairs: Int32Array } {
  return { slots: Int32Array.from(slotHome.keys()), pairs: Int32Array.from(pairHome.keys()) };
}

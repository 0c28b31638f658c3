/** The caller of a shared search: gives parts to the workers that come, carries turns to them and answers to the engine. */
import { randomUUID } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type Bull from 'bull';
import { type CrewMemory, type CrewMessage, dismissed } from '../../matching/split/crew.ts';
import {
  type FromMember,
  partBytes,
  readFromMember,
  tieBytes,
  turnBytes,
} from '../../matching/split/part-messages.ts';
import { homesOfParts, type Part, partOf } from '../../matching/split/parts.ts';
import { gone } from '../../matching/split/waiting.ts';
import { type Call, type SearchLists, searchLists } from './search-lists.ts';

type Member = {
  id: string;
  part: Part | null;
  isGone: boolean;
  /** What was sent so far: a turn never overtakes the part. */
  sent: Promise<void>;
};

const callMilliseconds = 2_000;
const openMilliseconds = 1_000;

/** Calls, then serves the engine until it says that the search is over. Whatever goes wrong leaves its members gone. */
export async function callAndServe(
  queue: Bull.Queue<unknown>,
  port: MessagePort,
  memory: CrewMemory,
  dialect: string,
): Promise<void> {
  const search = randomUUID();
  const lists = searchLists(queue.client, search);
  const crew = crewOf(memory, lists);
  const waiting = queue.client.duplicate();
  let beat: NodeJS.Timeout | undefined;
  // What was under way then is not known any more: this search goes on without them, and they find it closed.
  const cutOff = (): void => {
    clearInterval(beat);
    crew.lose();
    crew.fix();
  };
  for (const client of [queue.client, waiting]) {
    client.on('error', () => {});
    client.on('close', cutOff);
  }
  let isOver = false;
  const endSearch = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await crew.dismissAll();
    await lists.close();
    Atomics.store(memory.call, 0, dismissed);
    Atomics.notify(memory.call, 0);
    waiting.disconnect();
  };
  port.on('message', (message: CrewMessage) => {
    if (message.kind === 'over') endSearch().catch(() => waiting.disconnect());
    else crew.tell(message);
  });
  // Where Redis is away nobody comes, and the engine soon knows it.
  const enough = setTimeout(crew.fix, callMilliseconds);
  try {
    await lists.keepOpen();
    enough.refresh();
    beat = setInterval(() => void lists.keepOpen().catch(() => {}), openMilliseconds);
    const call: Call = { search, dialect };
    await queue.addBulk(Array.from({ length: memory.wanted }, () => ({ data: call })));
    while (!isOver) {
      const heard = await lists.hear(waiting);
      if (heard === null) continue;
      if ('joined' in heard) crew.join(heard.joined);
      else crew.hear(heard.answer);
    }
  } catch {
    // A Redis that refuses, or the connection cut where the search ends.
    cutOff();
  }
  clearInterval(beat);
  clearTimeout(enough);
}

function crewOf(memory: CrewMemory, lists: SearchLists) {
  const members: Member[] = [];
  let isFixed = false;

  const tellEngine = (words: Int32Array, at: number, value: number): void => {
    Atomics.store(words, at, value);
    Atomics.notify(words, at);
  };
  const lost = (member: Member): void => {
    if (member.isGone) return;
    member.isGone = true;
    const at = members.indexOf(member);
    tellEngine(memory.ready, at, gone);
    tellEngine(memory.answered, at, gone);
  };
  const send = (member: Member, bytes: () => Buffer | Promise<Buffer>): void => {
    if (member.isGone) return;
    member.sent = member.sent
      .then(async () => {
        const ready = await bytes();
        if (!member.isGone) await lists.send(member.id, ready);
      })
      .catch(() => lost(member));
  };
  const dismiss = async (id: string): Promise<void> => {
    // Where Redis is away it finds out by itself that the search is over.
    await lists.dismiss(id).catch(() => {});
  };
  const receive = (member: Member, at: number, answer: FromMember): void => {
    if (answer.kind === 'ready') tellEngine(memory.ready, at, 1);
    else if (answer.kind === 'places' && member.part && fits(member.part, answer.places)) {
      writePlaces(memory.places, member.part, answer.places);
      tellEngine(memory.answered, at, answer.turn);
    } else {
      lost(member);
      void dismiss(member.id);
    }
  };
  /** Nobody joins any more: parts are as many as there are members. */
  const fix = (): void => {
    if (isFixed) return;
    isFixed = true;
    Atomics.store(memory.call, 1, members.length);
    if (Atomics.compareExchange(memory.call, 0, 0, 1) !== 0) {
      for (const member of members) void dismiss(member.id);
      members.length = 0;
    }
    Atomics.notify(memory.call, 0);
    const homes = members.length === 0 ? [] : homesOfParts(memory.instance, memory.own + members.length);
    // One after the other: between two the caller still says that it lives.
    let before = Promise.resolve();
    members.forEach((member, at) => {
      member.sent = before;
      send(member, () => {
        member.part = partOf(memory.instance, homes[memory.own + at]!);
        return partBytes(member.part);
      });
      before = member.sent;
    });
  };
  return {
    fix,
    join: (id: string): void => {
      if (isFixed) {
        void dismiss(id);
        return;
      }
      members.push({ id, part: null, isGone: false, sent: Promise.resolve() });
      if (members.length === memory.wanted) fix();
    },
    hear: (bytes: Buffer): void => {
      const answer = understood(bytes);
      if (answer === null) return;
      const at = members.findIndex(({ id }) => id === answer.member);
      const member = members[at];
      if (member && !member.isGone) receive(member, at, answer);
    },
    tell: (message: Exclude<CrewMessage, { kind: 'over' }>): void => {
      if (message.kind === 'drop') {
        const member = members[message.member];
        if (!member) return;
        lost(member);
        void dismiss(member.id);
        return;
      }
      for (const member of members) {
        if (message.kind === 'turn') send(member, () => turnBytes(message.turn, message.bonuses));
        else send(member, () => tieBytes(tieOfPart(message.tie, member)));
      }
    },
    lose: (): void => {
      for (const member of members) lost(member);
    },
    dismissAll: async (): Promise<void> => {
      await Promise.all(members.filter(({ isGone }) => !isGone).map(({ id }) => dismiss(id)));
    },
  };
}

/** Null for what no member of ours wrote: whoever should have answered is then late. */
function understood(bytes: Buffer): FromMember | null {
  try {
    return readFromMember(bytes);
  } catch {
    return null;
  }
}

function tieOfPart(
  { placePrice, cellPoints }: Extract<CrewMessage, { kind: 'tie' }>['tie'],
  { part }: Member,
): { placePrice: Float64Array; cellPoints: Float64Array | null } {
  return { placePrice: Float64Array.from(part?.slots ?? [], (slot) => placePrice[slot]!), cellPoints };
}

/** Each slot of the part holds a pair of its own home, or none. */
function fits({ instance }: Part, places: Int32Array): boolean {
  if (places.length !== instance.slotHome.length) return false;
  return places.every((pair, slot) => {
    const home = instance.slotHome[slot]!;
    return pair === -1 || (pair >= instance.pairStart[home]! && pair < instance.pairStart[home + 1]!);
  });
}

function writePlaces(places: Int32Array, part: Part, own: Int32Array): void {
  own.forEach((pair, at) => {
    places[part.slots[at]!] = pair === -1 ? -1 : part.pairs[pair]!;
  });
}

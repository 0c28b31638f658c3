/**
 * How processes share one search through Redis: a call on Bull, then lists that live as long as the search. Nothing of
 * it is kept or needed afterwards: whatever is lost there is computed by the process that holds the run.
 */
import Bull from 'bull';
import { z } from 'zod';
import { answerBytes, overBytes } from '../../matching/split/part-messages.ts';
import { redisOptions } from '../redis-address.ts';

/** What a call says. Who speaks another dialect does not come. */
export const callSchema = z.object({ search: z.uuid(), dialect: z.string() });
export type Call = z.infer<typeof callSchema>;

/** What the thread of a part is told. */
export const memberTaskSchema = z.object({ redisUrl: z.string(), search: z.uuid(), member: z.uuid() });
export type MemberTask = z.infer<typeof memberTaskSchema>;

type Client = Bull.Queue['client'];

/** Lists of a process that died go by themselves. */
const keptSeconds = 60;
/** Its caller says that often that the search goes on, and is thought dead after that long. */
const openSeconds = 10;

/** The queue of calls. Its client is our only way to Redis. */
export function callQueue(redisUrl: string): Bull.Queue<unknown> {
  return new Bull<unknown>('parcours-parts', {
    redis: redisOptions(redisUrl),
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  });
}

export type SearchLists = ReturnType<typeof searchLists>;

export function searchLists(client: Client, search: string) {
  const key = (name: string) => `parcours-parts:${search}:${name}`;
  const push = async (name: string, value: Buffer | string): Promise<void> => {
    await client.multi().rpush(key(name), value).expire(key(name), keptSeconds).exec();
  };
  return {
    keepOpen: async (): Promise<void> => {
      await client.set(key('open'), '1', 'EX', openSeconds);
    },
    isOpen: async (): Promise<boolean> => (await client.exists(key('open'))) === 1,
    join: (member: string) => push('joined', member),
    send: (member: string, bytes: Buffer) => push(`to:${member}`, bytes),
    answer: (bytes: Buffer) => push('from', bytes),
    leave: (member: string) => push('from', answerBytes({ kind: 'left', member })),
    /** Instead of whatever waits there. */
    dismiss: async (member: string): Promise<void> => {
      await client.del(key(`to:${member}`));
      await push(`to:${member}`, overBytes());
    },
    /** What comes first from anybody, on a client that nothing else uses; null after a second of silence. */
    hear: async (waiting: Client): Promise<{ joined: string } | { answer: Buffer } | null> => {
      const heard = await waiting.blpopBuffer(key('from'), key('joined'), 1);
      if (heard === null) return null;
      const [name, value] = heard;
      return name.toString() === key('from') ? { answer: value } : { joined: value.toString() };
    },
    /** What comes first for a member; null after two seconds of silence. */
    next: async (waiting: Client, member: string): Promise<Buffer | null> =>
      (await waiting.blpopBuffer(key(`to:${member}`), 2))?.[1] ?? null,
    close: async (): Promise<void> => {
      await client.del(key('open'), key('joined'), key('from'));
    },
  };
}

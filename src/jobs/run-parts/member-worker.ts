/** The thread of one part of another process's search. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadMessage } from '../task-thread.ts';
import { answerTurns } from './member.ts';
import { callQueue, memberTaskSchema } from './search-lists.ts';

const { redisUrl, search, member } = memberTaskSchema.parse(workerData);

const queue = callQueue(redisUrl);
queue.on('error', () => {});
type Word = ThreadMessage<{ answers: number }>;
const say = (word: Word) => parentPort?.postMessage(word);
const answers = await answerTurns(queue.client, search, member, () => say({ progress: 0 }));
say({ result: { answers } });
await queue.close();

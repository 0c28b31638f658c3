/** The thread beside an engine's that calls workers elsewhere. It ends with the search, or with the engine's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { CrewMemory } from '../../matching/split/crew.ts';
import { callAndServe } from './caller.ts';
import { callQueue } from './search-lists.ts';

const { redisUrl, dialect } = z.object({ redisUrl: z.string(), dialect: z.string() }).parse(workerData);
// Written by the engine's thread of this very build: memory that both share.
const { memory }: { memory: CrewMemory } = workerData;
if (!parentPort) throw new Error('this file is the entry of a thread');

const queue = callQueue(redisUrl);
// Where Redis is away nobody joins, and the engine goes without.
queue.on('error', () => {});
await callAndServe(queue, parentPort, memory, dialect);
await queue.close();
parentPort.close();

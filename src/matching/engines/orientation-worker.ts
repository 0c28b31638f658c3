/** Worker entry: the orientation of a batch given as worker data; posts its outcome. Runs from the compiled build. */
import { parentPort, workerData } from 'node:worker_threads';
import { type OrientationTask, runOrientation } from './orientation-run.ts';

const task: OrientationTask = workerData;
parentPort?.postMessage(await runOrientation(task));

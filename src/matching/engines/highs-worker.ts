/** Worker entry: HiGHS on the linear model given as worker data; posts incumbents, then the outcome. */
import { parentPort, workerData } from 'node:worker_threads';
import { type HighsRequest, runHighs } from './highs-run.ts';

const request: HighsRequest = workerData;
const outcome = await runHighs(request, (point, value) => {
  parentPort?.postMessage({ kind: 'incumbent', point, value });
});
parentPort?.postMessage({ kind: 'outcome', outcome });

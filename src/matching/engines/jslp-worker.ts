/** Worker entry: javascript-lp-solver on the model given as worker data; posts its raw answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { type JslpModel, runJslp } from './jslp-run.ts';

const model: JslpModel = workerData;
parentPort?.postMessage(runJslp(model));

/** Writes `.env.example` from the keys of src/config.ts: `node dist/scripts/write-env-example.js`. */
import { writeFileSync } from 'node:fs';
import { environmentExample } from '../src/config.ts';

writeFileSync('.env.example', environmentExample());

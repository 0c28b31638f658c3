/**
 * inputs.json: which files made a run, by relative path and hash, so that it can be computed again. The people's data
 * themselves stay in the files that the landlord keeps: a folder of results that is handed on holds no letter (D-04).
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { civilDateSchema } from '../../kernel/civil-date.ts';

export const inputNames = ['homes', 'applications', 'tenancies', 'targets', 'policy', 'grids'] as const;
export type InputName = (typeof inputNames)[number];

const fileSchema = z.object({ path: z.string().min(1), sha256: z.string().length(64) });

export const runInputsSchema = z.object({
  date: civilDateSchema,
  landlord: z.string().nullable(),
  snapshotHash: z.string(),
  versions: z.object({
    software: z.string(),
    rules: z.string(),
    grids: z.array(z.string()),
    policy: z.string(),
  }),
  files: z.partialRecord(z.enum(inputNames), fileSchema),
});
export type RunInputs = z.infer<typeof runInputsSchema>;

/** Path (relative to the folder of results) and SHA-256 of every file given. */
export async function describeFiles(
  paths: Partial<Record<InputName, string>>,
  folder: string,
): Promise<RunInputs['files']> {
  const files: RunInputs['files'] = {};
  for (const name of inputNames) {
    const file = paths[name];
    if (file === undefined) continue;
    files[name] = {
      path: path.relative(path.resolve(folder), path.resolve(file)),
      sha256: await sha256(file),
    };
  }
  return files;
}

/** SHA-256 of a file, read in pieces. */
export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}

/** Reads the YAML cases: situations that a jurist can read, each with the rules that it shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const caseSchema = z
  .strictObject({
    nom: z.string().min(1),
    regles: z.array(z.string().min(1)).min(1),
    /** A calculator of `parcours law`, or… */
    calculateur: z.string().optional(),
    /** …a rule of the small table of the runner. */
    regle: z.string().optional(),
    entree: z.record(z.string(), z.unknown()),
    attendu: z.record(z.string(), z.unknown()),
  })
  .refine((row) => (row.calculateur === undefined) !== (row.regle === undefined), {
    message: 'un cas appelle un calculateur ou une règle, pas les deux',
  });
type LawCase = z.infer<typeof caseSchema>;

export type CaseFile = { file: string; cases: readonly LawCase[] };

/** Every case file of a folder, by name. Throws with the file's name where one is not readable. */
export function readCaseFiles(folder: URL): CaseFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const rows = parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true });
      const cases = z.array(caseSchema).safeParse(rows);
      if (!cases.success) throw new Error(`${file}: ${z.prettifyError(cases.error)}`);
      return { file, cases: cases.data };
    });
}

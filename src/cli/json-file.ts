/** Reading JSON files given on the command line, and telling in French what is wrong with them. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from './command.ts';

const frenchErrors = z.locales.fr().localeError;

/** The value of a JSON file. UsageError (exit status 2) where it cannot be read or is no JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new UsageError(`le fichier « ${file} » ne peut pas être lu (${reasonOf(fault)}).`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(`le fichier « ${file} » n'est pas du JSON.`);
  }
}

/** One line for each refused part: its path and what is wrong. */
export function tellRefusals(
  stderr: NodeJS.WritableStream,
  file: string,
  refusals: readonly { path: string; message: string }[],
): void {
  stderr.write(`« ${file} » est refusé :\n`);
  for (const { path, message } of refusals) stderr.write(`  ${path === '' ? '' : `${path} : `}${message}\n`);
}

/** Reads a JSON file by a schema; undefined, with the wrong parts told on stderr, where its shape is another. */
export async function readJsonAs<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  stderr: NodeJS.WritableStream,
): Promise<z.infer<Schema> | undefined> {
  const parsed = schema.safeParse(await readJsonFile(file), { error: frenchErrors });
  if (parsed.success) return parsed.data;
  tellRefusals(
    stderr,
    file,
    parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  );
  return undefined;
}

function reasonOf(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (code === 'ENOENT') return 'il n’existe pas';
  if (code === 'EACCES') return 'accès refusé';
  if (code === 'EISDIR') return 'c’est un dossier';
  return typeof code === 'string' ? code : 'lecture impossible';
}

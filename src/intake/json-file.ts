/** Grids and policy come as JSON, checked by the schemas of the rooms that use them. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Policy, policySchema } from '../matching/policy.ts';
import { type Grid, gridSchema } from '../scoring/grid.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeText } from './decode.ts';
import { asRefusal, type FileRefusal, quotedValue, refuseFile } from './refusal.ts';

const longestJson = 20_000_000;

/** The landlord's policy from a JSON file. */
export function readPolicyJson(source: ByteSource): Promise<Result<Policy, FileRefusal>> {
  return readJson(source, policySchema);
}

/** One grid, or a list of grids, from a JSON file. */
export function readGridsJson(source: ByteSource): Promise<Result<Grid[], FileRefusal>> {
  return readJson(source, z.union([z.array(gridSchema).min(1), gridSchema.transform((grid) => [grid])]));
}

async function readJson<Value>(
  source: ByteSource,
  schema: z.ZodType<Value>,
): Promise<Result<Value, FileRefusal>> {
  try {
    const parsed = schema.safeParse(parseJson(await readWhole(source)));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    refuseFile(
      'format',
      `« ${quotedValue(issue?.path.join('.') ?? '')} » : ${issue?.message ?? 'valeur inattendue'} (${parsed.error.issues.length} problème(s)).`,
      'Corrigez ce champ ; docs/file-formats.md décrit le fichier.',
    );
  } catch (error) {
    return refuse(asRefusal(error));
  }
}

async function readWhole(source: ByteSource): Promise<string> {
  let text = '';
  for await (const chunk of decodeText(source.open(), 'utf-8', { lines: 'free' })) {
    text += chunk;
    if (text.length > longestJson) {
      refuseFile('format', 'Le fichier dépasse 20 millions de caractères.', 'Ce n’est pas le bon fichier.');
    }
  }
  if (text.trim() === '') refuseFile('empty', 'Le fichier est vide.', 'Vérifiez l’export.');
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return refuseFile(
      'format',
      `Ce n’est pas du JSON valable : ${quotedValue(detail)}.`,
      'Vérifiez le fichier.',
    );
  }
}

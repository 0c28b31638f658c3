/** An extract of the register that an officer pastes or sends as a file: read by the readers of imports, kept nowhere. */
import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Application, applicationSchema } from '../../../domain/application.ts';
import { geography } from '../../../domain/territory.ts';
import { bytesSource } from '../../../intake/byte-source.ts';
import type { ApplicationEnding } from '../../../intake/import-port.ts';
import { readApplicationsFile } from '../../../intake/readers.ts';
import type { RejectedRow } from '../../../intake/refusal.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { UploadRules } from '../../upload.ts';

export type ReadExtract =
  | {
      ok: true;
      live: readonly Application[];
      /** Numbers of applications that the extract tells ended. */
      ended: readonly string[];
      /** The same with the reason and the day of the message. */
      endings: readonly ApplicationEnding[];
      rejected: readonly Pick<RejectedRow, 'row' | 'problems'>[];
      warnings: readonly string[];
    }
  | { ok: false; message: string; hint: string };

/** The file of an extract: some ten thousand applications as the SNE writes them. */
export const extractUpload: UploadRules = {
  field: 'fichier',
  kinds: ['xml', 'csv'],
  maximumBytes: 12 * 1024 * 1024,
  maximumFiles: 1,
};

/** SNE messages (XML) or the table of applications (CSV), as text or as the bytes of a file. Nothing is written. */
export async function readExtract(extract: string | Uint8Array, today: CivilDate): Promise<ReadExtract> {
  const encoding = typeof extract === 'string' || isUtf8(extract) ? 'utf-8' : 'windows-1252';
  const live: Application[] = [];
  const endings: ApplicationEnding[] = [];
  const rejected: RejectedRow[] = [];
  const report = await readApplicationsFile(
    bytesSource('extrait', typeof extract === 'string' ? extract.trim() : extract),
    {
      onRow: (row) => {
        if (row.kind === 'application') live.push(row.application);
        else endings.push(row.ending);
      },
      onReject: (row) => {
        rejected.push(row);
      },
    },
    { today, communes: new Set(geography().communes.keys()), encoding },
  );
  if (!report.ok) return { ok: false, message: report.refusal.message, hint: report.refusal.hint };
  const warnings =
    encoding === 'utf-8'
      ? report.value.warnings
      : [...report.value.warnings, 'Le fichier n’est pas en UTF-8 : vérifiez les lettres accentuées.'];
  const ended = endings.map(({ applicationNumber }) => applicationNumber);
  return { ok: true, live, ended, endings, rejected, warnings };
}

/** Applications in a hidden field, with a seal: what comes back is what was read, or nothing. */
export function sealExtract(applications: readonly Application[], secret: string): string {
  const body = Buffer.from(JSON.stringify(applications), 'utf8').toString('base64url');
  return `${sealOf(body, secret)}.${body}`;
}

/** Null where the seal is not ours. */
export function openExtract(sealed: string, secret: string): Application[] | null {
  const [seal = '', body = ''] = sealed.split('.');
  const expected = Buffer.from(sealOf(body, secret));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return z.array(applicationSchema).parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
}

function sealOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update('sne-extract').update(body).digest('base64url');
}

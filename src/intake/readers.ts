/** The readers by what a file holds, whatever its format: CSV, SNE messages for applications, RPLS for homes. */
import type { Application } from '../domain/application.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ByteSource } from './byte-source.ts';
import type { DesignatedFor } from './compact-values.ts';
import { csvRecords } from './csv/records.ts';
import { type FileReport, type ReadOptions, type RowSink, readTable } from './csv/table.ts';
import type { Contact } from './duplicates.ts';
import type { ApplicationEnding } from './import-port.ts';
import { asRefusal, type FileRefusal } from './refusal.ts';
import { rplsTable } from './rpls/home.ts';
import { isRplsHeader } from './rpls/layout.ts';
import { readSneFile } from './sne/read.ts';
import { applicationsTable } from './tables/applications.ts';
import { type HomeRow, homesTable } from './tables/homes.ts';

/** What an applications file says of one application. */
export type ApplicationFileRow =
  | {
      kind: 'application';
      application: Application;
      designatedFor: readonly DesignatedFor[];
      contact: Contact;
    }
  | { kind: 'ending'; ending: ApplicationEnding };

export type FileFormat = 'csv' | 'sne' | 'rpls';

/** A report with the format that was recognised. SNE and RPLS know a part of a record only. */
export type FormattedReport = FileReport & { format: FileFormat };

/** Homes from the `homes` table or from the RPLS layout, recognised by the first line. */
export async function readHomesFile(
  source: ByteSource,
  sink: RowSink<HomeRow>,
  options: ReadOptions,
): Promise<Result<FormattedReport, FileRefusal>> {
  const format = await detectFormat(source, options);
  if (!format.ok) return format;
  const table = format.value === 'rpls' ? rplsTable : homesTable;
  const report = await readTable(source, table, sink, options);
  if (!report.ok) return report;
  const warnings =
    format.value === 'rpls' && report.value.accepted > 0
      ? [
          ...report.value.warnings,
          'Le RPLS ne donne ni les charges ni le code du quartier prioritaire : charges comptées pour leur part connue, quartier « QPV- » suivi de la commune.',
        ]
      : report.value.warnings;
  return ok({ ...report.value, warnings, format: format.value });
}

/** Applications from the `applications` table or from SNE messages. */
export async function readApplicationsFile(
  source: ByteSource,
  sink: RowSink<ApplicationFileRow>,
  options: ReadOptions,
): Promise<Result<FormattedReport, FileRefusal>> {
  const format = await detectFormat(source, options);
  if (!format.ok) return format;
  const report =
    format.value === 'sne'
      ? await readSneFile(
          source,
          {
            onRow: (row, at) =>
              sink.onRow(row.kind === 'application' ? { ...row, designatedFor: [] } : row, at),
            onReject: sink.onReject,
          },
          options,
        )
      : await readTable(
          source,
          applicationsTable,
          { onRow: (row, at) => sink.onRow({ kind: 'application', ...row }, at), onReject: sink.onReject },
          options,
        );
  return report.ok ? ok({ ...report.value, format: format.value }) : report;
}

/** What a homes or applications file is, from its beginning: XML is an SNE message, an organisation's line is RPLS. */
export async function detectFormat(
  source: ByteSource,
  options: ReadOptions,
): Promise<Result<FileFormat, FileRefusal>> {
  try {
    for await (const chunk of source.open()) {
      const start = new TextDecoder('utf-8').decode(chunk.subarray(0, 200)).trimStart();
      if (start.startsWith('<')) return ok('sne');
      break;
    }
    for await (const { cells } of csvRecords(source.open(), options.encoding ?? 'utf-8')) {
      return ok(isRplsHeader(cells) ? 'rpls' : 'csv');
    }
    return ok('csv');
  } catch (error) {
    return refuse(asRefusal(error));
  }
}

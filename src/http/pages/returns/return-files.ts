/** The two files of a return. The same content gives the same bytes, whenever they are made. */
import { odsMediaType, writeOds } from '../../../documents/ods.ts';
import { paperBytes } from '../../../documents/pdf/write-paper.ts';
import { type ReturnContent, returnStamp } from '../../../reporting/returns/return-content.ts';
import { returnFileName, returnPaper, returnSheets } from '../../../reporting/returns/return-papers.ts';
import type { FilingRequest } from '../../../reporting/returns/returns-port.ts';

type ReturnFormat = 'ods' | 'pdf';

export async function returnFile(
  content: ReturnContent,
  format: ReturnFormat,
): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  const name = `${returnFileName(content)}.${format}`;
  return format === 'ods'
    ? { name, mediaType: odsMediaType, bytes: writeOds(returnSheets(content)) }
    : { name, mediaType: 'application/pdf', bytes: await paperBytes(returnPaper(content)) };
}

/** Both, as they are kept. */
export async function returnFiles(content: ReturnContent): Promise<FilingRequest['files']> {
  const [ods, pdf] = [await returnFile(content, 'ods'), await returnFile(content, 'pdf')];
  return {
    stamp: returnStamp(content),
    name: returnFileName(content),
    ods: ods.bytes,
    pdf: pdf.bytes,
    odsMediaType: ods.mediaType,
  };
}

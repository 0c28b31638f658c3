/** From bytes to text, refusing with a clear word what is not text in the declared encoding. */
import { IntakeRefusal, refuseFile } from './refusal.ts';

export type TextEncodingName = 'utf-8' | 'windows-1252';

/** The longest line that any reader accepts, in characters. */
export const longestLine = 1_000_000;

const signatures: readonly { bytes: readonly number[]; found: string; hint: string }[] = [
  {
    bytes: [0xff, 0xfe],
    found: 'le fichier est en UTF-16',
    hint: 'Enregistrez-le de nouveau en « CSV UTF-8 » (ou XML en UTF-8).',
  },
  {
    bytes: [0xfe, 0xff],
    found: 'le fichier est en UTF-16',
    hint: 'Enregistrez-le de nouveau en « CSV UTF-8 » (ou XML en UTF-8).',
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    found: 'le fichier est un classeur (XLSX, ODS) ou une archive ZIP',
    hint: 'Ouvrez-le et enregistrez la feuille en « CSV UTF-8 ».',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    found: 'le fichier est un ancien classeur Excel',
    hint: 'Ouvrez-le et enregistrez la feuille en « CSV UTF-8 ».',
  },
  { bytes: [0x1f, 0x8b], found: 'le fichier est compressé (gzip)', hint: 'Décompressez-le d’abord.' },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    found: 'le fichier est un PDF',
    hint: 'Demandez l’export d’origine en CSV.',
  },
];

/**
 * Decodes a stream of bytes. Throws an `IntakeRefusal` for another encoding, a NUL byte, a binary file or (unless
 * lines are free, as in XML) a line longer than a million characters. A byte order mark is skipped.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName = 'utf-8',
  options: { lines: 'limited' | 'free' } = { lines: 'limited' },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let row = 1;
  let lineLength = 0;
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (first) checkSignature(chunk);
    first = false;
    if (chunk.includes(0)) refuseNul(row);
    const text = decodeChunk(decoder, chunk, encoding, row);
    if (options.lines === 'limited') ({ row, lineLength } = measureLines(text, row, lineLength));
    if (text !== '') yield text;
  }
  decodeEnd(decoder, row);
}

function checkSignature(chunk: Uint8Array): void {
  for (const { bytes, found, hint } of signatures) {
    if (bytes.every((byte, at) => chunk[at] === byte)) {
      refuseFile('binary', `Ce n’est pas du texte en UTF-8 : ${found}.`, hint);
    }
  }
}

function refuseNul(row: number): never {
  refuseFile(
    'binary',
    `Un octet nul a été trouvé vers la ligne ${row} : le fichier est binaire, ou en UTF-16 sans marque.`,
    'Enregistrez-le de nouveau en « CSV UTF-8 » (ou XML en UTF-8).',
    row,
  );
}

function decodeChunk(
  decoder: TextDecoder,
  chunk: Uint8Array,
  encoding: TextEncodingName,
  row: number,
): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    const line = row + countLinesBeforeFault(chunk, encoding);
    throw encodingRefusal(encoding, line);
  }
}

function decodeEnd(decoder: TextDecoder, row: number): void {
  try {
    decoder.decode();
  } catch {
    throw encodingRefusal('utf-8', row);
  }
}

function encodingRefusal(encoding: TextEncodingName, row: number): IntakeRefusal {
  return new IntakeRefusal({
    code: 'encoding',
    row,
    message: `Vers la ligne ${row}, des octets ne sont pas du ${encoding.toUpperCase()}.`,
    hint: 'Enregistrez le fichier en UTF-8, ou déclarez son encodage (windows-1252 pour un ancien export Windows).',
  });
}

/** Lines of a chunk before its first bytes that do not decode: for the message only. */
function countLinesBeforeFault(chunk: Uint8Array, encoding: TextEncodingName): number {
  const lenient = new TextDecoder(encoding).decode(chunk);
  const fault = lenient.indexOf('\ufffd');
  return lenient.slice(0, Math.max(fault, 0)).split('\n').length - 1;
}

/** Line ends are LF, CRLF or, in very old exports, CR alone. */
function measureLines(text: string, row: number, lineLength: number): { row: number; lineLength: number } {
  const mark = text.includes('\n') ? '\n' : '\r';
  let from = 0;
  let rows = row;
  let length = lineLength;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, from)) {
    length += at - from;
    if (length > longestLine) refuseEndless(rows);
    rows += 1;
    length = 0;
    from = at + 1;
  }
  length += text.length - from;
  if (length > longestLine) refuseEndless(rows);
  return { row: rows, lineLength: length };
}

function refuseEndless(row: number): never {
  refuseFile(
    'endless-line',
    `La ligne ${row} dépasse un million de caractères.`,
    'Vérifiez que le fichier a des fins de ligne et qu’aucun guillemet n’est resté ouvert.',
    row,
  );
}

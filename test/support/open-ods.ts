/** Opens a workbook without the library that wrote it: the zip by its directory, the content by a parser of XML. */
import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

export type OpenedCell = string | number | null;
export type OpenedSheet = { name: string; rows: OpenedCell[][] };

/** The sheets with their cells: numbers as numbers, days as YYYY-MM-DD, empty cells at the end of a row left out. */
export function openOds(bytes: Buffer): OpenedSheet[] {
  const sheets: OpenedSheet[] = [];
  let row: OpenedCell[] = [];
  let cell = { value: null as OpenedCell, text: '', isText: false, repeated: 1 };
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'table:table') sheets.push({ name: attributes['table:name'] ?? '', rows: [] });
    if (name === 'table:table-row') row = [];
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      const repeated = Number(attributes['table:number-columns-repeated'] ?? 1);
      const type = attributes['office:value-type'];
      const value =
        type === 'float' || type === 'percentage'
          ? Number(attributes['office:value'])
          : type === 'date'
            ? (attributes['office:date-value'] ?? '').slice(0, 10)
            : null;
      cell = { value, text: '', isText: type === 'string', repeated };
    }
  });
  parser.on('text', (text) => {
    cell.text += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      const value = cell.isText ? cell.text : cell.value;
      for (let index = 0; index < cell.repeated; index += 1) row.push(value);
    }
    if (name === 'table:table-row') {
      while (row.length > 0 && row.at(-1) === null) row.pop();
      sheets.at(-1)?.rows.push(row);
    }
  });
  parser.write(entryOf(bytes, 'content.xml').toString('utf8')).close();
  return sheets;
}

const endOfDirectory = 0x06054b50;
const deflated = 8;

/** The bytes of one file of a zip, found by the directory at its end. */
function entryOf(zip: Buffer, wanted: string): Buffer {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end -= 1;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (name === wanted) return contentAt(zip, at);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  throw new Error(`no ${wanted} in the workbook`);
}

function contentAt(zip: Buffer, directoryEntry: number): Buffer {
  const method = zip.readUInt16LE(directoryEntry + 10);
  const size = zip.readUInt32LE(directoryEntry + 20);
  const local = zip.readUInt32LE(directoryEntry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const content = zip.subarray(start, start + size);
  return method === deflated ? inflateRawSync(content) : content;
}

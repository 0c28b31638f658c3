/** What a file is, told from its own bytes: neither its name nor what a browser declares of it is believed. */

export type FileKind = 'pdf' | 'jpeg' | 'png' | 'csv' | 'xml';

/** The media type to keep and to serve a file of each kind with. */
export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  csv: 'text/csv',
  xml: 'application/xml',
};

const signatures: readonly { kind: FileKind; bytes: readonly number[] }[] = [
  { kind: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
];

const readForText = 4096;
// What a page or a drawing that runs scripts begins with: XML to a machine, never to us.
const pages = /^<(?:!doctype\s+html|html|svg|script|body|head)\b/i;

/** The kind that the first bytes tell; null for every other kind of file. */
export function kindOf(bytes: Uint8Array): FileKind | null {
  const signed = signatures.find(({ bytes: marks }) => marks.every((mark, at) => bytes[at] === mark));
  return signed ? signed.kind : textKindOf(bytes);
}

/** Whether the end of the file is there: a transfer that broke off leaves a beginning that looks right. */
export function isWhole(kind: FileKind, bytes: Uint8Array): boolean {
  const mark = kind === 'pdf' ? '%%EOF' : kind === 'png' ? 'IEND' : null;
  return mark === null || Buffer.from(bytes.subarray(-1024)).includes(mark, 0, 'latin1');
}

function textKindOf(bytes: Uint8Array): FileKind | null {
  if (bytes.includes(0)) return null;
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, readForText)).trimStart();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a binary file
  if (start === '' || /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/.test(start)) return null;
  if (start.startsWith('<')) return pages.test(start) || /<svg\b|<html\b/i.test(start) ? null : 'xml';
  const [firstLine = ''] = start.split(/\r?\n|\r/, 1);
  return /[;,\t]/.test(firstLine) ? 'csv' : null;
}

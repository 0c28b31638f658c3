/** Reads a PDF back as its readers do: poppler's tools for text, fonts, structure and pictures; its bytes for the rest. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

// In CI the suite installs poppler-utils: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

/** True where tests of papers cannot run here; it is said on stderr. */
export const skipsPapers = !hasPoppler && !inCi;
if (skipsPapers) process.stderr.write('poppler-utils absent : les tests des documents PDF sont SAUTÉS\n');

function onFile(bytes: Buffer, read: (path: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, bytes);
    return read(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const run = (program: string, args: readonly string[]) => execFileSync(program, args, { encoding: 'utf8' });

/** The text of each page, as somebody who selects all of it would copy it. */
export function pdfPages(bytes: Buffer): string[] {
  const text = onFile(bytes, (path) => run('pdftotext', ['-layout', path, '-']));
  return text.split('\f').slice(0, -1);
}

/** The whole text on one line, with single spaces. */
export function pdfText(bytes: Buffer): string {
  return onFile(bytes, (path) => run('pdftotext', [path, '-'])).replace(/\s+/g, ' ');
}

/** "Title" → "Procès-verbal…", "Tagged" → "yes". */
export function pdfInfo(bytes: Buffer): Map<string, string> {
  const lines = onFile(bytes, (path) => run('pdfinfo', [path])).split('\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** Whether each font of the file is embedded. */
export function pdfFonts(bytes: Buffer): { name: string; embedded: boolean }[] {
  const rows = onFile(bytes, (path) => run('pdffonts', [path]))
    .split('\n')
    .slice(2)
    .filter(Boolean);
  return rows.map((row) => {
    const cells = row.trim().split(/\s+/);
    return { name: cells[0] ?? '', embedded: cells.at(-5) === 'yes' };
  });
}

/** The structure that screen readers follow, one element a line, indented, with its text. */
export function pdfStructure(bytes: Buffer): string {
  return onFile(bytes, (path) => run('pdfinfo', ['-struct-text', path]));
}

export type Bookmark = { title: string; under: Bookmark[] };

/** The bookmarks of the file, as readers show them. */
export function pdfBookmarks(bytes: Buffer): Bookmark[] {
  const objects = new Map(
    bytes
      .toString('latin1')
      .split('endobj')
      .map((object) => [/(\d+) 0 obj/.exec(object)?.[1] ?? '', object]),
  );
  const linked = (object: string, key: string) => {
    const id = new RegExp(`/${key} (\\d+) 0 R`).exec(object)?.[1];
    return id === undefined ? undefined : objects.get(id);
  };
  const children = (object: string): Bookmark[] => {
    const found: Bookmark[] = [];
    for (let at = linked(object, 'First'); at !== undefined; at = linked(at, 'Next')) {
      found.push({ title: titleOf(at), under: children(at) });
    }
    return found;
  };
  const catalog = [...objects.values()].find((object) => object.includes('/Type /Catalog')) ?? '';
  const outlines = linked(catalog, 'Outlines');
  return outlines === undefined ? [] : children(outlines);
}

function titleOf(object: string): string {
  const escaped = /\/Title \(((?:\\[\s\S]|[^\\)])*)\)/.exec(object)?.[1] ?? '';
  const raw = escaped.replace(/\\([nrtbf()\\])/g, (_, sign: string) => escapes[sign] ?? sign);
  const title = Buffer.from(raw, 'latin1');
  return raw.startsWith('\u00fe\u00ff') ? title.subarray(2).swap16().toString('utf16le') : raw;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Things drawn outside of any marked content, which PDF/UA forbids: text, frames or rules that are neither part of the
 * structure nor a decoration.
 */
export function unmarkedDrawings(bytes: Buffer): string[] {
  const streams = contentStreams(bytes);
  if (streams.length === 0) throw new Error('no page was found in the file');
  return streams.flatMap((stream) => {
    let depth = 0;
    const found: string[] = [];
    for (const line of stream.split('\n')) {
      const operator = line.trim().split(' ').at(-1) ?? '';
      if (operator === 'BDC' || operator === 'BMC') depth += 1;
      else if (operator === 'EMC') depth -= 1;
      else if (depth === 0 && ['BT', 'TJ', 'Tj', 'f', 'S', 're', 'l'].includes(operator)) found.push(line);
    }
    return depth === 0 ? found : [...found, `${depth} marked contents left open`];
  });
}

function contentStreams(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const streams = [...text.matchAll(/\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g)];
  return streams
    .map((match) => {
      const start = (match.index ?? 0) + match[0].length;
      return inflateSync(bytes.subarray(start, start + Number(match[1]))).toString('latin1');
    })
    .filter((stream) => stream.includes(' Tm\n'));
}

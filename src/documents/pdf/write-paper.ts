/**
 * Papers as tagged PDF (PDF/UA): structure for screen readers, bookmarks, embedded fonts, French spacing. The same
 * paper gives the same bytes.
 */
import { PassThrough, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Canvas, openCanvas, type StructureElement } from './canvas.ts';
import { noteStrips, signatureStrips } from './framed-blocks.ts';
import { drawLetterhead } from './letterhead.ts';
import type { Block, Paper } from './model.ts';
import { colors, linesOf, paintLines, type Setting, styles } from './setting.ts';
import { keptTogether, type PageArea, type PileItem, placeStrips } from './strip.ts';
import { comparisonStrips, tableStrips } from './table-blocks.ts';
import { factsStrips, headingStrips, listStrips, paragraphStrips } from './text-blocks.ts';

const margins = {
  portrait: { side: 56, top: 50, bottom: 54 },
  landscape: { side: 40, top: 46, bottom: 52 },
} as const;

/** The file of a paper, in memory. */
export async function paperBytes(paper: Paper): Promise<Buffer> {
  const through = new PassThrough();
  const [bytes] = await Promise.all([buffer(through), writePapers(paper, [paper], through)]);
  return bytes;
}

/**
 * Writes several papers in one file, under the title and the orientation of `file`, and ends the destination. Each
 * counts its own pages and starts on the front of a sheet: printed on both sides, none shares a sheet with another.
 */
export async function writePapers(
  file: Pick<Paper, 'title' | 'subject' | 'author' | 'createdAt' | 'orientation'>,
  papers: readonly Paper[],
  destination: Writable,
): Promise<void> {
  const canvas = openCanvas(file);
  // For each page of the file, its paper, its place and how many pages that paper has; null for a blank back.
  const pages: ({ paper: Paper; page: number; count: number } | null)[] = [];
  papers.forEach((paper, index) => {
    const count = drawPaper(paper, canvas);
    for (let page = 1; page <= count; page += 1) pages.push({ paper, page, count });
    if (count % 2 === 1 && index < papers.length - 1) {
      canvas.addPage();
      pages.push(null);
    }
  });
  canvas.eachPage((page) => {
    const place = pages[page - 1];
    if (place) drawFurniture(place.paper, canvas, place.page, place.count);
  });
  canvas.end();
  await pipeline(canvas.stream, destination);
}

/** Draws the paper on new pages; how many. */
function drawPaper(paper: Paper, canvas: Canvas): number {
  const margin = margins[paper.orientation];
  const width = canvas.pageWidth - 2 * margin.side;
  const area: PageArea = { top: margin.top, bottom: canvas.pageHeight - margin.bottom };
  let count = 1;
  canvas.addPage();
  const top = paper.letterhead
    ? drawLetterhead(paper.letterhead, canvas, canvas.root, { left: margin.side, top: margin.top - 6, width })
    : area.top;
  const setting = { canvas, left: margin.side, width, pageHeight: area.bottom - area.top };
  placeStrips(pileOf(paper.blocks, setting), { ...area, top }, () => {
    canvas.addPage();
    count += 1;
    return area;
  });
  return count;
}

/** Each heading of level 2 opens a section of the structure. */
function pileOf(blocks: readonly Block[], setting: Omit<Setting, 'parent'>): PileItem[] {
  const { canvas } = setting;
  let parent = canvas.root;
  const sectionOf = (block: Block): StructureElement => {
    const first = block.kind === 'together' ? block.blocks[0] : block;
    if (first?.kind === 'heading' && first.level === 2) parent = canvas.element(canvas.root, 'Sect');
    return parent;
  };
  return blocks.flatMap((block) => stripsOf(block, { ...setting, parent: sectionOf(block) }));
}

function stripsOf(block: Block, setting: Setting): PileItem[] {
  switch (block.kind) {
    case 'heading':
      return headingStrips(block, setting);
    case 'paragraph':
      return paragraphStrips(block, setting);
    case 'list':
      return listStrips(block, setting);
    case 'facts':
      return factsStrips(block, setting);
    case 'table':
      return tableStrips(block, setting);
    case 'comparison':
      return comparisonStrips(block, setting);
    case 'note':
      return noteStrips(block, setting);
    case 'signatures':
      return signatureStrips(block, setting);
    case 'pageBreak':
      return ['newPage'];
    case 'together':
      return keptTogether(
        block.blocks.flatMap((inner) => stripsOf(inner, setting)),
        block.withNext ?? false,
      );
  }
}

/** The title above from the second page on; below, the paper's footer and the number of the page. */
function drawFurniture(paper: Paper, canvas: Canvas, page: number, pages: number): void {
  const { side } = margins[paper.orientation];
  const width = canvas.pageWidth - 2 * side;
  const style = styles.small;
  const number = linesOf(canvas, `Page ${page} sur ${pages}`, style, 90);
  const foot = linesOf(canvas, paper.footer ?? paper.title, style, width - 100).slice(0, 2);
  const head = linesOf(canvas, paper.title, style, width).slice(0, 1);
  const footTop = canvas.pageHeight - 40;
  canvas.decoration('Pagination', () => {
    canvas.rule(side, footTop - 4, width, colors.line);
    paintLines(canvas, foot, style, { x: side, top: footTop });
    paintLines(canvas, number, style, { x: side, top: footTop, width, align: 'right' });
    if (page > 1) paintLines(canvas, head, style, { x: side, top: 22, width, align: 'right' });
  });
}

/**
 * The page being drawn, over pdfkit: text at a baseline, rules and frames, each either a part of the structure that
 * screen readers follow or a decoration that they skip. Lengths are points, downwards from the top left.
 */
import PDFDocument from 'pdfkit';
import type { Paper } from './model.ts';
import { type FontName, fontFiles } from './typeface.ts';

export type StructureElement = PDFKit.PDFStructureElement;

export type StructureType =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD';

export type Rectangle = { x: number; y: number; width: number; height: number };

export type Canvas = {
  pageWidth: number;
  pageHeight: number;
  /** The root of the structure. */
  root: StructureElement;
  /** A new element at the end of its parent. */
  element: (parent: StructureElement, type: StructureType, scope?: 'Column' | 'Row') => StructureElement;
  /** What is drawn meanwhile is content of the element. */
  content: (element: StructureElement, type: StructureType, draw: () => void) => void;
  /** What is drawn meanwhile is skipped by screen readers; furniture is what each page repeats. */
  decoration: (kind: 'Layout' | 'Pagination', draw: () => void) => void;
  /** Width of a text in a font of one point. */
  unitWidth: (text: string, font: FontName) => number;
  text: (text: string, x: number, baseline: number, font: FontName, size: number, color: string) => void;
  rectangle: (rectangle: Rectangle, paint: { fill?: string; stroke?: string }) => void;
  rule: (x: number, y: number, width: number, color: string, thickness?: number) => void;
  /** A bookmark to a height of the current page; level 2 stands under the last of level 1. */
  bookmark: (level: 1 | 2, title: string, top: number) => void;
  addPage: () => void;
  /** Draws on each page once all of them exist. */
  eachPage: (draw: (page: number, pages: number) => void) => void;
  /** The file, to be piped; ended by `end`. */
  stream: NodeJS.ReadableStream;
  end: () => void;
};

/** What a file says of itself. */
type FileCard = Pick<Paper, 'title' | 'subject' | 'author' | 'createdAt' | 'orientation'>;

export function openCanvas(paper: FileCard): Canvas {
  const document = new PDFDocument(documentOptions(paper));
  for (const [name, bytes] of fontFiles()) document.registerFont(name, bytes);
  const root = document.struct('Document');
  document.addStructure(root);
  const portrait = paper.orientation === 'portrait';
  const [short, long] = [595.28, 841.89];
  return {
    pageWidth: portrait ? short : long,
    pageHeight: portrait ? long : short,
    root,
    ...structureOf(document),
    ...drawingOf(document),
    bookmark: bookmarksOf(document),
    addPage: () => {
      document.addPage();
    },
    eachPage: (draw) => {
      const { start, count } = document.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        document.switchToPage(start + page);
        draw(page + 1, count);
      }
    },
    stream: document,
    end: () => document.end(),
  };
}

function documentOptions(paper: FileCard): PDFKit.PDFDocumentOptions {
  const options: PDFKit.PDFDocumentOptions = {
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    size: 'A4',
    layout: paper.orientation,
    margin: 0,
    info: {
      Title: metadataText(paper.title),
      Subject: metadataText(paper.subject),
      Author: metadataText(paper.author),
      Creator: 'parcours',
      Producer: 'parcours',
      CreationDate: paper.createdAt,
      ModDate: paper.createdAt,
    },
  };
  // The types of pdfkit are older than it: they know neither PDF/UA nor a document without a default font.
  return Object.assign(options, { subset: 'PDF/UA', font: null });
}

/** pdfkit writes these into XML as they are. */
function metadataText(text: string): string {
  return text.replace(/&/g, 'et').replace(/</g, '‹').replace(/>/g, '›');
}

type Structure = Pick<Canvas, 'element' | 'content' | 'decoration'>;

function structureOf(document: PDFKit.PDFDocument): Structure {
  return {
    element: (parent, type, scope) => {
      const options: PDFKit.Mixins.StructureElementOptions = {};
      // Not in the types either.
      if (scope) Object.assign(options, { scope });
      const element = document.struct(type, options);
      parent.add(element);
      return element;
    },
    content: (element, type, draw) => {
      const content = document.markStructureContent(type);
      draw();
      document.endMarkedContent();
      element.add(content);
    },
    decoration: (type, draw) => {
      document.markContent('Artifact', { type });
      draw();
      document.endMarkedContent();
    },
  };
}

type Drawing = Pick<Canvas, 'unitWidth' | 'text' | 'rectangle' | 'rule'>;

function drawingOf(document: PDFKit.PDFDocument): Drawing {
  const widths = new Map<FontName, Map<string, number>>();
  return {
    unitWidth: (text, font) => {
      const known = widths.get(font) ?? new Map<string, number>();
      widths.set(font, known);
      const found = known.get(text);
      if (found !== undefined) return found;
      const width = document.font(font).fontSize(1).widthOfString(text);
      known.set(text, width);
      return width;
    },
    text: (text, x, baseline, font, size, color) => {
      document.font(font).fontSize(size).fillColor(color);
      document.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    },
    rectangle: ({ x, y, width, height }, { fill, stroke }) => {
      if (fill) document.rect(x, y, width, height).fill(fill);
      if (stroke) document.lineWidth(0.7).rect(x, y, width, height).stroke(stroke);
    },
    rule: (x, y, width, color, thickness = 0.5) => {
      document
        .lineWidth(thickness)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(color);
    },
  };
}

function bookmarksOf(document: PDFKit.PDFDocument): Canvas['bookmark'] {
  let last: PDFKit.PDFOutline | null = null;
  return (level, title, top) => {
    const parent: PDFKit.PDFOutline = level === 2 && last ? last : document.outline;
    const options = { expanded: true };
    // Not in the types: where on the page the bookmark leads.
    Object.assign(options, { fit: false, top, left: 0 });
    const item: PDFKit.PDFOutline = parent.addItem(title, options);
    if (level === 1) last = item;
  };
}

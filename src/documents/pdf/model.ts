/**
 * What a paper is made of before it is drawn: plain values that know text, not the domain. Contents are written
 * with these, the renderer turns them into a tagged PDF. Texts need no special spaces: French typography is applied
 * when the paper is drawn.
 */

export type Run = { text: string; bold?: boolean };

/** A text, or a text with words in bold. */
export type Words = string | readonly Run[];

/** Level 1 is the title of the paper; levels 1 and 2 become bookmarks. */
export type HeadingBlock = {
  kind: 'heading';
  level: 1 | 2 | 3;
  text: string;
  /** The bookmark's own words where the heading is too long for it; false: no bookmark. */
  bookmark?: string | false;
};

export type ParagraphBlock = {
  kind: 'paragraph';
  text: Words;
  /** `lead` opens a paper, `small` is for what must be said below the rest. */
  size?: 'lead' | 'normal' | 'small';
};

export type ListBlock = { kind: 'list'; items: readonly Words[]; numbered?: boolean };

/** Labels and their values: "Loyer : 412 €"; in several columns, read row by row. */
export type FactsBlock = {
  kind: 'facts';
  rows: readonly { label: string; value: Words }[];
  columns?: 1 | 2 | 3;
};

export type TableColumn = {
  header: string;
  /** Its part of the width: columns of 2 and 1 take two thirds and one third. */
  width: number;
  align?: 'left' | 'right';
};

/** The header row stands again on each page; a row is never cut by the end of a page. */
export type TableBlock = {
  kind: 'table';
  /** Said by screen readers and written above. */
  caption: string;
  columns: readonly TableColumn[];
  /** One cell a column. */
  rows: readonly (readonly Words[])[];
  /** The first cell of each row names the row. */
  rowHeaders?: boolean;
  /** Smaller and closer, as comparisons are. */
  dense?: boolean;
};

/** A fact of one of the things compared; a note says how sure it is. */
export type ComparisonCell = { text: string; note: string | null; differs: boolean };

/** Things side by side: the same facts in the same rows, those that differ in bold. */
export type ComparisonBlock = {
  kind: 'comparison';
  caption: string;
  /** The heading of the column of labels. */
  corner: string;
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly ComparisonCell[] }[];
};

export type NoteBlock = { kind: 'note'; title: string; text: readonly Words[]; tone: 'plain' | 'attention' };

/** A frame to sign in for each person; two beside each other. */
export type SignaturesBlock = { kind: 'signatures'; areas: readonly { role: string; name: string | null }[] };

export type Block =
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | FactsBlock
  | TableBlock
  | ComparisonBlock
  | NoteBlock
  | SignaturesBlock
  | { kind: 'pageBreak' }
  /** Stays on one page where one page can hold it; on request with what follows too. */
  | { kind: 'together'; blocks: readonly Block[]; withNext?: boolean };

export type Letterhead = {
  /** The landlord: its name, then its address and how to reach it, a line each. */
  sender: { name: string; lines: readonly string[] };
  /** A letter's addressee, a line each, set where a window envelope shows it; null: the paper is not posted. */
  recipient: readonly string[] | null;
  /** "Metz, le 21 novembre 2026". */
  placeAndDate: string | null;
  /** "Nos références" and the like, under the sender. */
  references: readonly { label: string; value: string }[];
};

export type Paper = {
  /** Shown by readers as the name of the document; also at the head of each page after the first. */
  title: string;
  subject: string;
  /** The landlord. */
  author: string;
  /** The instant written in the file: the same paper at the same instant gives the same bytes. */
  createdAt: Date;
  orientation: 'portrait' | 'landscape';
  letterhead: Letterhead | null;
  /** At the foot of each page, before "Page 2 sur 14": a date, the place in the journal. */
  footer: string | null;
  blocks: readonly Block[];
};

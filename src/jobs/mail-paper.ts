/** A letter as a paper to draw: letterhead, window address, the body, then what the law has it say. */
import { Writable } from 'node:stream';
import {
  closing,
  greeting,
  type LetterBlock,
  type LetterContent,
} from '../committee/letters/letter-content.ts';
import type { Block, Paper } from '../documents/pdf/model.ts';
import { writePapers } from '../documents/pdf/write-paper.ts';
import { frenchLongDate } from '../kernel/french.ts';

/** The letter under the address given now: it is not kept with the letter, since a protection may change it. */
function letterPaper(content: LetterContent, address: readonly string[] | null): Paper {
  const { sender, recipientName, subject, number, writtenOn } = content;
  const day = frenchLongDate(writtenOn);
  return {
    title: subject,
    subject,
    author: sender.name,
    createdAt: new Date(`${writtenOn}T12:00:00Z`),
    orientation: 'portrait',
    letterhead: {
      sender: { name: sender.name, lines: sender.lines },
      recipient: [recipientName ?? 'Madame, Monsieur', ...(address ?? [])],
      placeAndDate: sender.place === '' ? `Le ${day}` : `${sender.place}, le ${day}`,
      references: [
        { label: 'Votre numéro de demande', value: number },
        ...(content.traceable
          ? [{ label: 'Envoi', value: 'lettre recommandée avec avis de réception' }]
          : []),
      ],
    },
    footer: null,
    blocks: [
      { kind: 'heading', level: 1, text: subject },
      { kind: 'paragraph', text: greeting },
      ...content.body.map(asBlock),
      ...inSections(content.legal),
      { kind: 'paragraph', text: closing },
      { kind: 'paragraph', text: [{ text: sender.name, bold: true }] },
    ],
  };
}

type Addressed = { content: LetterContent; address: readonly string[] | null };

/** The letter as PDF, in memory. */
export function letterPdf(letter: Addressed): Promise<Buffer> {
  return bytesOf([letterPaper(letter.content, letter.address)]);
}

/** Letters to print together, in one file: each starts on a sheet of its own. Empty where there is none. */
export async function lettersPdf(letters: readonly Addressed[]): Promise<Buffer> {
  return bytesOf(letters.map(({ content, address }) => letterPaper(content, address)));
}

async function bytesOf(papers: readonly Paper[]): Promise<Buffer> {
  const [first] = papers;
  if (!first) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  const title = papers.length === 1 ? first.title : `Courriers à imprimer : ${papers.length}`;
  await writePapers({ ...first, title, subject: title }, papers, destination);
  return Buffer.concat(parts);
}

/** A title stays on the page of the first words under it. */
function inSections(blocks: readonly LetterBlock[]): Block[] {
  const sections: Block[][] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' || sections.length === 0) sections.push([]);
    sections.at(-1)?.push(asBlock(block));
  }
  return sections.map((section) => ({ kind: 'together', blocks: section }));
}

function asBlock(block: LetterBlock): Block {
  return block.kind === 'heading' ? { ...block, level: 2 } : block;
}

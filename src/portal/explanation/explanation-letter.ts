/** The explanation as a letter to keep or to print. */
import type { LetterBlock, LetterContent } from '../../committee/letters/letter-content.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { ExplainedDecision } from './explanation.ts';
import { type ExplanationPart, explanationParts } from './explanation-words.ts';

/** Without the household's name or address: whoever prints it knows whose it is. */
export function explanationLetter(
  decision: ExplainedDecision,
  from: { landlordName: string; number: string; on: CivilDate },
): LetterContent {
  return {
    kind: 'notice',
    templateVersion: 0,
    sender: { name: from.landlordName, lines: [], place: '' },
    recipientName: null,
    number: from.number,
    writtenOn: from.on,
    traceable: false,
    subject: `Explication de la décision : ${decision.home}`,
    body: explanationParts(decision).flatMap(blocksOf),
    legal: [
      {
        kind: 'paragraph',
        text: 'Explication donnée en application des articles L311-3-1 et R311-3-1-2 du Code des relations entre le public et l’administration. Les règles complètes sont publiques.',
      },
    ],
  };
}

function blocksOf({ title, sentences, lines }: ExplanationPart): LetterBlock[] {
  const blocks: LetterBlock[] = [
    { kind: 'heading', text: title },
    ...sentences.map((text): LetterBlock => ({ kind: 'paragraph', text })),
  ];
  if (lines.length > 0) blocks.push({ kind: 'list', items: [...lines] });
  return blocks;
}

/** The copy as a paper. */
import type { LetterBlock, LetterContent } from '../../committee/letters/letter-content.ts';
import type { OwnData } from './own-data.ts';
import { ownDataParts, ownDataRights } from './own-data-parts.ts';

/** No address stands above it: the household prints it for itself. */
export function ownDataLetter(data: OwnData): LetterContent {
  return {
    kind: 'notice',
    templateVersion: 0,
    sender: { name: data.kept.landlordName, lines: [], place: '' },
    recipientName: data.kept.name,
    number: data.number ?? 'sans demande',
    writtenOn: data.madeOn,
    traceable: false,
    subject: 'Copie de vos données',
    body: ownDataParts(data).flatMap(({ title, source, lines }): LetterBlock[] => [
      { kind: 'heading', text: title },
      { kind: 'paragraph', text: `D’où cela vient : ${source}.` },
      lines.length === 0
        ? { kind: 'paragraph', text: 'Rien n’est gardé ici.' }
        : { kind: 'list', items: [...lines] },
    ]),
    legal: [
      { kind: 'heading', text: 'Vos droits' },
      { kind: 'list', items: [...ownDataRights] },
    ],
  };
}

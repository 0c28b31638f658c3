/** Writes the table of faults and outcomes into docs/reliability.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Outcome } from './fault.ts';

const file = 'docs/reliability.md';
const marks = ['<!-- faults: written by npm run faults -->', '<!-- end of faults -->'] as const;

/** Throws where the document has lost its marks. */
export function writeTable(outcomes: readonly Outcome[]): void {
  const text = readFileSync(file, 'utf8');
  const [start, end] = marks.map((mark) => text.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error(`${file} has no place for the table of faults`);
  }
  const lines = outcomes.map(({ fault, done, facts, leftOut, seconds }) => {
    const told =
      leftOut === null
        ? facts.map(
            ({ what, holds, seen }) =>
              `${holds ? 'yes' : '**no**'}: ${what}${seen === '' ? '' : ` (${seen})`}`,
          )
        : [`not played: ${leftOut}`];
    return `| ${cell(fault)} | ${cell(done)} | ${told.map(cell).join('<br>')} | ${seconds} s |`;
  });
  const table = [
    '| fault | what is done | what holds afterwards | played in |',
    '|---|---|---|---|',
    ...lines,
  ];
  writeFileSync(file, `${text.slice(0, start)}${marks[0]}\n\n${table.join('\n')}\n\n${text.slice(end)}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 400);
}

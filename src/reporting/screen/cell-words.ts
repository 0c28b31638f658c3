/** A cell as people read it, the same on the page and on paper. */
import { frenchNumber, frenchPercent } from '../../kernel/french.ts';
import type { Cell } from './cell.ts';
import type { Screen } from './screen.ts';

export function cellInWords(cell: Cell): string {
  if (cell === null) return '—';
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return frenchNumber(cell.value);
    case 'share':
      return frenchPercent(cell.value, 2);
    case 'days':
      return frenchNumber(cell.value, 0);
    case 'hidden':
      return 'secret';
  }
}

export function notCountedInWords({ because, count }: Screen['notCounted'][number]): string {
  return `${because} : ${cellInWords(count)}`;
}

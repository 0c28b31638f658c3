/** Tables and comparisons as grids of cells. */
import { type Cell, type Density, gridColumns, gridStrips } from './grid.ts';
import type { ComparisonBlock, TableBlock } from './model.ts';
import { type Setting, styles } from './setting.ts';
import type { Strip } from './strip.ts';

const roomy: Density = { padding: 3.5, cell: styles.cell, header: styles.cellHeader };
const dense: Density = { padding: 2.4, cell: styles.dense, header: styles.denseHeader };

export function tableStrips(block: TableBlock, setting: Setting): Strip[] {
  const density = block.dense ? dense : roomy;
  const columns = gridColumns(block.columns, setting);
  const header = block.columns.map((column) => column.header);
  const rows = block.rows.map((row) =>
    row.map(
      (words, index): Cell =>
        index === 0 && block.rowHeaders
          ? { words, style: density.header, type: 'TH', scope: 'Row' }
          : { words, style: density.cell, type: 'TD' },
    ),
  );
  return gridStrips({ caption: block.caption, columns, header, rows, density }, setting);
}

export function comparisonStrips(block: ComparisonBlock, setting: Setting): Strip[] {
  const labelShare = block.columns.length > 3 ? 0.19 : 0.23;
  const share = (1 - labelShare) / block.columns.length;
  const shares = [labelShare, ...block.columns.map(() => share)];
  const columns = gridColumns(
    shares.map((width) => ({ width })),
    setting,
  );
  const header = [block.corner, ...block.columns];
  const rows = block.rows.map(({ label, cells }): Cell[] => [
    { words: label, style: styles.denseLabel, type: 'TH', scope: 'Row' },
    ...cells.map(
      ({ text, note, differs }): Cell => ({
        words: [{ text, bold: differs }, ...(note === null ? [] : [{ text: ` (${note})` }])],
        style: dense.cell,
        type: 'TD',
      }),
    ),
  ]);
  return gridStrips({ caption: block.caption, columns, header, rows, density: dense }, setting);
}

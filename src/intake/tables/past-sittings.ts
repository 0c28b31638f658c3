/** Sittings of the commission before this tool, in counts: none of their households is read. */
import { leaseBounds } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import type { Table } from '../csv/table.ts';
import type { PastSitting } from '../import-port.ts';
import { isWhole } from './homes.ts';

const largest = 100_000;

// The exceptions of C-06, under which fewer than three applications are examined.
const groundWords: Readonly<Record<string, string>> = {
  notenoughcandidates: 'notEnoughCandidates',
  'pas-assez-de-candidats': 'notEnoughCandidates',
  dalodesignation: 'daloDesignation',
  'designation-dalo': 'daloDesignation',
  adaptedplai: 'adaptedPlai',
  'plai-adapte': 'adaptedPlai',
};
const groundForm = 'pas-assez-de-candidats=3|designation-dalo=1|plai-adapte=1';

/** One sitting a row. The five decisions of R441-3 add up to the applications examined, or the row is set aside. */
export const pastSittingsTable: Table<PastSitting> = {
  name: 'Séances tenues',
  key: [['sitting_id']],
  mandatory: [
    'sitting_id',
    'held_on',
    'commission',
    'homes',
    'examined',
    'attributions',
    'ranked_attributions',
    'suspensive_attributions',
    'non_attributions',
    'irrecevabilities',
  ],
  optional: ['exceptions', 'departures', 'source'],
  read: (cells, { today }) => {
    const sitting = {
      id: cells.required('sitting_id', 'identifiant de la séance', 100),
      heldOn: cells.requiredDate('held_on', leaseBounds(today)),
      commissionId: cells.required('commission', 'identifiant de la commission', 100),
      homes: cells.requiredInteger('homes', 0, largest),
      examined: cells.requiredInteger('examined', 0, largest),
      decisions: readDecisions(cells),
      exceptions: readExceptions(cells),
      departures: cells.integer('departures', 0, largest),
      source: cells.text('source'),
    };
    return isWhole(sitting) && addsUp(cells, sitting) ? sitting : undefined;
  },
};

function readDecisions(cells: Cells): PastSitting['decisions'] | undefined {
  const decisions = {
    attribution: cells.requiredInteger('attributions', 0, largest),
    rankedAttribution: cells.requiredInteger('ranked_attributions', 0, largest),
    suspensiveAttribution: cells.requiredInteger('suspensive_attributions', 0, largest),
    nonAttribution: cells.requiredInteger('non_attributions', 0, largest),
    irrecevability: cells.requiredInteger('irrecevabilities', 0, largest),
  };
  return isWhole(decisions) ? decisions : undefined;
}

function readExceptions(cells: Cells): PastSitting['exceptions'] | undefined {
  const found: Record<string, number> = {};
  let whole = true;
  for (const part of cells.parts('exceptions')) {
    const [word = '', count = '', ...rest] = part.split('=').map((item) => item.trim());
    const ground = Object.hasOwn(groundWords, word.toLowerCase())
      ? groundWords[word.toLowerCase()]
      : undefined;
    const number = /^\d{1,5}$/.test(count) ? Number(count) : undefined;
    if (ground === undefined || number === undefined || rest.length > 0 || Object.hasOwn(found, ground)) {
      cells.note('exceptions', part, 'exception mal écrite', groundForm);
      whole = false;
    } else found[ground] = number;
  }
  return whole ? found : undefined;
}

function addsUp(cells: Cells, { homes, examined, decisions, exceptions, departures }: PastSitting): boolean {
  const decided = Object.values(decisions).reduce((total, count) => total + count, 0);
  if (decided !== examined) {
    cells.note('examined', String(examined), 'les cinq décisions n’y font pas le compte', String(decided));
    return false;
  }
  const excepted = Object.values(exceptions).reduce<number>((total, count) => total + (count ?? 0), 0);
  for (const [column, count] of [
    ['exceptions', excepted],
    ['departures', departures ?? 0],
  ] as const) {
    if (count <= homes) continue;
    cells.note(column, cells.text(column), 'plus que de logements examinés', `au plus ${homes}`);
    return false;
  }
  return true;
}

/** What a line of quota points is called: the target, or the home freed, and the pace where it is why points are given. */
import { geography } from '../domain/territory.ts';
import { frenchAt, frenchPercent } from '../kernel/french.ts';
import type { FreedHome } from '../law/quota-freed-home.ts';
import type { QuotaGroup } from './quota-groups.ts';
import { neededShare } from './steering.ts';

/** "1er quartile hors QPV, Metz, est en retard sur son rythme (31 % des baux restants nécessaires)", "Libère un T4 recherché à Metz". */
export function bonusLabel({ target, pace, freedHomes }: QuotaGroup, number: string): string {
  const freed = freedHomes.get(number);
  const paced = pace && `${frenchPercent(neededShare(pace), 0)} des baux restants nécessaires`;
  if (freed) {
    const label = freedLabel(freed);
    return paced === null
      ? label
      : `${label} (${pace?.isBehind ? 'objectif en retard sur son rythme' : 'objectif à son rythme'} : ${paced})`;
  }
  if (pace === null) return target.name;
  // A territory after a comma is an aside: it is closed before the verb.
  const subject = target.name.includes(', ') ? `${target.name},` : target.name;
  return pace.isBehind
    ? `${subject} est en retard sur son rythme (${paced})`
    : `${subject} suit son rythme (${paced})`;
}

function freedLabel({ typology, insee }: FreedHome): string {
  const commune = geography().communes.get(insee)?.name;
  return `Libère un ${typology} recherché${commune === undefined ? '' : ` ${frenchAt(commune)}`}`;
}

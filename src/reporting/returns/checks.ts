/** The lines of the checklist that several returns share. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../kernel/french.ts';
import { type Defect, defectKinds } from '../defects.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Period } from '../indicator.ts';
import type { Check } from './return-content.ts';

export function notClosed({ until }: Period, today: CivilDate): Check[] {
  if (today > until) return [];
  return [
    {
      key: 'not-closed',
      level: 'blocking',
      words: `La période n’est pas close : elle finit le ${frenchShortDate(until)}.`,
      todo: 'Relisez cet état après ce jour : les baux signés d’ici là y entreront.',
      place: null,
    },
  ];
}

/** One line a kind of defect, with its number of leases. */
export function defectChecks(defects: readonly Defect[]): Check[] {
  return defectKinds.flatMap((kind): Check[] => {
    const found = defects.filter((defect) => defect.kind === kind);
    const [first] = found;
    if (first === undefined) return [];
    return [
      {
        key: `defect-${kind}`,
        level: 'blocking',
        words: `${first.missing} : ${frenchCount(new Set(found.map(({ leaseId }) => leaseId)).size, 'bail', 'baux')}.`,
        todo: first.todo,
        place: 'data',
      },
    ];
  });
}

/** The forecast of a year's flow is an estimate, or was never entered. */
export function flowPlanChecks(facts: ReportingFacts, year: number): Check[] {
  const plan = facts.flowPlans.find((one) => one.year === year);
  if (plan === undefined) {
    return [
      {
        key: 'flow-plan-missing',
        level: 'blocking',
        words: `La prévision du flux de ${year} n’est pas entrée.`,
        todo: 'Enregistrez la prévision de l’année : ses cinq déductions sont annoncées aux réservataires.',
        place: 'flowPlan',
      },
    ];
  }
  if (!plan.estimated) return [];
  return [
    {
      key: 'flow-plan-estimated',
      level: 'blocking',
      words: `La prévision du flux de ${year} est une estimation du service (${plan.source}).`,
      todo: 'Remplacez-la par la prévision du bailleur.',
      place: 'flowPlan',
    },
  ];
}

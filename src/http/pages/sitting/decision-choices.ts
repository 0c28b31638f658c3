/** What the form of a decision lets one choose: reasons by group, criteria, the closed list of documents. */
import { conditionDocuments } from '../../../committee/condition.ts';
import { criteria } from '../../../committee/criteria.ts';
import { reasonsFor } from '../../../committee/reasons.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { DecisionChoices } from './decision-fields.tsx';

/** Codes by the words that a form of many candidates offers. */
export function codesByWords({ reasons, documents }: DecisionChoices) {
  const options = reasons.flatMap((group) => group.options);
  return {
    reasons: new Map(options.map(({ code, label }) => [label, code])),
    documents: new Map(documents.map(({ code, label }) => [label, code])),
  };
}

/** The choices for a home on a day; a reason of fragile residences is offered there only. */
export function decisionChoices(
  place: Pick<AgendaHomeView, 'fragileResidence'>,
  on: CivilDate,
): DecisionChoices {
  const group = (title: string, kind: Parameters<typeof reasonsFor>[0]) => ({
    title,
    options: reasonsFor(kind, place).map(({ code, label, article, noteRequired }) => ({
      code,
      label: noteRequired ? `${label} — précision à donner` : label,
      article,
    })),
  });
  return {
    reasons: [
      group('Motifs d’une non-attribution', 'nonAttribution'),
      group('Motifs d’un rejet pour irrecevabilité', 'irrecevability'),
    ],
    criteria,
    documents: conditionDocuments(on),
  };
}

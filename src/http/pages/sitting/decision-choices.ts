/** What the form of a decision lets one choose: reasons by group, criteria, the closed list of documents. */
import { conditionDocuments } from '../../../committee/condition.ts';
import { criteria } from '../../../committee/criteria.ts';
import { reasonsFor } from '../../../committee/reasons.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';

export type Choice = { code: string; label: string };

export type DecisionChoices = {
  /** Reasons by group, each with its article. */
  reasons: readonly { title: string; options: readonly (Choice & { article: string })[] }[];
  criteria: readonly Choice[];
  /** The closed list of documents that a suspensive condition may wait for. */
  documents: readonly Choice[];
};

/** Codes by the words that a form of many candidates offers. */
export function codesByWords({ reasons, documents }: DecisionChoices) {
  const options = reasons.flatMap((group) => group.options);
  return {
    reasons: new Map(options.map(({ code, label }) => [spoken(label), code])),
    documents: new Map(documents.map(({ code, label }) => [spoken(label), code])),
  };
}

/** Words as they are told apart: a page makes some of their spaces unbreakable. */
export function spoken(words: string): string {
  return words.trim().replace(/\s+/g, ' ');
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

/** Every rule of the rulebook in one list: what administrators read, and where reasons find their article. */
import type { RuleCard } from '../rule.ts';
import { applicationCards } from './application.ts';
import { committeeCards } from './committee.ts';
import { fitCards } from './fit.ts';
import { incomeCards } from './income.ts';
import { priorityCards } from './priority.ts';
import { protectionCards } from './protection.ts';
import { quotaCards } from './quota.ts';
import { scoringCards } from './scoring.ts';
import { transferCards } from './transfer.ts';

export const ruleCards: readonly RuleCard[] = [
  ...priorityCards,
  ...quotaCards,
  ...incomeCards,
  ...committeeCards,
  ...scoringCards,
  ...fitCards,
  ...transferCards,
  ...applicationCards,
  ...protectionCards,
];

const cardById = new Map(ruleCards.map((card) => [card.id, card]));

/** The card of a rule id; undefined where the rulebook has no such rule. */
export function ruleCard(id: string): RuleCard | undefined {
  return cardById.get(id);
}

/** The article of a rule. Throws where the id is not of the rulebook: a fault of the caller. */
export function articleOf(id: string): string {
  const card = cardById.get(id);
  if (!card) throw new Error(`no such rule: ${id}`);
  return card.article;
}

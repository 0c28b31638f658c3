/** French sentences from reasons: what officers and applicants read of an answer of law or of a pool. */
import type { Outcome, Reason, Verdict } from '../law/rule.ts';
import { colon, type ReasonTable } from './facts-in-words.ts';
import { awaitedInWords, missingInWords } from './gaps-in-words.ts';
import { homeSentences, incomeSentences } from './reasons/income.ts';
import { poolSentences } from './reasons/pool.ts';
import { applicationSentences, committeeSentences, prioritySentences } from './reasons/priority.ts';
import { quotaSentences } from './reasons/quota.ts';
import { transferSentences } from './reasons/transfer.ts';

const tables: readonly ReasonTable[] = [
  prioritySentences,
  committeeSentences,
  applicationSentences,
  quotaSentences,
  poolSentences,
  incomeSentences,
  homeSentences,
  transferSentences,
];

const sentences = new Map(tables.flatMap((table) => Object.entries(table)));

/** Whether a code has a sentence of its own, for its rule or for all. */
export function hasSentence(code: string, rule: string | null = null): boolean {
  return sentences.has(code) || (rule !== null && sentences.has(`${rule}:${code}`));
}

/** The sentence of a reason. A code without one still names its rule and article, in a decent sentence. */
export function reasonInWords(reason: Reason): string {
  const write = sentences.get(`${reason.rule}:${reason.code}`) ?? sentences.get(reason.code);
  return write ? write(reason) : fallbackSentence(reason);
}

/** "oui", "non", "à vérifier". */
export function verdictInWords(verdict: Verdict): string {
  return { yes: 'oui', no: 'non', unknown: 'à vérifier' }[verdict];
}

/** Every sentence of an outcome, then what is missing and what is awaited, each once. */
export function outcomeInWords(outcome: Outcome): string[] {
  const missing = [...new Set(outcome.missing.map(missingInWords))];
  const awaited = [...new Set(outcome.awaiting.map(awaitedInWords))];
  return [
    ...new Set(outcome.because.map(reasonInWords)),
    ...(missing.length === 0 ? [] : [`Il manque${colon} ${missing.join(', ')}.`]),
    ...(awaited.length === 0 ? [] : [`En attente de${colon} ${awaited.join(', ')}.`]),
  ];
}

function fallbackSentence(reason: Reason): string {
  const said = {
    yes: 'La condition est remplie',
    no: 'La condition n’est pas remplie',
    unknown: 'Une donnée manque pour vérifier la condition',
  }[reason.verdict];
  return `${said} (règle ${reason.rule}, ${reason.article}).`;
}

/** A paper of data protection: titles and blocks, drawn on a page with the landlord's own facts or written to docs/. */
import { durationOf, isDefault, type RetentionPolicy } from '../retention/policy.ts';
import { type RetentionRule, retentionRules, type SourceStanding } from '../retention/rules.ts';

export type PaperBlock =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] };

export type PaperPart = { title: string; blocks: readonly PaperBlock[] };

export type Paper = { title: string; lead: string; parts: readonly PaperPart[] };

/** What the papers say of a landlord; null where it is for the landlord to fill in. */
export type PaperFacts = {
  landlordName: string | null;
  siren: string | null;
  policy: Pick<RetentionPolicy, 'version' | 'durations'>;
};

/** What a landlord has still to write. */
export const toFill = '[à compléter]';

export const text = (words: string): PaperBlock => ({ kind: 'text', text: words });
export const list = (...items: readonly string[]): PaperBlock => ({ kind: 'list', items });

const standings: Readonly<Record<SourceStanding, string>> = {
  read: 'texte lu',
  verify: 'de mémoire, à vérifier',
  choice: 'choix, à valider',
};

/** The durations in force, as a table. */
export function durationsTable({ policy }: PaperFacts): PaperBlock {
  const duration = (rule: RetentionRule) => {
    const own = durationOf(policy, rule);
    const words = own === 0 ? 'dès le jour dit' : `${own} ${rule.unit === 'months' ? 'mois' : 'jours'}`;
    return isDefault(policy, rule) ? words : `${words} (choix du bailleur)`;
  };
  return {
    kind: 'table',
    columns: ['Données', 'Durée', 'À partir de', 'Source'],
    rows: retentionRules.map((rule) => [
      rule.name,
      duration(rule),
      rule.event,
      `${rule.source} (${standings[rule.standing]})`,
    ]),
  };
}

/** The paper as Markdown. */
export function paperMarkdown(paper: Paper): string {
  const block = (one: PaperBlock): string => {
    switch (one.kind) {
      case 'text':
        return one.text;
      case 'list':
        return one.items.map((item) => `- ${item}`).join('\n');
      case 'table':
        return [
          `| ${one.columns.join(' | ')} |`,
          `|${one.columns.map(() => '---').join('|')}|`,
          ...one.rows.map((row) => `| ${row.join(' | ')} |`),
        ].join('\n');
      default:
        return one satisfies never;
    }
  };
  const parts = paper.parts.map(({ title, blocks }) => `## ${title}\n\n${blocks.map(block).join('\n\n')}`);
  return `# ${paper.title}\n\n${paper.lead}\n\n${parts.join('\n\n')}\n`;
}

/** How a run is named wherever it is met, and the way back from its pages. */
import type { RunLine } from '../../jobs/run-port.ts';
import { frenchLongDate, frenchShortDate } from '../../kernel/french.ts';
import type { Crumb } from './layout.tsx';
import { proposalOf, type RunOrigin, variantInWords } from './run-origins.ts';

export type RunHeading = {
  path: string;
  /** "Séance préparée au 21/11/2026", or "Variante : 1 fixé (21/11/2026)". */
  title: string;
  /** The same with the date in words. */
  longTitle: string;
  /** The proposal that a variant changes; null for a proposal, or where its origin is not known. */
  proposalPath: string | null;
};

/** `choices` stands in where the origin of a run is not known. */
export function runHeading(
  { id, sessionOn }: Pick<RunLine, 'id' | 'sessionOn'>,
  origins: ReadonlyMap<string, RunOrigin>,
  choices: Pick<RunOrigin, 'pins' | 'bans'> = { pins: 0, bans: 0 },
): RunHeading {
  const variant = variantInWords(origins.get(id) ?? choices);
  const proposalId = proposalOf(origins, id);
  const proposal = `Séance préparée au ${frenchShortDate(sessionOn)}`;
  return {
    path: `/agent/calculs/${id}`,
    title: variant === null ? proposal : `${variant} (${frenchShortDate(sessionOn)})`,
    longTitle: `${variant === null ? 'Séance' : `${variant}. Séance`} préparée au ${frenchLongDate(sessionOn)}`,
    proposalPath: proposalId === null ? null : `/agent/calculs/${proposalId}`,
  };
}

/** The way back from a page of a run. */
export function runCrumbs({ path, title }: RunHeading): Crumb[] {
  return [
    { href: '/agent/calculs', label: 'Propositions' },
    { href: path, label: title },
  ];
}

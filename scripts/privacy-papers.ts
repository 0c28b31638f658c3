/** The papers of data protection as docs/privacy/*.md: with no landlord, so that each blank shows. */
import { impactAssessment } from '../src/access/privacy-papers/impact-assessment.ts';
import { type PaperFacts, paperMarkdown } from '../src/access/privacy-papers/paper.ts';
import { registerSheet } from '../src/access/privacy-papers/register-sheet.ts';
import { defaultPolicy } from '../src/access/retention/policy.ts';

const facts: PaperFacts = { landlordName: null, siren: null, policy: defaultPolicy };

const note =
  '<!-- Généré : node dist/scripts/write-privacy-papers.js. La page /dpo/documents l’imprime avec le nom du bailleur et ses durées. -->\n';

/** File names of docs/privacy, with their text. */
export function privacyPapers(): ReadonlyMap<string, string> {
  return new Map([
    ['fiche-du-registre.md', note + paperMarkdown(registerSheet(facts))],
    ['analyse-d-impact.md', note + paperMarkdown(impactAssessment(facts))],
  ]);
}

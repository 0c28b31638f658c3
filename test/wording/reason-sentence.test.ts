import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { priorityLetters, sensitiveLetters } from '../../src/domain/application.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { answer, fact } from '../../src/law/outcome.ts';
import { presumePriority } from '../../src/law/priority.ts';
import { awaitedInWords, missingInWords } from '../../src/wording/gaps-in-words.ts';
import { labelInWords, letterInWords } from '../../src/wording/priority-words.ts';
import {
  hasSentence,
  outcomeInWords,
  reasonInWords,
  verdictInWords,
} from '../../src/wording/reason-sentence.ts';
import { homeSentences, incomeSentences } from '../../src/wording/reasons/income.ts';
import { poolSentences } from '../../src/wording/reasons/pool.ts';
import {
  applicationSentences,
  committeeSentences,
  prioritySentences,
} from '../../src/wording/reasons/priority.ts';
import { quotaSentences } from '../../src/wording/reasons/quota.ts';
import { transferSentences } from '../../src/wording/reasons/transfer.ts';

const root = new URL('../../', import.meta.url);

/** Words with a hyphen in the code of law that are no reason codes: file encodings, names of parts. */
const otherWords = new Set(['utf-8', 'fr-fr']);

/** Files outside law that write reasons of their own. */
const reasonFiles = ['orientation', 'pool', 'pool-checks', 'to-examine', 'why-not'].map(
  (name) => `src/matching/${name}.ts`,
);
/** Hyphenated words of those files that are flags or states, with sentences of their own in the run. */
const flagWords = new Set(['law-unknown', 'would-be-over-occupied', 'would-be-under-occupied']);

function lawFiles(): string[] {
  return readdirSync(new URL('src/law/', root))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/law/${file}`);
}

/** String literals of a source file that look like a code: "over-ceiling". */
function codesOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, root), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(found)].filter((word) => !otherWords.has(word) && !flagWords.has(word));
}

describe('sentences of reasons', () => {
  it.each([...lawFiles(), ...reasonFiles])('%s uses no code without a sentence', (file) => {
    expect(codesOf(file).filter((code) => !hasSentence(code) && !hasSentence(code, 'Q-14'))).toEqual([]);
  });

  it('a code without a sentence still names its rule and article', () => {
    const [reason] = answer('F-06', 'unknown', 'some-new-code').because;
    expect(reason && reasonInWords(reason)).toBe(
      'Une donnée manque pour vérifier la condition (règle F-06, Loi du 6 juillet 1989 art. 6 ; décret n° 2002-120 art. 4).',
    );
  });

  it('a shared code has the words of its rule', () => {
    const words = ['U-07', 'Q-14'].map((rule) => answer(rule, 'unknown', 'resources-unknown').because[0]!);
    expect(new Set(words.map(reasonInWords)).size).toBe(2);
  });

  it('an income over the ceiling is told with both amounts', () => {
    const facts = [fact('income', 36900), fact('ceiling', 31254), fact('financing', 'PLUS')];
    expect(outcomeInWords(answer('I-01', 'no', 'over-ceiling', facts))).toEqual([
      'Le revenu fiscal (36\u00a0900\u00a0€) dépasse le plafond PLUS de 31\u00a0254\u00a0€.',
    ]);
  });

  it('a sentence whose facts are missing is still a sentence', () => {
    for (const code of ['over-ceiling', 'offer-open', 'right-lost', 'share-over-limit', 'under-occupied']) {
      const [reason] = answer('I-01', 'no', code).because;
      expect(reason && reasonInWords(reason)).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('what is missing or awaited is said in words, never as the path of a field', () => {
    const outcome = answer('U-07', 'unknown', 'resources-unknown', [], {
      missing: ['household.monthlyResources', 'monthlyResources', 'some.newField'],
      awaiting: ['order quartile 2028', 'order abnormal-delay 57', 'order offer.minReplyDays 1998'],
    });
    expect(outcomeInWords(outcome).slice(1)).toEqual([
      'Il manque\u00a0: les ressources mensuelles, une donnée du dossier.',
      'En attente de\u00a0: l’arrêté des seuils de quartile (2028), l’arrêté du préfet sur le délai anormalement long (département 57), le texte en vigueur en 1998 (CCH R441-10 (C-09)).',
    ]);
    expect(awaitedInWords('overseas')).toBe('les chiffres propres à l’outre-mer');
    expect(awaitedInWords('unheard of')).toBe('un texte qui n’est pas chargé');
    expect(missingInWords('facts.coupleViolence.complaint')).toBe('un fait de la situation (L441-1)');
  });

  it.each(
    Object.entries({
      ...prioritySentences,
      ...committeeSentences,
      ...applicationSentences,
      ...quotaSentences,
      ...poolSentences,
      ...incomeSentences,
      ...homeSentences,
      ...transferSentences,
    }),
  )('%s is a French sentence, with or without its facts', (_, write) => {
    const [reason] = answer('I-01', 'no', 'any').because;
    const sentence = reason ? write(reason) : '';
    expect(sentence).toMatch(/^[A-ZÉÀ].*\.$/);
    expect(sentence).not.toMatch(/['"]| [:;!?»]|« |undefined|null|NaN/);
  });

  it('verdicts are said in words', () => {
    expect((['yes', 'no', 'unknown'] as const).map(verdictInWords)).toEqual(['oui', 'non', 'à vérifier']);
  });
});

describe('sensitive grounds', () => {
  it('have one wording only, without their letter', () => {
    for (const letter of sensitiveLetters) {
      expect(letterInWords(letter)).toBe('situation prioritaire (L441-1)');
      expect(labelInWords(letter)).toBe('situation prioritaire (L441-1)');
    }
  });

  it('leave no trace in the reasons of a presumption, nor in its sentences', () => {
    const facts = {
      disability: true,
      therapeuticApartment: true,
      coupleViolence: { protectionOrder: true },
      assaultAtHome: { banOrdered: true },
      exitProstitution: true,
      trafficking: true,
    };
    const presumed = presumePriority(facts, civilDate('1990-01-01'), civilDate('2026-11-21'));
    expect(presumed.letters).toEqual(['a', 'b', 'g', 'gbis', 'h', 'i']);
    const shown = presumed.because.flatMap((reason) => reason.facts.map(({ value }) => value));
    expect(shown).toEqual(Array.from({ length: 6 }, () => 'L441-1'));
    const said = presumed.because.map(reasonInWords).join(' ');
    expect(said).not.toMatch(/violence|handicap|thérapeut|prostitution|traite|agression|L441-1 [abghi]/i);
  });

  it('other letters say what they are', () => {
    const open = priorityLetters.filter((letter) => !sensitiveLetters.has(letter));
    expect(new Set(open.map(letterInWords)).size).toBe(open.length);
    expect(labelInWords('dalo')).toBe('droit au logement opposable (DALO)');
  });
});

/** Templates: text with placeholders, read into blocks. What is wrong with one is told in French before it is kept. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { TemplateText } from './default-templates.ts';
import type { LetterBlock } from './letter-content.ts';
import type { LetterKind } from './letter-kind.ts';
import {
  blockPlaceholders,
  type Placeholder,
  type PlaceholderValues,
  paragraphsOf,
  placeholderMeanings,
  placeholdersOf,
} from './placeholders.ts';

export const templateTextSchema = z.object({
  subject: z.string().trim().min(3, 'un objet de 3 caractères au moins').max(150, '150 caractères au plus'),
  body: z.string().trim().min(20, 'un texte de 20 caractères au moins').max(6000, '6 000 caractères au plus'),
});

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Every fault of a template, in French, in the order of the text; or the template. */
export function checkTemplate(
  kind: LetterKind,
  template: TemplateText,
): Result<TemplateText, readonly string[]> {
  const { allowed, required } = placeholdersOf[kind];
  const used = namesIn(`${template.subject}\n${template.body}`);
  const faults = [
    ...used
      .filter((name) => !isOneOf(allowed, name))
      .map(
        (name) => `« {{${name}}} » n’existe pas dans ce courrier. Vous pouvez utiliser : ${list(allowed)}.`,
      ),
    ...required
      .filter((name) => !namesIn(template.body).includes(name))
      .map(
        (name) =>
          `Il manque « {{${name}}} » dans le texte : ${placeholderMeanings[name]}. Sans lui, le courrier ne vaut rien.`,
      ),
    ...namesIn(template.subject)
      .filter((name) => isBlock(name))
      .map((name) => `« {{${name}}} » ne peut pas être dans l’objet : c’est une liste.`),
    ...paragraphsOf(template.body).flatMap(misplacedBlocks),
    ...strayBraces(template),
  ];
  return faults.length === 0 ? ok(template) : refuse(faults);
}

/** The template with its values: paragraphs, headings ("## …") and lists. Empty values leave no empty paragraph. */
export function fillTemplate(
  kind: LetterKind,
  template: TemplateText,
  values: PlaceholderValues,
): { subject: string; blocks: LetterBlock[] } {
  const blocks = paragraphsOf(template.body).flatMap((paragraph): LetterBlock[] => {
    const alone = /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(paragraph)?.[1];
    const value = alone === undefined ? undefined : valueNamed(values, alone);
    if (Array.isArray(value)) return blocksOfList(kind, alone ?? '', value);
    const text = filled(paragraph, values);
    if (text === '') return [];
    const heading = /^##\s+([\s\S]+)$/.exec(text);
    return [heading?.[1] ? { kind: 'heading', text: heading[1] } : { kind: 'paragraph', text }];
  });
  return { subject: filled(template.subject, values), blocks };
}

const listIntroductions: Partial<Record<Placeholder, string>> = {
  motifs: 'Voici pourquoi :',
  conseils: 'La commission vous conseille :',
};

function blocksOfList(kind: LetterKind, name: string, items: readonly string[]): LetterBlock[] {
  if (items.length === 0) return [];
  if (name === 'reponse') return items.map((text) => ({ kind: 'paragraph', text }));
  const introduction = isPlaceholder(name) ? listIntroductions[name] : undefined;
  const list: LetterBlock = { kind: 'list', items: [...items] };
  // What follows a rank or an attribution is good news: "pourquoi" is for refusals and corrections.
  const softer = kind === 'attribution' || kind === 'rank' || kind === 'suspensiveAttribution';
  if (introduction === undefined) return [list];
  const text = softer && name === 'motifs' ? 'Voici ce que la commission a retenu :' : introduction;
  return [{ kind: 'paragraph', text }, list];
}

/** One pass: what a value holds is never read as a placeholder. */
function filled(text: string, values: PlaceholderValues): string {
  return text
    .replace(pattern, (_whole, name: string) => {
      const value = valueNamed(values, name);
      if (value === undefined) return '';
      return typeof value === 'string' ? value : value.join(' ; ');
    })
    .replace(/[ \t]*\n[ \t]*/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

function misplacedBlocks(paragraph: string): string[] {
  return namesIn(paragraph)
    .filter((name) => isBlock(name) && !/^\{\{\s*[^{}]*\s*\}\}$/.test(paragraph))
    .map((name) => `« {{${name}}} » doit être seul dans son paragraphe, entre deux lignes vides.`);
}

function strayBraces({ subject, body }: TemplateText): string[] {
  const rest = `${subject}\n${body}`.replace(pattern, '');
  return /\{\{|\}\}/.test(rest)
    ? ['Une accolade double est ouverte ou fermée sans l’autre : écrivez « {{mot}} ».']
    : [];
}

function valueNamed(values: PlaceholderValues, name: string) {
  return isPlaceholder(name) ? values[name] : undefined;
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholderMeanings, name);
}

function isBlock(name: string): boolean {
  return isPlaceholder(name) && blockPlaceholders.has(name);
}

function isOneOf(names: readonly Placeholder[], name: string): boolean {
  return names.some((known) => known === name);
}

function list(names: readonly Placeholder[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}

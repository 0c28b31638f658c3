/**
 * The frame of a calculator of law: a schema of what comes in and a pure computation. The frame tells an error from a
 * gap: a mandatory field that is absent or null makes every computed field null and is listed in `missing`, under
 * its dotted path ("persons.0.bornOn"); anything else that the schema refuses is an error at that path.
 */
import { z } from 'zod';
import { isCivilDate } from '../../kernel/civil-date.ts';
import { articleOf } from '../cards/index.ts';
import { frenchMessage } from './french-issue.ts';

type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What is wrong with a line: `code` for machines, `path` dotted ("" for the line itself), `message` in French. */
export type InputError = { code: string; path: string; message: string };

type CalculatorAnswer = { readonly [key: string]: JsonValue };

/** The answer to one line, and whether the line was bad. */
export type LineAnswer = { bad: boolean; answer: CalculatorAnswer };

/** What a computation gives: values, or nothing for want of data or of an order, or a refusal of the input. */
export type Computation<Field extends string> =
  | {
      kind: 'values';
      values: { readonly [name in Field]: JsonValue };
      /** Fields that stand only in some answers (`reason`, `warnings`). */
      extra?: { readonly [key: string]: JsonValue };
      missing?: readonly string[];
      awaiting?: readonly string[];
      /** Where the rules applied depend on the case; the calculator's own otherwise. */
      rules?: readonly string[];
    }
  | {
      kind: 'nothing';
      missing?: readonly string[];
      awaiting?: readonly string[];
      rules?: readonly string[];
    }
  | { kind: 'refused'; error: InputError };

export type Calculator = {
  name: string;
  /** French, one line. */
  summary: string;
  /** Answers one parsed JSON value. Never throws on bad input. */
  answer: (line: unknown) => LineAnswer;
};

/** Builds a calculator from its schema, the names of its computed fields and its computation. */
export function defineCalculator<Input, Field extends string>(definition: {
  name: string;
  summary: string;
  /** Rule ids of the rulebook, in the order in which they are applied. */
  rules: readonly string[];
  fields: readonly Field[];
  input: z.ZodType<Input>;
  compute: (input: Input) => Computation<Field>;
}): Calculator {
  const nulls = Object.fromEntries(definition.fields.map((field) => [field, null]));
  return {
    name: definition.name,
    summary: definition.summary,
    answer(line) {
      if (typeof line !== 'object' || line === null || Array.isArray(line)) {
        return refusedLine({}, { code: 'wrong-type', path: '', message: 'objet JSON attendu' });
      }
      const id = echoedId(line);
      const read = readInput(definition.input, line);
      if (read.kind === 'refused') return refusedLine(id, read.error);
      const computation = read.kind === 'nothing' ? read : definition.compute(read.input);
      if (computation.kind === 'refused') return refusedLine(id, computation.error);
      const values = computation.kind === 'values' ? computation.values : nulls;
      return {
        bad: false,
        answer: {
          ...id,
          ...values,
          ...(computation.kind === 'values' ? computation.extra : {}),
          ...listed('missing', computation.missing),
          ...listed('awaiting', computation.awaiting),
          ...rulesOf(computation.rules ?? definition.rules),
        },
      };
    },
  };
}

/** The answer to a line that could not be read as JSON. */
export function invalidLine(code: string, message: string): LineAnswer {
  return refusedLine({}, { code, path: '', message });
}

/** A day in the input: a text that is a day of the calendar. */
export const daySchema = z.string().refine(isCivilDate, {
  message: 'date attendue au format AAAA-MM-JJ, jour existant',
  params: { code: 'impossible-date' },
});

type Reading<Input> =
  | { kind: 'input'; input: Input }
  | { kind: 'nothing'; missing: readonly string[]; rules?: undefined; awaiting?: undefined }
  | { kind: 'refused'; error: InputError };

function readInput<Input>(schema: z.ZodType<Input>, line: object): Reading<Input> {
  const read = schema.safeParse(line, { error: frenchMessage });
  if (read.success) return { kind: 'input', input: read.data };
  const wrong = read.error.issues.find((issue) => !isAbsent(line, issue.path));
  if (wrong) {
    return {
      kind: 'refused',
      error: { code: codeOf(wrong), path: wrong.path.join('.'), message: wrong.message },
    };
  }
  return { kind: 'nothing', missing: [...new Set(read.error.issues.map((issue) => issue.path.join('.')))] };
}

/** Tells whether nothing, or null, stands at a path: a gap rather than an error. */
function isAbsent(line: object, path: readonly PropertyKey[]): boolean {
  let value: unknown = line;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  return value === undefined || value === null;
}

const codes: Partial<Record<string, string>> = {
  invalid_type: 'wrong-type',
  too_small: 'out-of-range',
  too_big: 'out-of-range',
};

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') return issue.params.code;
  return codes[issue.code] ?? 'invalid-value';
}

function echoedId(line: object): { readonly id?: JsonValue } {
  if (!Object.hasOwn(line, 'id')) return {};
  const id = z.json().safeParse(Reflect.get(line, 'id'));
  return id.success ? { id: id.data } : {};
}

function refusedLine(id: { readonly id?: JsonValue }, error: InputError): LineAnswer {
  return { bad: true, answer: { ...id, error } };
}

function listed(name: 'missing' | 'awaiting', items: readonly string[] | undefined): CalculatorAnswer {
  return items === undefined || items.length === 0 ? {} : { [name]: items };
}

function rulesOf(rules: readonly string[]): { rules: readonly string[]; articles: readonly string[] } {
  return { rules, articles: [...new Set(rules.map(articleOf))] };
}

/** The refusal of a person who is not born yet on the day of the question. */
export function bornAfterDate(index: number): { kind: 'refused'; error: InputError } {
  const message = 'naissance postérieure à la date de la question';
  return { kind: 'refused', error: { code: 'impossible-date', path: `persons.${index}.bornOn`, message } };
}

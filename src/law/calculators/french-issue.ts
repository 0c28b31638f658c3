/** What is wrong with a datum, in plain French, for the errors of calculators. */
import { z } from 'zod';

const expectedTypes: Partial<Record<string, string>> = {
  number: 'nombre attendu',
  int: 'nombre entier attendu',
  string: 'texte attendu',
  boolean: 'vrai ou faux attendu',
  array: 'liste attendue',
  object: 'objet attendu',
};

const fallback = z.locales.fr().localeError;

/** The message of one issue of a schema that has no message of its own. */
export const frenchMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return expectedTypes[issue.expected] ?? fallback(issue);
  if (issue.code === 'invalid_value') {
    return `valeur attendue parmi\u00a0: ${issue.values.map((value) => String(value)).join(', ')}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'array')
    return `au moins ${issue.minimum} dans la liste`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `au plus ${issue.maximum} dans la liste`;
  if (issue.code === 'too_small') {
    return `trop petit\u00a0: ${issue.inclusive === false ? 'plus de' : 'au moins'} ${issue.minimum}`;
  }
  if (issue.code === 'too_big') return `trop grand\u00a0: au plus ${issue.maximum}`;
  return fallback(issue);
};

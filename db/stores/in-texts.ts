/** A condition on many identifiers at once: one parameter, where one for each would end at 65 534. */
import { type Column, type SQL, sql } from 'drizzle-orm';

/** The column holds one of the texts. */
export function inTexts(column: Column, texts: readonly string[]): SQL {
  return sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
}

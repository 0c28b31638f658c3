/** Documents of the closed list by their name (P-02). */
import { documentListOn } from '../../committee/candidates/document-list.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

/** The name of a document of the list in force on a day; its code where that list has none. */
export function documentLabel(code: string, on: CivilDate): string {
  return documentListOn(on)?.documents.find((document) => document.code === code)?.label ?? code;
}

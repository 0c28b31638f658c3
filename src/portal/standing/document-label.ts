/** Documents of the closed list by their name (P-02), as a household reads them. */
import { documentListOn } from '../../committee/candidates/document-list.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';

/** The name of a document of the list in force on a day; its code where that list has none. */
export function documentLabel(code: string, on: CivilDate): string {
  const listed = documentListOn(on)?.documents.find((document) => document.code === code);
  return listed ? labelForHousehold(listed.label, on) : code;
}

/** "de l’année N-2" as the year itself: nobody at home counts in N. */
export function labelForHousehold(label: string, on: CivilDate): string {
  return label.replace(/de l’année N-([12])/, (_whole, back: string) => {
    return `sur les revenus de ${yearOf(on) - Number(back)}`;
  });
}

/** What was checked again of a place before its lease. */
import type { JSX } from 'preact';
import { documentListOn } from '../../../committee/candidates/document-list.ts';
import type { Place } from '../../../committee/letting/places.ts';
import { checkInWords } from '../../../committee/letting/words.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchNumber } from '../../../kernel/french.ts';
import { verdictInWords } from '../../../wording/reason-sentence.ts';

const verdictClasses = { yes: 'tag tag-good', no: 'tag tag-bad', unknown: 'tag tag-warn' } as const;

export function Checks({ place }: { place: Place }): JSX.Element | null {
  const { checks } = place;
  if (checks.length === 0) return null;
  const told = checks.filter(({ verdict }) => verdict !== 'yes');
  const list = (
    <ul class="checks">
      {checks.flatMap((check) =>
        checkInWords(check).map((sentence) => (
          <li key={sentence}>
            <span class={verdictClasses[check.verdict]}>{verdictInWords(check.verdict)}</span> {sentence}
          </li>
        )),
      )}
    </ul>
  );
  const isOpen = place.state.kind !== 'waiting';
  return (
    <details open={isOpen && told.length > 0}>
      <summary>
        {told.length === 0
          ? 'Revérifié aujourd’hui : rien ne s’y oppose'
          : `Revérifié aujourd’hui : ${frenchNumber(told.length, 0)} point${told.length > 1 ? 's' : ''} à regarder`}
      </summary>
      {list}
    </details>
  );
}

export function documentLabel(code: string, today: CivilDate): string {
  const listed = documentListOn(today)?.documents.find((document) => document.code === code);
  return listed?.label ?? code;
}

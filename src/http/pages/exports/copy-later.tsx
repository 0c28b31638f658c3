/** The way to a copy made beside the page: one button a copy, in one form. */
import { randomUUID } from 'node:crypto';
import type { JSX } from 'preact';
import type { ExportSubject } from '../../../jobs/exports/export-subject.ts';
import type { PageFrame } from '../layout.tsx';

/** `lead` says what is prepared; each copy has its name, and `hidden` what a screen reader needs beside it. */
export function CopyLater(props: {
  frame: PageFrame;
  lead: string;
  copies: readonly { label: string; hidden?: string; subject: ExportSubject }[];
}): JSX.Element {
  return (
    <form method="post" action="/mes-copies" class="no-print small">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="_key" value={randomUUID()} />
      <p>
        {`${props.lead} `}
        {props.copies.map(({ label, hidden, subject }) => (
          <>
            <button type="submit" key={label} name="copie" value={JSON.stringify(subject)}>
              {label}
              {hidden === undefined ? null : <span class="visually-hidden">{` ${hidden}`}</span>}
            </button>{' '}
          </>
        ))}
      </p>
    </form>
  );
}

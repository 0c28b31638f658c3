/** What happened to the last gesture, told at the top of the page and heard by a screen reader. */
import type { JSX } from 'preact';

/** A refusal: nothing was changed, and what to do. */
export function Refused({ sentence }: { sentence: string }): JSX.Element {
  return (
    <div class="alert alert-bad" role="alert" id="refus">
      <p>
        <strong>Rien n’a été enregistré.</strong> {sentence}
      </p>
    </div>
  );
}

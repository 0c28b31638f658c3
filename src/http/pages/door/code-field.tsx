/** The field of a one-time code: figures, pasted or filled in by the telephone that received them. */
import type { JSX } from 'preact';

export function CodeField(props: { label: string; hint?: string }): JSX.Element {
  return (
    <div class="field">
      <label for="code">{props.label}</label>
      {props.hint === undefined ? null : (
        <p class="quiet" id="code-aide">
          {props.hint}
        </p>
      )}
      <input
        id="code"
        name="code"
        required
        maxlength={20}
        inputmode="numeric"
        autocomplete="one-time-code"
        aria-describedby={props.hint === undefined ? undefined : 'code-aide'}
      />
    </div>
  );
}

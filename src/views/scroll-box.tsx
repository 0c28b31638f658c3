/** What is wider than a narrow screen scrolls inside itself, never the page, and with the keyboard too. */
import type { ComponentChildren, JSX } from 'preact';

/** `label` names the box for those who do not see it; different from its neighbours'. */
export function ScrollBox(props: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll only what has the focus (WCAG 2.1.1)
    <section class="scroll" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}

/** Pictures of the easy pages: plain lines, drawn here, hidden from screen readers because the title beside says the same. */
import type { JSX } from 'preact';
import type { EasyPicture } from '../../../portal/help/easy-pages.ts';

const drawings: Readonly<Record<EasyPicture, string>> = {
  home: 'M8 30 32 10l24 20M14 28v26h36V28M26 54V38h12v16',
  key: 'M20 32a10 10 0 1 0 0 .1M30 32h26M48 32v8M56 32v8',
  paper: 'M16 8h24l8 8v40H16zM22 24h20M22 34h20M22 44h14',
  phone: 'M20 6h24v52H20zM28 50h8',
  calendar: 'M10 14h44v42H10zM10 26h44M22 8v10M42 8v10M20 36h6M32 36h6M20 46h6',
  people:
    'M22 26a7 7 0 1 0 0-.1M42 26a7 7 0 1 0 0-.1M8 54c0-12 6-18 14-18s14 6 14 18M36 40c2-3 4-4 6-4 8 0 14 6 14 18',
  points: 'M12 54V38h10v16zM27 54V26h10v28zM42 54V12h10v42z',
  question: 'M22 24c0-14 22-14 22 0 0 9-11 9-11 18M33 50v4',
  letter: 'M8 16h48v34H8zM8 16l24 20 24-20',
  exchange: 'M10 24h40M40 14l10 10-10 10M54 42H14M24 32 14 42l10 10',
};

export function EasyPictureOf({ picture }: { picture: EasyPicture }): JSX.Element {
  return (
    <svg class="easy-picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path
        d={drawings[picture]}
        fill="none"
        stroke="currentColor"
        stroke-width="4"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** A QR code as a picture of the page itself: nothing is asked of another site, nothing is inline but its shape. */
import type { JSX } from 'preact';
import qrcode from 'qrcode-generator';

/** Light modules around the code, as readers need them. */
const margin = 4;

/** `label` says what it is for to who cannot see it; the text beside the code must say the same. */
export function QrCode({ text, label }: { text: string; label: string }): JSX.Element {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size }, (_, index) => index);
  const shape = cells.flatMap((row) =>
    cells
      .filter((column) => code.isDark(row, column))
      .map((column) => `M${column + margin} ${row + margin}h1v1h-1z`),
  );
  const side = size + 2 * margin;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} width="240" height="240" role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={shape.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Progress of long work on stderr: a line a step, or one line rewritten on a terminal. */

/** Gives the function to call with a share from 0 to 1 and a French step; `end` leaves the terminal clean. */
export function progressOn(stderr: NodeJS.WritableStream): {
  tell: (share: number, step: string) => void;
  end: () => void;
} {
  const terminal = 'isTTY' in stderr && stderr.isTTY === true;
  let last = '';
  const tell = (share: number, step: string): void => {
    const line = `${String(Math.round(share * 100)).padStart(3)} % ${step}`;
    if (terminal) stderr.write(`\r\u001b[K${line}`);
    else if (step !== last) stderr.write(`${line}\n`);
    last = step;
  };
  return { tell, end: () => (terminal && last !== '' ? void stderr.write('\r\u001b[K') : undefined) };
}

/** Progress of long work on stderr: one line that renews itself on a terminal, a line now and then elsewhere. */

/** Work shorter than this says nothing outside a terminal. */
const silentMilliseconds = 3_000;
const betweenLinesMilliseconds = 5_000;

const steps: Readonly<Record<string, string>> = {
  bound: 'borne et prix des quotas',
  prices: 'recherche des prix',
  plan: 'recherche du plan',
};

export type Progress = { tell: (share: number, step: string) => void; end: () => void };

/** A teller of progress (share from 0 to 1, engine's step) for a stream. */
export function progressOn(stream: NodeJS.WritableStream): Progress {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  let next = performance.now() + (isTerminal ? 0 : silentMilliseconds);
  let shown = false;
  return {
    tell: (share, step) => {
      const now = performance.now();
      if (now < next) return;
      next = now + (isTerminal ? 100 : betweenLinesMilliseconds);
      const line = `${Math.round(share * 100)} % ${steps[step] ?? step}`;
      stream.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
      shown = true;
    },
    end: () => {
      if (shown && isTerminal) stream.write('\r\u001b[K');
    },
  };
}

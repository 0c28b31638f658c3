/** The most memory that this process held, told by Linux itself where it runs. */
import { readFileSync } from 'node:fs';

/** Most memory that the process ever held, or held since Linux was told to forget it: millions of bytes. */
export function peakMegabytes(): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line) return megabytesOf(Number(line[1]));
  } catch {
    // Not Linux: fall through to what Node knows.
  }
  return megabytesOf(process.resourceUsage().maxRSS);
}

/** What Linux writes as kB, and Node as kilobytes, are units of 1 024 bytes. */
function megabytesOf(kibibytes: number): number {
  return Math.round((kibibytes * 1024) / 1e6);
}

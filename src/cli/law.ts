/** `parcours law <calculator>`: JSON lines in on stdin, one answer a line on stdout, in the same order. */
import { pipeline } from 'node:stream/promises';
import { type Calculator, invalidLine, type LineAnswer } from '../law/calculators/frame.ts';
import { calculators } from '../law/calculators/index.ts';
import { type CliCommand, type ExitStatus, UsageError } from './command.ts';

/** A line longer than this (characters) is refused without being kept in memory. */
const longestLine = 1_000_000;

const list = [...calculators.values()].map((one) => `  ${one.name.padEnd(12)}${one.summary}`).join('\n');

export const command: CliCommand = {
  summary: 'Calcule une règle de droit, ligne à ligne (JSON)',
  usage: `Usage : parcours law <calcul> < entrées.jsonl > réponses.jsonl

Un objet JSON par ligne en entrée, une réponse par ligne en sortie, dans le même ordre.
Une donnée absente ou nulle est citée dans "missing" par son chemin pointé (persons.0.bornOn).
Une ligne fautive reçoit {"error":…}, les autres sont traitées ; le statut final est alors 2.

Calculs :
${list}`,
  async run(args, { stdin, stdout }): Promise<ExitStatus> {
    const calculator = calculatorNamed(args);
    let hasBadLine = false;
    async function* answers(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
      for await (const lines of linesOf(source)) {
        const found = lines.filter((line) => line === null || line.trim() !== '');
        const replies = found.map((line) => answerTo(line, calculator));
        hasBadLine ||= replies.some(({ bad }) => bad);
        if (replies.length > 0) yield `${replies.map(({ answer }) => JSON.stringify(answer)).join('\n')}\n`;
      }
    }
    try {
      await pipeline(stdin, answers, stdout, { end: false });
    } catch (error) {
      if (!isClosedPipe(error)) throw error;
    }
    return hasBadLine ? 2 : 0;
  },
};

function calculatorNamed(args: readonly string[]): Calculator {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('quel calcul\u00a0?');
  const calculator = calculators.get(name);
  if (!calculator) throw new UsageError(`calcul inconnu « ${name} ».`);
  if (rest.length > 0) throw new UsageError(`argument en trop « ${rest.join(' ')} ».`);
  return calculator;
}

function answerTo(line: string | null, calculator: Calculator): LineAnswer {
  if (line === null) return invalidLine('line-too-long', `ligne de plus de ${longestLine} caractères`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return invalidLine('invalid-json', 'ligne JSON illisible');
  }
  return calculator.answer(value);
}

/**
 * The lines of a stream, as many at a time as each chunk completes; null for one that is too long. Only "\n" ends a
 * line (readline would also cut at U+2028, which JSON texts may hold).
 */
async function* linesOf(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<(string | null)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isSkipping = false;
  for await (const chunk of source) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    const lines = parts.map((part) => (part.length > longestLine ? null : part));
    if (isSkipping && lines.length > 0) {
      lines[0] = null;
      isSkipping = false;
    }
    if (rest.length > longestLine) isSkipping = true;
    if (isSkipping) rest = '';
    if (lines.length > 0) yield lines;
  }
  const last = rest + decoder.decode();
  yield [isSkipping ? null : last];
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no fault. */
function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { command } from '../../src/cli/law.ts';

type Told = { status: number; answers: Record<string, unknown>[] };

async function law(calculator: string, chunks: readonly (string | Uint8Array)[]): Promise<Told> {
  const written: string[] = [];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      // The next tick: a slow reader, so that the command must wait.
      setImmediate(done);
    },
    highWaterMark: 1,
  });
  const stdin = Readable.from(chunks, { objectMode: false });
  const status = await command.run([calculator], { stdin, stdout, stderr: stdout });
  const lines = written.join('').split('\n');
  expect(lines.pop()).toBe('');
  return { status, answers: lines.map((line) => JSON.parse(line)) };
}

const home = (id: number): string =>
  JSON.stringify({ id, habitableRooms: 3, surfaceM2: 60, residents: 1, comment: 'l’île\u2028à part' });

describe('parcours law', () => {
  it('answers each line in order, skips blank ones and ends with 0', async () => {
    const { status, answers } = await law('occupancy', [`${home(1)}\n\n  \r\n${home(2)}\r\n${home(3)}`]);
    expect(status).toBe(0);
    expect(answers.map((answer) => answer.id)).toEqual([1, 2, 3]);
  });

  it('answers bad lines with an error, the others still, and ends with 2', async () => {
    const lines = [home(1), '{', '[]', '12', 'null', '{"id":"x","habitableRooms":"trois"}', home(2)];
    const { status, answers } = await law('occupancy', [lines.join('\n')]);
    expect(status).toBe(2);
    expect(answers.map((answer) => answer.error ?? answer.id)).toEqual([
      1,
      { code: 'invalid-json', path: '', message: 'ligne JSON illisible' },
      { code: 'wrong-type', path: '', message: 'objet JSON attendu' },
      { code: 'wrong-type', path: '', message: 'objet JSON attendu' },
      { code: 'wrong-type', path: '', message: 'objet JSON attendu' },
      { code: 'wrong-type', path: 'habitableRooms', message: 'nombre attendu' },
      2,
    ]);
    expect(answers[5]?.id).toBe('x');
  });

  it('reads a line whatever the bytes at which the stream is cut', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${home(1)}\n${home(2)}\n`);
    const whole = await law('occupancy', [bytes]);
    const cut = await law(
      'occupancy',
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
    );
    expect(cut).toEqual(whole);
    expect(whole.answers).toHaveLength(2);
  });

  it('refuses an endless line without keeping it, and goes on', async () => {
    const part = 'x'.repeat(400_000);
    const { status, answers } = await law('occupancy', [part, part, part, `${part}\n`, `${home(1)}\n`]);
    expect(status).toBe(2);
    expect(answers.map((answer) => answer.id ?? answer.error)).toEqual([
      expect.objectContaining({ code: 'line-too-long' }),
      1,
    ]);
  });

  it('gives nothing for nothing', async () => {
    expect(await law('apl', [])).toEqual({ status: 0, answers: [] });
  });

  it('stops quietly when its reader closes the pipe', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const stdin = Readable.from([`${home(1)}\n`, `${home(2)}\n`]);
    expect(await command.run(['occupancy'], { stdin, stdout, stderr: stdout })).toBe(0);
  });

  it('refuses an unknown calculator, or none', async () => {
    const streams = { stdin: Readable.from([]), stdout: process.stdout, stderr: process.stderr };
    await expect(command.run(['plafond'], streams)).rejects.toThrow(UsageError);
    await expect(command.run([], streams)).rejects.toThrow(UsageError);
    await expect(command.run(['apl', 'extra'], streams)).rejects.toThrow(UsageError);
  });
});

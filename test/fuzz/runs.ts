/** How far the fuzz goes: the same few seconds for everybody, more where PARCOURS_FUZZ_RUNS multiplies them. */
// biome-ignore lint/style/noProcessEnv: a switch of the test run, like CI
const times = Number(process.env.PARCOURS_FUZZ_RUNS ?? 1);
// biome-ignore lint/style/noProcessEnv: likewise
const chosen = process.env.PARCOURS_FUZZ_SEED;

/** The same questions every time; PARCOURS_FUZZ_SEED asks others. */
export const seed = chosen === undefined ? 20_261_121 : Number(chosen);

/** The usual count, times what was asked. */
export function runsOf(usual: number): number {
  return Math.max(1, Math.ceil(usual * times));
}

/** What a process opened, and the way back: last opened, first closed. */

export type Closer = () => Promise<void>;

/**
 * Opens by the function, which adds to `closers` the end of each thing that it opened. Where it rejects, what was opened
 * is closed again and the fault goes on.
 */
export async function opened<Value>(
  open: (closers: Closer[]) => Promise<Value>,
): Promise<{ value: Value; stop: Closer }> {
  const closers: Closer[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { value: await open(closers), stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

/** What a solve is told of workers elsewhere, and what it tells of them afterwards. */

/** Who calls them: the entry of its thread (compiled), and what it needs to reach them. */
export type CrewOptions = {
  entry: string;
  data: Readonly<Record<string, unknown>>;
  /** Problems of fewer pairs stay on this machine. */
  fewestPairs: number;
  /** A worker has this long to load its part, and for each answer this long and ten times what the engine's thread took. */
  patienceMilliseconds: number;
};

/** How many workers took a part, how many of their answers counted, how many parts came back to this machine. */
export type CrewUse = { workers: number; answers: number; takenBack: number };

/** How the service fares, for those who run it: counts and sizes, never a person's datum. */
export type ServiceState = {
  /** "18.1". */
  postgres: string;
  databaseBytes: number;
  /** Name and day of the last migration applied; null: none yet. */
  lastMigrationAt: Date | null;
  /** Long tasks by state. */
  jobs: Readonly<Record<string, number>>;
  outbox: { waiting: number; failed: number; oldestWaitingAt: Date | null };
  journal: { lines: number; lastAt: Date | null };
};

/** Of one landlord, apart from what the database says of itself. */
export type ServiceStatePort = (landlordId: string) => Promise<ServiceState>;

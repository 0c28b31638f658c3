/** Named scenarios of a session: a run that someone gave a name, to find it again and to compare it. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';

export type Scenario = { id: string; name: string; runId: string; by: string; createdAt: Date };

export type ScenarioRefusal = 'unknown-run' | 'name-taken' | 'run-named';

/** A home that a session may hold: free already, or about to be. */
export type HomeToLet = {
  vacancyId: string;
  address: string;
  insee: string;
  typology: string;
  surfaceM2: number;
  status: 'notice' | 'works' | 'available';
  availableOn: CivilDate | null;
  holderName: string | null;
  /** Day of the coming sitting whose agenda holds it already; null: none. */
  agendaOn: CivilDate | null;
};

export type ScenarioPort = {
  /** Newest first; with communes, only those of runs that hold a home there. */
  list: (landlordId: string, communes?: ReadonlySet<string> | null) => Promise<Scenario[]>;
  /** A run has one name and a name one run; the same name for the same run again changes nothing. */
  name: (
    landlordId: string,
    naming: { runId: string; name: string },
    by: Actor,
    now: Date,
  ) => Promise<Result<{ named: boolean }, ScenarioRefusal>>;
  homesToLet: (landlordId: string) => Promise<HomeToLet[]>;
};

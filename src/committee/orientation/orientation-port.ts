/** What pages ask of the store of orientations. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { OrientationChoice, OrientationRefusal } from './decide.ts';
import type { FlowPlan } from './flow-plan.ts';
import type { FlowYear } from './flow-year.ts';

export type OrientationRequest = {
  /** Made at render: the same request again changes nothing. */
  requestKey: string;
  actor: Actor;
  at: Date;
  today: CivilDate;
  homes: readonly (OrientationChoice & { vacancyId: string })[];
};

export type OrientationAnswer = {
  oriented: readonly { vacancyId: string; name: string; dueOn: CivilDate | null }[];
  refused: readonly { vacancyId: string; refusal: OrientationRefusal }[];
};

export type UndoRefusal = { code: 'notOriented' | 'byLaw' | 'designated' | 'onAgenda' };

export type OrientationPort = {
  /** The year's flow as it stands. */
  year: (landlordId: string, date: CivilDate) => Promise<FlowYear>;
  /** Orients each home or says why not; the homes that can be are, whatever happens to the others. */
  orient: (landlordId: string, request: OrientationRequest) => Promise<OrientationAnswer>;
  /** Takes back an orientation, with the reason, while nobody was designated and no agenda holds the home. */
  undo: (
    landlordId: string,
    request: { vacancyId: string; why: string; actor: Actor; at: Date; today: CivilDate },
  ) => Promise<Result<null, UndoRefusal>>;
  /** Ends what holders let lapse; gives how many homes came back. Running it twice changes nothing. */
  lapse: (landlordId: string, today: CivilDate, at: Date) => Promise<number>;
  /** Replaces the plan of a year; refused where somebody else wrote it meanwhile. */
  savePlan: (
    landlordId: string,
    change: { plan: FlowPlan; version: number; actor: Actor; at: Date },
  ) => Promise<Result<number, { code: 'changedMeanwhile' }>>;
  /** Version of the plan entered for a year; 0 where none was. */
  planVersion: (landlordId: string, year: number) => Promise<number>;
};

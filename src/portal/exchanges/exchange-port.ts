/** What pages ask of the store of exchanges. Every write ends in the journal; nobody is ever engaged by a plan. */
import type { SessionRefusal } from '../../committee/session-refusal.ts';
import type { Asked } from '../../domain/act.ts';
import type { Home, Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { ExchangePlan } from '../../matching/exchange/plan.ts';
import type { TransferReader } from '../transfers/finding-port.ts';
import type { PresentHome } from '../transfers/transfer-port.ts';
import type { PortalVisitor } from '../visitor.ts';
import type { BuiltExchange, ExchangeMaterial } from './build.ts';
import type { ExchangeStep, PlanState, StepAnswer, StepRefusal } from './consent.ts';
import type { ExchangeGroup, PlanContent } from './plan.ts';
import type { ExchangeWish, NewExchangeWish, WishRefusal } from './wish.ts';

/** A household as an officer reads it; a protected one has neither name nor place. */
export type ExchangePerson = {
  tenancyId: string;
  name: string | null;
  number: string | null;
  isProtected: boolean;
  typology: Typology;
  surfaceM2: number;
  /** Null for a protected household. */
  place: { address: string; insee: string } | null;
};

export type WishLine = ExchangePerson & { wish: ExchangeWish; isEngaged: boolean };
export type FreedLine = { vacancyId: string; home: Home; availableOn: CivilDate | null };
export type PlanLine = {
  id: string;
  state: PlanState;
  madeOn: CivilDate;
  by: string;
  content: PlanContent;
  steps: readonly ExchangeStep[];
};

/** internal moves of the year beside what was declared to holders, and the published cap. */
export type YearOfMoves = {
  year: number;
  /** Null: nothing was declared. */
  declared: { count: number; source: string; estimated: boolean } | null;
  /** Leases already signed with own tenants. */
  signed: number;
  /** Moves asked or agreed by exchanges that are under way. */
  committed: number;
  cap: number | null;
};

export type ExchangeBoard = {
  wishes: readonly WishLine[];
  freed: readonly FreedLine[];
  plans: readonly PlanLine[];
  year: YearOfMoves;
};

export type PlanFile = PlanLine & {
  version: number;
  people: ReadonlyMap<string, ExchangePerson>;
  freed: ReadonlyMap<string, FreedLine>;
  year: YearOfMoves;
  /** Sittings in preparation, to which a group that agreed can go. */
  drafts: readonly { id: string; heldOn: CivilDate; version: number; commission: string }[];
};

/** What a graph is built from, and the plan of the groups that it gives. */
export type Prepared = {
  material: ExchangeMaterial;
  built: BuiltExchange;
  /** Of a fallback, the households that it is for: groups without any of them are for another search. */
  around: ReadonlySet<string> | null;
};

export type SolvedPlan = ExchangePlan & {
  value: number;
  bound: number;
  optimal: boolean;
  ifRefused: PlanContent['ifRefused'];
};

export type TenantProposal = {
  step: ExchangeStep;
  planState: PlanState;
  kind: ExchangeGroup['kind'];
  /** Another household said no, or did not answer: nothing is awaited of this one. */
  isBroken: boolean;
};
export type TenantExchange = {
  home: PresentHome | null;
  wish: ExchangeWish | null;
  /** Those that were asked, newest first. */
  proposals: readonly TenantProposal[];
};

export type ExchangeRefusal = StepRefusal | { code: 'factsChanged' | 'nothingFound' | 'outOfScope' };

type Answer<Value, Refusal = ExchangeRefusal> = Promise<Result<Value, Refusal>>;

export type ExchangePort = {
  board: (reader: TransferReader, today: CivilDate) => Promise<ExchangeBoard>;
  /** What a search would solve. `planId`: what is left to a plan of which a group broke. */
  prepare: (reader: TransferReader, today: CivilDate, planId: string | null) => Promise<Prepared>;
  find: (landlordId: string, id: string, today: CivilDate) => Promise<PlanFile | null>;
  /** Keeps what a search found. The same form sent twice, or the same plan found again, keeps one. */
  keep: (
    asked: Asked,
    reader: TransferReader,
    input: { key: string; solved: SolvedPlan },
  ) => Answer<{ id: string; kept: boolean }>;
  /** Asks households, each once; `stepIds` of one plan. */
  ask: (
    asked: Asked,
    input: { id: string; version: number; stepIds: readonly string[] },
  ) => Answer<{ asked: number }>;
  /** An officer writes down what a household answered. */
  record: (
    asked: Asked,
    input: { id: string; stepId: string; version: number; answer: StepAnswer },
  ) => Answer<{ id: string }>;
  /** Puts the fallback in the place of the groups that broke; agreements to the same move are kept. */
  adopt: (
    asked: Asked,
    reader: TransferReader,
    input: { id: string; version: number; solved: SolvedPlan },
  ) => Answer<{ added: number }>;
  /** M-08b: each move of a group that agreed becomes the single candidacy of its home. */
  toCommittee: (
    asked: Asked,
    input: { id: string; version: number; group: number; sessionId: string; sessionVersion: number },
  ) => Answer<{ sessionId: string }, ExchangeRefusal | SessionRefusal>;
  /** M-08: both agreed, each takes over the other's lease; no attribution, no number, not in PP-5. */
  swap: (
    asked: Asked,
    input: { id: string; version: number; group: number; on: CivilDate },
  ) => Answer<{ id: string }>;
  /** Writes the questions that ran out; how many. Asked again the same day, it writes nothing more. */
  lapseDay: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
  drop: (asked: Asked, input: { id: string; version: number }) => Answer<{ id: string }>;

  ofTenant: (visitor: PortalVisitor, today: CivilDate) => Promise<TenantExchange>;
  wish: (
    asked: Asked,
    visitor: PortalVisitor,
    input: NewExchangeWish & { key: string },
  ) => Answer<{ id: string }, WishRefusal>;
  stopWish: (asked: Asked, visitor: PortalVisitor) => Answer<{ stopped: boolean }, WishRefusal>;
  /** Only of a step that was asked of this very household. */
  answer: (
    asked: Asked,
    visitor: PortalVisitor,
    input: { stepId: string; answer: StepAnswer },
  ) => Answer<{ consent: ExchangeStep['consent'] }>;
};

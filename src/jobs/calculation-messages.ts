/** What the service and its calculation thread say to each other: plain values, one answer a question. */
import type { AppErrorCode, ErrorDetail } from '../kernel/app-error.ts';
import type { Result } from '../kernel/result.ts';
import type { ExchangeGraph } from '../matching/exchange/graph.ts';
import type { ExchangeSolution } from '../matching/exchange/plan.ts';
import type { HomePool, PoolDetail } from '../matching/pool-shape.ts';
import type { ProblemRefusal } from '../matching/problem.ts';
import type { RunResult, WhyNot } from '../matching/run-result.ts';
import type { CrewUse } from '../matching/split/crew-types.ts';
import type {
  ExploreRequest,
  PoolDetailRequest,
  PoolRequest,
  ReplayCheck,
  ReplayRequest,
  RunRequest,
  WhyNotRequest,
} from './session-calculations.ts';

export type CalculationQuestion =
  | { kind: 'run'; request: RunRequest }
  | { kind: 'explore'; request: ExploreRequest }
  | { kind: 'replay'; request: ReplayRequest }
  | { kind: 'whyNot'; request: WhyNotRequest }
  | { kind: 'exchange'; request: ExchangeGraph }
  | { kind: 'homePool'; request: PoolRequest }
  | { kind: 'poolDetails'; request: PoolDetailRequest };

export type MessageToThread = { id: number; question: CalculationQuestion } | { id: number; abort: true };

export type CalculationAnswer =
  | { kind: 'run'; runId: string }
  | { kind: 'explore'; outcome: Result<RunResult, ProblemRefusal[]> }
  | { kind: 'replay'; check: ReplayCheck }
  | { kind: 'whyNot'; whyNot: WhyNot }
  | { kind: 'exchange'; solution: ExchangeSolution }
  | { kind: 'homePool'; pool: HomePool | null }
  | { kind: 'poolDetails'; details: PoolDetail[] };

/** A fault as it crosses the thread: an AppError's parts, or only its name and stack. */
export type CarriedFault = {
  code: AppErrorCode | null;
  message: string;
  hint: string | null;
  details: readonly ErrorDetail[];
  stack: string | null;
};

export type MessageFromThread =
  | { id: number; answer: CalculationAnswer }
  | { id: number; progress: { share: number; step: string } }
  | { id: number; shared: CrewUse }
  | { id: number; fault: CarriedFault };

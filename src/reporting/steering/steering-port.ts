/** What pages ask of the store of forecasts and validations. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { YearForecast } from '../forecast/forecast.ts';
import type { SteeringProposal } from './proposal.ts';
import type { SteeringAnswers, SteeringRefusal, SteeringValidation } from './validation.ts';

export type SteeringScene = {
  forecast: YearForecast;
  proposal: SteeringProposal;
  /** The run whose prices are carried over; null: none of the year yet. */
  lastRun: { id: string; sessionOn: CivilDate } | null;
  /** The validation in force on the day, and the newest of all, which the next one replaces. */
  inForce: SteeringValidation | null;
  newest: SteeringValidation | null;
};

export type ValidationRequest = {
  requestKey: string;
  /** The newest validation that the person read; empty: none. */
  newestId: string;
  /** The proposal that the person read. */
  stamp: string;
  answers: SteeringAnswers;
};

export type SteeringPort = {
  /** Kept while the leases, homes, targets and applications that it reads stay the same. */
  forecast: (landlordId: string, asOf: CivilDate) => Promise<YearForecast>;
  scene: (landlordId: string, asOf: CivilDate) => Promise<SteeringScene>;
  /** The same request twice has one effect; who comes second is told who validated and when. */
  validate: (
    asked: Asked,
    request: ValidationRequest,
  ) => Promise<Result<SteeringValidation, SteeringRefusal>>;
  /** What steers a session of that day; null: nothing. */
  inForce: (landlordId: string, on: CivilDate) => Promise<SteeringValidation | null>;
  /** Newest first. */
  validations: (landlordId: string) => Promise<SteeringValidation[]>;
};

/** What pages ask of the store of fellow landlords' requests. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { TransferReader } from '../transfers/finding-port.ts';
import {
  type FellowRequest,
  type FellowStep,
  type FellowStepRefusal,
  fellowNeedSchema,
} from './fellow-request.ts';
import type { OfferedHome } from './relocation-port.ts';

export const newFellowSchema = z.object({
  key: z.uuid(),
  fellow: z.string().trim().min(2).max(120),
  number: z.string().min(1).max(40).nullable(),
  receivedOn: civilDateSchema,
  need: fellowNeedSchema,
});
export type NewFellow = z.infer<typeof newFellowSchema>;

export type FellowRefusal =
  | FellowStepRefusal
  | { code: 'noSuchRequest' | 'noSuchHome' }
  | { code: 'changedMeanwhile'; by: string };

export type FellowPort = {
  /** Those that wait first, the most urgent of them first; within the reader's communes. */
  list: (reader: TransferReader, today: CivilDate) => Promise<FellowRequest[]>;
  /** Freed homes that answer a need. */
  homesFor: (reader: TransferReader, request: FellowRequest) => Promise<readonly OfferedHome[]>;
  receive: (
    asked: Asked,
    input: NewFellow,
  ) => Promise<Result<{ id: string; opened: boolean }, FellowRefusal>>;
  step: (
    asked: Asked,
    input: { id: string; version: number; step: FellowStep },
  ) => Promise<Result<{ version: number }, FellowRefusal>>;
};

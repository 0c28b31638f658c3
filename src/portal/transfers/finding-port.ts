/** What pages and the acts of the day ask of the store of findings: proposals to officers, never letters by themselves. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { inseeSchema, type Typology, typologySchema } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import { type TransferGround, transferGrounds } from '../policy.ts';
import type { FindingContent } from './finding-content.ts';
import type { StepRefusal } from './steps.ts';

/** Who reads: the landlord, and the communes that the account is held to; null: all. */
export type TransferReader = { landlordId: string; communes: ReadonlySet<string> | null };
/** Who follows a request. */
export type TransferOwner = { accountId: string; name: string };

export const findingFilterSchema = z.object({
  state: z.enum(['open', 'taken', 'setAside']),
  ground: z.enum(transferGrounds).nullable(),
  commune: inseeSchema.nullable(),
  /** The typology that the move would free. */
  typology: typologySchema.nullable(),
  /** Only homes of a typology that the landlord lacks. */
  scarce: z.boolean(),
  /** `yes` shown by the facts, `unknown` something is missing. */
  verdict: z.enum(['yes', 'unknown']).nullable(),
});
export type FindingFilter = z.infer<typeof findingFilterSchema>;

export type FindingLine = {
  id: string;
  tenancyId: string;
  ground: TransferGround;
  content: FindingContent;
  foundOn: CivilDate;
  state: 'open' | 'taken' | 'setAside';
  setAsideReason: string | null;
  requestId: string | null;
  by: string | null;
  version: number;
  home: { insee: string; address: string; typology: Typology; surfaceM2: number };
  residents: number | null;
  /** The tenant's own application, where there is one. */
  number: string | null;
};

export type FindingRefusal =
  | { code: 'noSuchFinding' }
  /** Taken, set aside or changed since the page was shown, and by whom. */
  | { code: 'changedMeanwhile'; by: string; requestId: string | null }
  | { code: 'outOfScope' }
  | StepRefusal;

/** What a search of all tenancies changed. */
export type Scan = { tenancies: number; opened: number; reopened: number; changed: number; gone: number };

export type FindingPort = {
  list: (
    reader: TransferReader,
    filter: FindingFilter,
    page: { limit: number; offset: number },
  ) => Promise<{
    lines: FindingLine[];
    total: number;
    byGround: ReadonlyMap<TransferGround, number>;
    communes: readonly string[];
  }>;
  /** Open findings within the reader's communes. */
  countOpen: (reader: TransferReader) => Promise<number>;
  /** Searches every tenancy; the same day on the same facts, it changes nothing more. */
  scan: (asked: Asked) => Promise<Scan>;
  /** The same by the service each day; gives how many findings changed. */
  scanDay: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
  /** Opens a request for it, followed by who took it. A request already open for the tenancy is joined. */
  take: (
    asked: Asked,
    input: { id: string; version: number },
    owner: TransferOwner,
    communes: TransferReader['communes'],
  ) => Promise<Result<{ requestId: string }, FindingRefusal>>;
  /** Sets it aside for good, unless the facts change. */
  setAside: (
    asked: Asked,
    input: { id: string; version: number; reason: string },
    communes: TransferReader['communes'],
  ) => Promise<Result<{ version: number }, FindingRefusal>>;
};

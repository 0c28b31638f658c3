/** What pages ask of the store of removals (N-04 c and d): the list, the proof of delivery, the stop, the removal. */
import type { Asked } from '../domain/act.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import type { FileReader } from './letters/letter-port.ts';
import type {
  DeliveryProof,
  UnansweredSubject,
  Warning,
  WarningRefusal,
  WarnRefusal,
} from './register/removal-warning.ts';

/** A warning with the name of its household; null where the file holds none. */
export type WarningLine = Warning & { name: string | null };

type Write = Asked & FileReader;

export type RemovalPort = {
  /** Warnings of the applications that are live, and of those removed since a month, in the reader's reach. */
  warnings: (reader: FileReader, today: CivilDate) => Promise<WarningLine[]>;
  /** Writes the letter that warns a household of which a letter stayed without an answer; the same key writes one. */
  warn: (
    asked: Write,
    input: { number: string; subject: UnansweredSubject; letterOn: CivilDate; key: string },
  ) => Promise<Result<{ letterId: string }, WarnRefusal | { code: 'noSuchFile' }>>;
  prove: (
    asked: Write,
    input: { letterId: string; proof: DeliveryProof },
  ) => Promise<Result<null, WarningRefusal>>;
  /** The household answered, in the words of the officer. */
  stop: (asked: Write, input: { letterId: string; why: string }) => Promise<Result<null, WarningRefusal>>;
  /** Removes the application, tells the register; a second request changes nothing and says who did it. */
  remove: (
    asked: Write,
    input: { letterId: string },
  ) => Promise<Result<{ since: CivilDate }, WarningRefusal>>;
};

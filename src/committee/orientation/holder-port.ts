/** What the holders' space asks of its store: always for one holder, never anything of another's. */
import type { Actor } from '../../domain/act.ts';
import type { Home, Vacancy } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { DesignatedFacts, NumberRefusal } from './holder-view.ts';

export type HolderHome = {
  vacancy: Pick<Vacancy, 'id' | 'status' | 'availableOn'>;
  home: Home;
  orientedOn: CivilDate | null;
  dueOn: CivilDate | null;
  /** only households other than first quartile may be designated. */
  firstQuartileExcluded: boolean;
  designated: readonly DesignatedFacts[];
};

export type HolderSpace = {
  holder: ReservationHolder;
  /** Homes that it may still answer. */
  homes: readonly HolderHome[];
  /** Homes for which it designated and that run or ended since. */
  followed: readonly HolderHome[];
};

export type HolderAnswer = {
  holderId: string;
  vacancyId: string;
  actor: Actor;
  at: Date;
  today: CivilDate;
};

export type DesignationRequest = HolderAnswer & {
  numbers: readonly string[];
  /** Only the préfet designates under DALO. */
  dalo: boolean;
};

export type HolderRefusal =
  /** Never oriented to this holder, or no longer. */
  | { code: 'notYours' }
  | { code: 'lapsed'; dueOn: CivilDate }
  | { code: 'let' }
  /** Candidates were designated already: the home cannot be given back by the holder alone. */
  | { code: 'alreadyDesignated' };

export type DesignationAnswer = {
  designated: readonly string[];
  refused: readonly { number: string; because: NumberRefusal }[];
};

export type HolderPort = {
  /** Null where the landlord has no such holder. */
  space: (landlordId: string, holderId: string, today: CivilDate) => Promise<HolderSpace | null>;
  designate: (
    landlordId: string,
    request: DesignationRequest,
  ) => Promise<Result<DesignationAnswer, HolderRefusal>>;
  /** "Nous ne proposons personne": the home comes back. */
  decline: (landlordId: string, answer: HolderAnswer) => Promise<Result<null, HolderRefusal>>;
  /** Writes down that a signed link was opened. */
  linkOpened: (landlordId: string, answer: HolderAnswer) => Promise<void>;
  /** For officers: the homes that wait for their holder. */
  waiting: (landlordId: string) => Promise<
    readonly {
      vacancyId: string;
      home: Home;
      holderId: string;
      holderName: string;
      orientedOn: CivilDate | null;
      dueOn: CivilDate | null;
      designated: number;
    }[]
  >;
};

/** What happened to a household, told in a letter: one shape a kind, with nothing that must not leave (D-03, D-04). */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';
import type { CaseKind } from '../cases/case.ts';

/** The home as a household recognises it. */
export type LetterHome = {
  /** "T3 de 62 m²". */
  label: string;
  address: string;
  commune: string;
  rentCents: Cents;
  chargesCents: Cents;
};

/** What every decision of the commission has in common. */
export type Decided = {
  home: LetterHome;
  /** The commission's own name. */
  commission: string;
  heldOn: CivilDate;
  /** French sentences of the closed list of reasons, then the words specific to this household. */
  reasons: readonly string[];
  /** The home is proposed under the DALO (P-07). */
  dalo: boolean;
  /** Days that an offer gives to answer, by the règlement intérieur. */
  replyDays: number;
};

export type DecisionSituation =
  | ({ kind: 'attribution' } & Decided)
  | ({ kind: 'rank'; rank: number } & Decided)
  | ({
      kind: 'suspensiveAttribution';
      /** The missing document of the closed list (P-02) in French, and the last day for it. */
      condition: { document: string; dueOn: CivilDate };
      rank: number | null;
    } & Decided)
  | ({ kind: 'nonAttribution' } & Decided)
  | ({ kind: 'irrecevability' } & Decided);

/** The five situations that lead a tenancy to the commission (C-12), without any diagnosis. */
export const occupancySituations = [
  'overOccupied',
  'underOccupied',
  'adaptedHomeLeft',
  'adaptedHomeNeeded',
  'aboveCeiling',
] as const;
export type OccupancySituation = (typeof occupancySituations)[number];

export type LetterSituation =
  | DecisionSituation
  | ({ kind: 'postponed' } & Pick<Decided, 'home' | 'commission' | 'heldOn'>)
  | {
      kind: 'correction';
      /** What the household was told before. */
      before: DecisionSituation;
      after: DecisionSituation;
    }
  | {
      kind: 'occupancyOpinion';
      heldOn: CivilDate;
      situation: OccupancySituation;
      /** Features of a suitable home, in French. */
      suitableHome: string;
      advice: readonly string[];
    }
  | {
      kind: 'offer';
      home: LetterHome;
      heldOn: CivilDate;
      sentOn: CivilDate;
      replyDays: number;
      /** Last day to answer, where the offer is received on the day that it is sent. */
      until: CivilDate;
      dalo: boolean;
    }
  | { kind: 'offerLapsed'; home: LetterHome; sentOn: CivilDate; until: CivilDate; dalo: boolean }
  | { kind: 'documentRequest'; documents: readonly string[]; dueOn: CivilDate }
  | {
      kind: 'removalWarning';
      /** Day of the letter that had no answer, and what it asked, in French. */
      letterOn: CivilDate;
      asked: string;
    }
  | {
      kind: 'relocationOffer';
      home: LetterHome;
      ground: 'underOccupied' | 'adaptedHomeLeft' | 'demolition';
      presentRentCents: Cents | null;
      /** The help to move that is due (R442-3-2); null where no text read gives one. */
      grant: { firmCents: Cents; flatCents: Cents } | null;
      /** The law answers that this household keeps its right whatever it refuses. */
      keepsRight: boolean;
      /** What its answer hangs on, that nobody knows yet (F-03: the zone, the age…): nothing is then threatened. */
      rightUnknown?: boolean | undefined;
      /** M-07: a home was designed for this tenant, and three offers are not asked for. */
      speciallyDesigned: boolean;
    }
  | {
      kind: 'caseReceived';
      caseKind: CaseKind;
      receivedOn: CivilDate;
      dueOn: CivilDate;
      ownerName: string | null;
    }
  | {
      kind: 'caseAnswered';
      caseKind: CaseKind;
      receivedOn: CivilDate;
      ownerName: string | null;
      /** French, as the person who answers wrote it; paragraphs apart by an empty line. */
      answer: string;
      upheld: boolean;
    };

/** A household's wish for an advertised home: no application and no right (L-03), but always an answer. */
import { z } from 'zod';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Advert, InterestSource } from '../advert.ts';

export type WishState = 'live' | 'withdrawn' | 'answered';

/** What a wish tells of its advert. */
export type WishedAdvert = Pick<
  Advert,
  'id' | 'vacancyId' | 'state' | 'regime' | 'facts' | 'words' | 'opensOn' | 'closesOn'
>;

export type Wish = {
  id: string;
  number: string;
  state: WishState;
  /** 1: the most wanted of the household's live wishes. */
  order: number;
  source: InterestSource;
  /** Who expressed it, as the journal names them. */
  by: string;
  /** The day that counts; its hour never does. */
  expressedOn: CivilDate;
  /** The day of its answer, or on which the household took it back. */
  answeredOn: CivilDate | null;
  answer: Readonly<Record<string, unknown>> | null;
  advert: WishedAdvert;
};

/** What was told to the household before it expressed a wish; kept beside it. */
export const toldBeforeSchema = z.object({
  verdict: z.enum(['yes', 'missing', 'notHere']),
  rank: z.number().int().min(1).nullable(),
  eligibleOthers: z.number().int().min(0),
  interested: z.number().int().min(0),
  gridPoints: z.number().int(),
  /** The published chance, in thousandths, with its range and what the model read; null where none was told. */
  chance: z
    .object({
      modelId: z.string(),
      permille: z.number(),
      low: z.number(),
      high: z.number(),
      facts: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
export type ToldBefore = z.infer<typeof toldBeforeSchema>;

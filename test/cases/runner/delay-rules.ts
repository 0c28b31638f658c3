/** The rules of delays, removals, relocations and swaps that cases may call by name. */
import { z } from 'zod';
import { applicationStatuses } from '../../../src/domain/application.ts';
import { civilDateSchema } from '../../../src/kernel/civil-date.ts';
import {
  beyondAbnormalDelay,
  expiresOn,
  expiryNoticeBy,
  isLiveOn,
  mergedSeniority,
  seniorityFrom,
} from '../../../src/law/application-life.ts';
import { rightToStay, withinPerimeter } from '../../../src/law/relocation.ts';
import { removalOn } from '../../../src/law/removal.ts';
import { moveCounts, swapOfRight, transferNoticeEndsOn } from '../../../src/law/transfer.ts';
import { callable, said } from './callable.ts';

const date = civilDateSchema;
const filing = { filedOn: date, renewedOn: date, date };
const swapHousehold = z.object({
  persons: z.number(),
  children: z.number(),
  surfaceM2: z.number().nullable(),
});

export const delayRules = {
  isLiveOn: callable(z.object({ ...filing, status: z.enum(applicationStatuses) }), (input) =>
    said(isLiveOn(input, input.date)),
  ),
  expiry: callable(z.object(filing), (input) => ({
    expiresOn: expiresOn(input, input.date),
    noticeBy: expiryNoticeBy(input, input.date),
  })),
  removalOn: callable(
    z.object({
      event: z.union([
        z.object({ ground: z.enum(['leaseSigned', 'renunciation', 'merged']), on: date }),
        z.object({ ground: z.enum(['noReply', 'inadmissible']), warnedOn: date.nullable() }),
        z.object({ ground: z.literal('notRenewed'), expiredOn: date }),
        z.object({ ground: z.literal('offerRefused'), on: date }),
      ]),
      date,
    }),
    (input) => {
      const { removedOn, outcome } = removalOn(input.event, input.date);
      return { removedOn, ...said(outcome) };
    },
  ),
  beyondAbnormalDelay: callable(
    z.object({ filedOn: date, date, departement: z.string(), months: z.number().nullable() }),
    (input) => said(beyondAbnormalDelay(input, input.date, input)),
  ),
  seniorityFrom: callable(
    z.object({
      ownFiledOn: date,
      couple: z.object({ filedOn: date, namedPartner: z.boolean() }).nullable(),
    }),
    (input) => ({ from: seniorityFrom(input.ownFiledOn, input.couple) }),
  ),
  mergedSeniority: callable(z.object({ filedOn: z.array(date) }), (input) => ({
    from: mergedSeniority(input.filedOn),
  })),
  withinPerimeter: callable(
    z.object({
      division: z.enum(['arrondissements', 'cantons', 'none']),
      place: z
        .enum(['sameDistrict', 'adjoiningDistrict', 'sameCommune', 'adjoiningCommune', 'elsewhere'])
        .nullable(),
      distanceKm: z.number().nullable(),
      date,
    }),
    (input) => said(withinPerimeter(input, input.date)),
  ),
  rightToStay: callable(
    z.object({
      ground: z.enum(['underOccupied', 'adaptedHomeLeft', 'demolition']),
      tenseZone: z.boolean().nullable(),
      age: z.number().nullable(),
      disabledOrDependent: z.boolean().nullable(),
      qpvNow: z.boolean(),
      qpvAtEntry: z.boolean().nullable(),
      dependantDied: z.boolean().default(false),
      speciallyDesigned: z.boolean().default(false),
      offers: z.array(
        z.object({
          notifiedOn: date,
          refused: z.boolean(),
          meetsArticle13bis: z.enum(['yes', 'no', 'unknown']),
        }),
      ),
      date,
    }),
    (input) => {
      const { titleEndsOn, outcome } = rightToStay(input, input.date);
      return { titleEndsOn, ...said(outcome) };
    },
  ),
  swapOfRight: callable(
    z.object({
      sameOwner: z.boolean().nullable(),
      sameComplex: z.boolean().nullable(),
      households: z.tuple([swapHousehold, swapHousehold]),
      date,
    }),
    (input) => said(swapOfRight(input, input.date)),
  ),
  moveCounts: callable(
    z.object({ transfer: z.enum(['none', 'internal', 'otherLandlord']), swapOfRight: z.boolean() }),
    (input) => moveCounts(input),
  ),
  transferNotice: callable(z.object({ receivedOn: date }), ({ receivedOn }) => ({
    endsOn: transferNoticeEndsOn(receivedOn),
  })),
};

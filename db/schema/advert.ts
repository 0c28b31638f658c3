/** Adverts of freed homes, their pictures, and the wishes that households express. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  type AdvertClosing,
  type AdvertFacts,
  type AdvertWords,
  advertStates,
  interestSources,
} from '../../src/portal/advert.ts';
import { advertRegimes } from '../../src/portal/policy.ts';
import { bytes, civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

export const adverts = pgTable(
  'adverts',
  {
    id: ownId(),
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    state: text({ enum: advertStates }).notNull(),
    regime: text({ enum: advertRegimes }).notNull(),
    facts: jsonb().$type<AdvertFacts>().notNull(),
    words: jsonb().$type<AdvertWords>().notNull(),
    opensOn: civilDay().notNull(),
    closesOn: civilDay().notNull(),
    /** Null until it went out. */
    publishedAt: instant(),
    endedAt: instant(),
    exportedTo: text().array().notNull(),
    writtenBy: text().notNull(),
    /** Accounts that wrote in it since it was last read by somebody else: none of them may be its second reader. */
    writerIds: text().array().notNull().default([]),
    reviewedBy: text(),
    /** Each closing, with how many households were interested that day: what C-06 (i) is shown by. */
    closings: jsonb().$type<AdvertClosing[]>().notNull().default([]),
    /** Why it was sent back or withdrawn, in French. */
    note: text(),
    requestKey: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('adverts_request').on(table.landlordId, table.requestKey),
    // A freed home has one advert at a time.
    uniqueIndex('adverts_one_a_vacancy')
      .on(table.landlordId, table.vacancyId)
      .where(sql`${table.state} not in ('answered', 'withdrawn')`),
    index().on(table.landlordId, table.state, table.closesOn),
  ],
);

export const advertMedia = pgTable(
  'advert_media',
  {
    id: ownId(),
    landlordId: landlordId(),
    advertId: uuid()
      .notNull()
      .references(() => adverts.id),
    kind: text({ enum: ['photo', 'plan'] }).notNull(),
    /** Read aloud by screen readers, and shown where the picture is not. */
    alternative: text().notNull(),
    mediaType: text().notNull(),
    content: bytes().notNull(),
    position: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.advertId, table.position)],
);

/** A wish for an advertised home: no application and no right (L-03). */
export const interests = pgTable(
  'interests',
  {
    id: ownId(),
    landlordId: landlordId(),
    advertId: uuid()
      .notNull()
      .references(() => adverts.id),
    number: text().notNull(),
    state: text({ enum: ['live', 'withdrawn', 'answered'] }).notNull(),
    /** Order among the household's own live wishes: 1 the most wanted. */
    wishOrder: integer().notNull(),
    source: text({ enum: interestSources }).notNull(),
    /** The outside site, where it came from one. */
    sourceName: text(),
    /** Who expressed it, as the journal names them: the household, an officer or a mandated person "for" it. */
    by: text().notNull(),
    /** The day that counts: that of the post mark where it came by post. Its hour never counts. */
    expressedOn: civilDay().notNull(),
    /** What was told to the household before it expressed the wish: chance, place, regime. */
    told: jsonb().$type<Record<string, unknown>>().notNull(),
    answeredOn: civilDay(),
    /** Code of the answer and what stands in it; null while none is given. */
    answer: jsonb().$type<Record<string, unknown>>(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('interests_request').on(table.landlordId, table.requestKey),
    // A household wishes for a home once, whoever clicks twice.
    uniqueIndex('interests_one_live')
      .on(table.landlordId, table.advertId, table.number)
      .where(sql`${table.state} <> 'withdrawn'`),
    index().on(table.landlordId, table.number),
  ],
);

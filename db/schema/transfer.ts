/** Transfers: what the tenancies show, requests with an owner and a due date, relocations of the law, reviews of occupancy. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { transferGrounds } from '../../src/portal/policy.ts';
import type { OfferFacts } from '../../src/portal/relocations/relocation-offer.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** What officers know of a tenancy beside the lease file: who lives there, needs, perimeters. No row: unknown. */
export const tenancyFacts = pgTable(
  'tenancy_facts',
  {
    landlordId: landlordId(),
    tenancyId: text().notNull(),
    /** Checked by zod where it is read: bornOn of the holder, disability in the household, adapted need, QPV at entry… */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    asOf: civilDay().notNull(),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.tenancyId] })],
);

/** A sale or demolition perimeter: the homes in it and the authorisation that opens M-07. */
export const perimeters = pgTable(
  'perimeters',
  {
    id: ownId(),
    landlordId: landlordId(),
    kind: text({ enum: ['sale', 'demolition', 'changeOfUse'] }).notNull(),
    name: text().notNull(),
    authorisedOn: civilDay(),
    /** Convention or authorisation, as people cite it. */
    source: text().notNull(),
    homeIds: text().array().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId)],
);

/** What the tool found of a tenancy, and what an officer made of it: a proposal, never a letter by itself. */
export const transferFindings = pgTable(
  'transfer_findings',
  {
    id: ownId(),
    landlordId: landlordId(),
    tenancyId: text().notNull(),
    ground: text({ enum: transferGrounds }).notNull(),
    /** Reasons with their rule, article and dated facts. */
    because: jsonb().$type<Record<string, unknown>>().notNull(),
    foundOn: civilDay().notNull(),
    state: text({ enum: ['open', 'taken', 'setAside'] }).notNull(),
    setAsideReason: text(),
    requestId: uuid(),
    by: text(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('transfer_findings_once').on(table.landlordId, table.tenancyId, table.ground),
    index().on(table.landlordId, table.state),
  ],
);

export const transferRequests = pgTable(
  'transfer_requests',
  {
    id: ownId(),
    landlordId: landlordId(),
    /** The application; null until the household is registered. */
    number: text(),
    tenancyId: text(),
    ground: text({ enum: transferGrounds }).notNull(),
    origin: text({ enum: ['tenant', 'finding', 'landlord', 'fellowLandlord'] }).notNull(),
    state: text({
      enum: [
        'received',
        'examined',
        'accepted',
        'searching',
        'proposed',
        'moving',
        'done',
        'refused',
        'closed',
      ],
    }).notNull(),
    /** Place in the published order (M-09): 1 first. */
    tier: integer().notNull(),
    fastLane: boolean().notNull(),
    ownerAccountId: uuid(),
    ownerName: text(),
    receivedOn: civilDay().notNull(),
    /** The next answer that the household is owed. */
    dueOn: civilDay().notNull(),
    /** Part of the household to rehouse, relocation facts, moving plan, answers given: checked where read. */
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    requestKey: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('transfer_requests_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.state, table.dueOn),
    index().on(table.landlordId, table.number),
    index().on(table.landlordId, table.tenancyId),
  ],
);

/** Offers of a relocation by law (F-03, F-04, M-07): which count among the three. */
export const relocationOffers = pgTable(
  'relocation_offers',
  {
    id: ownId(),
    landlordId: landlordId(),
    requestId: uuid()
      .notNull()
      .references(() => transferRequests.id),
    homeId: text().notNull(),
    vacancyId: text(),
    notifiedOn: civilDay().notNull(),
    rentCents: integer().notNull(),
    /** Place and distance of F-07, needs and means: the verdict is computed from them. */
    facts: jsonb().$type<OfferFacts>().notNull(),
    answer: text({ enum: ['accepted', 'refused'] }),
    answeredOn: civilDay(),
    by: text().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('relocation_offers_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.requestId),
  ],
);

/** A meeting of the internal body that examines transfer requests: its small agenda, then its minutes. */
export const transferMeetings = pgTable(
  'transfer_meetings',
  {
    id: ownId(),
    landlordId: landlordId(),
    heldOn: civilDay().notNull(),
    state: text({ enum: ['planned', 'closed'] }).notNull(),
    members: text().array().notNull(),
    /** Requests with what was recommended of each; frozen at closing. */
    items: jsonb().$type<readonly Record<string, unknown>[]>().notNull(),
    closedBy: text(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.heldOn)],
);

/** Requests from fellow landlords for a renewal relocation: received, answered, signed. */
export const fellowRequests = pgTable(
  'fellow_requests',
  {
    id: ownId(),
    landlordId: landlordId(),
    fellow: text().notNull(),
    number: text(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    receivedOn: civilDay().notNull(),
    dueOn: civilDay().notNull(),
    state: text({ enum: ['received', 'accepted', 'refused', 'signed'] }).notNull(),
    answeredOn: civilDay(),
    requestKey: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('fellow_requests_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.state),
  ],
);

/** A triennial review of a tenancy (C-12): put to a sitting, its opinion notified. */
export const occupancyReviews = pgTable(
  'occupancy_reviews',
  {
    id: ownId(),
    landlordId: landlordId(),
    tenancyId: text().notNull(),
    dueOn: civilDay().notNull(),
    state: text({ enum: ['gathering', 'ready', 'examined', 'notified'] }).notNull(),
    sessionId: uuid(),
    /** The facts examined and the opinion given. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    examinedOn: civilDay(),
    notifiedOn: civilDay(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [unique('occupancy_reviews_once').on(table.landlordId, table.tenancyId, table.dueOn)],
);

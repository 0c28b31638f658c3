/** What the pages and the sender ask of the store of webhooks. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { AfterAttempt, Attempt } from './delivery.ts';
import type { WebhookType } from './event.ts';

export type Endpoint = {
  id: string;
  name: string;
  url: string;
  types: readonly WebhookType[];
  state: 'active' | 'disabled';
  /** Why it is disabled; null where it is active. */
  disabledBecause: 'person' | 'failures' | 'gone' | null;
  /** The first failure since it last took a message; null: it answers. */
  failingSince: Date | null;
  /** Until when the former secret still signs; null: one secret. */
  formerUntil: Date | null;
  createdBy: string;
  createdAt: Date;
  version: number;
};

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'stopped';

/** A line of the log. */
export type DeliveryLine = {
  id: string;
  eventId: string;
  type: WebhookType;
  /** When it happened. */
  at: Date;
  state: DeliveryState;
  /** Of the next attempt; null where none is planned. */
  dueAt: Date | null;
  /** Newest first. */
  attempts: readonly Attempt[];
  version: number;
};

export type LogFilter = { state: DeliveryState | null; page: number };

export type EndpointLog = {
  lines: readonly DeliveryLine[];
  page: number;
  pages: number;
  counts: Readonly<Record<DeliveryState, number>>;
};

export type WebhookRefusal =
  | { code: 'unknownEndpoint' }
  | { code: 'changedMeanwhile'; by: string; at: Date }
  | { code: 'disabled' }
  | { code: 'twoSecrets'; until: Date }
  | { code: 'oneSecret' };

type Changed<Value> = Promise<Result<Value, WebhookRefusal>>;
/** The endpoint as the form showed it. */
export type EndpointChange = { endpointId: string; version: number };

export type WebhookPort = {
  list: (landlordId: string) => Promise<Endpoint[]>;
  find: (landlordId: string, endpointId: string) => Promise<Endpoint | null>;
  log: (landlordId: string, endpointId: string, filter: LogFilter) => Promise<EndpointLog>;
  /** The secret is given this once; null where the same form was sent before. */
  create: (
    asked: Asked,
    input: { key: string; name: string; url: string; types: readonly WebhookType[] },
  ) => Promise<{ endpointId: string; secret: string | null }>;
  chooseTypes: (asked: Asked, input: EndpointChange & { types: readonly WebhookType[] }) => Changed<null>;
  setActive: (asked: Asked, input: EndpointChange & { active: boolean }) => Changed<null>;
  test: (asked: Asked, input: EndpointChange) => Changed<null>;
  /** The new secret, given this once; the former one signs beside it for a day. */
  rotate: (asked: Asked, input: EndpointChange) => Changed<string>;
  /** One secret again: the new one, or the former where the new one was not noted in time. */
  endRotation: (asked: Asked, input: EndpointChange & { keep: 'new' | 'former' }) => Changed<null>;
  /** The same bytes again. Nothing where it waits already, or was replayed from the same page. */
  replay: (asked: Asked, input: { deliveryId: string; version: number }) => Changed<{ endpointId: string }>;
  /** Every event of its types since that day, sent or not; how many. */
  replaySince: (asked: Asked, input: EndpointChange & { since: CivilDate }) => Changed<number>;
};

/** A delivery that this process alone may attempt, until its lease is over. */
export type ClaimedDelivery = {
  id: string;
  landlordId: string;
  endpointId: string;
  eventId: string;
  leaseId: string;
  url: string;
  body: string;
  /** The one in force first. */
  secrets: readonly string[];
  /** This one included. */
  attempts: number;
};

export type WebhookSendingPort = {
  landlords: () => Promise<string[]>;
  /** The next delivery that is due; null: none is. Those of a file protected meanwhile are stopped on the way. */
  claim: (landlordId: string, now: Date, leaseUntil: Date) => Promise<ClaimedDelivery | null>;
  /**
   * Writes what the attempt met, and what follows from it by `after`, given since when the endpoint fails. False where
   * the lease was lost meanwhile: another process tells it.
   */
  settle: (
    claimed: ClaimedDelivery,
    attempt: Attempt,
    after: (failingSince: Date | null) => AfterAttempt,
  ) => Promise<boolean>;
  /** Erases the events of a landlord that are too old to be replayed; how many. */
  erase: (landlordId: string, now: Date) => Promise<number>;
};

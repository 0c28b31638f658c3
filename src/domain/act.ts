/** An act: who did what, when, on what, from which state to which, and why. The journal keeps them in a chain. */
import { z } from 'zod';
import type { CivilDate } from '../kernel/civil-date.ts';

export const subjectKinds = [
  'application',
  'vacancy',
  'home',
  'session',
  'holder',
  'account',
  'offer',
  'case',
  'template',
  'landlord',
  'advert',
  'tenancy',
  'transfer',
  'exchange',
  'webhook',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What an act bears on: "application:057…", "vacancy:VAC-12". */
export type ActSubject = `${SubjectKind}:${string}`;

export const actorSchema = z.object({
  /** Null: the service itself (a delay that ran out), or a holder's signed link. */
  accountId: z.string().nullable(),
  /** As people read it in the story of a file. */
  name: z.string().min(1),
  role: z.string().min(1),
});
export type Actor = z.infer<typeof actorSchema>;

/** The service, where a delay of the law or of the règlement acts by itself. */
export const serviceActor: Actor = { accountId: null, name: 'parcours', role: 'service' };

/** A value that JSON can carry; objects are written with their keys in order. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Act = {
  /** "decision.recorded", "offer.sent": a noun, a dot, what happened to it. */
  kind: string;
  at: Date;
  actor: Actor;
  subjects: readonly ActSubject[];
  /** Only what changed, never a name, a sensitive letter or a diagnosis. */
  before: Json;
  after: Json;
  /** The reason that the person gave; null where none is asked. */
  why: string | null;
};

/** Who asks, and when. `today` is the application's day, fixed in the demonstration; `now` the instant recorded. */
export type Asked = { landlordId: string; actor: Actor; now: Date; today: CivilDate };

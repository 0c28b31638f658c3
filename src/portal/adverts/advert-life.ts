/** The life of an advert: what each step and each day makes of it. Pure: days and policy are given. */
import type { Vacancy } from '../../domain/home.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Advert, AdvertClosing, AdvertState, AdvertWords } from '../advert.ts';
import type { PortalPolicy } from '../policy.ts';
import { checkedDates, datesOnRelease, nextWeeklyClosing } from './advert-dates.ts';
import type { AdvertStep, AdvertText } from './advert-port.ts';
import type { AdvertRefusal } from './advert-refusal.ts';
import { checkedWhy, checkedWords } from './words-check.ts';

export type AdvertAtWork = Pick<
  Advert,
  'state' | 'regime' | 'words' | 'opensOn' | 'closesOn' | 'exportedTo'
> & {
  writerIds: readonly string[];
  reviewedBy: string | null;
};

/** What a step changes, and the act that tells it. */
export type AdvertChange = {
  act: string;
  why: string | null;
  set: Partial<{
    state: AdvertState;
    words: AdvertWords;
    opensOn: CivilDate;
    closesOn: CivilDate;
    exportedTo: readonly string[];
    writtenBy: string;
    writerIds: readonly string[];
    reviewedBy: string | null;
    note: string | null;
    /** True where it goes out, or ends, by this step. */
    published: true;
    ended: true;
    /** The facts are read from the home again. */
    factsRead: true;
  }>;
};

type Context = {
  policy: PortalPolicy;
  today: CivilDate;
  by: { accountId: string; name: string };
  /** Whether the home may still be let. */
  toLet: boolean;
  /** Whether the law lets it be proposed (F-06): a home of class G is not advertised. */
  decent: boolean;
};

/** A new draft, or why there can be none. */
export function newAdvert(
  text: AdvertText,
  regime: Advert['regime'],
  { policy, today, toLet, decent }: Omit<Context, 'by'>,
): Result<{ words: AdvertWords; opensOn: CivilDate; closesOn: CivilDate }, AdvertRefusal> {
  if (!toLet) return refuse({ code: 'homeNotToLet' });
  if (!decent) return refuse({ code: 'notDecent' });
  const words = checkedWords(text.words);
  if (!words.ok) return words;
  const dates = checkedDates(text, regime, policy, today);
  return dates.ok ? ok({ words: words.value, ...dates.value }) : dates;
}

/** What the step makes of the advert. */
export function stepAdvert(
  advert: AdvertAtWork,
  step: AdvertStep,
  context: Context,
): Result<AdvertChange, AdvertRefusal> {
  switch (step.kind) {
    case 'edit':
      return advert.state === 'open' ? correct(advert, step.text, context) : edit(advert, step.text, context);
    case 'submit':
      return submit(advert, context);
    case 'accept':
      return accept(advert, context);
    case 'sendBack':
      return sendBack(advert, step.why);
    case 'withdraw':
      return withdraw(advert, step.why);
  }
}

function edit(advert: AdvertAtWork, text: AdvertText, context: Context): Result<AdvertChange, AdvertRefusal> {
  const { state } = advert;
  if (state !== 'draft' && state !== 'review' && state !== 'scheduled')
    return refuse({ code: 'notInState', state });
  const read = newAdvert(text, advert.regime, context);
  if (!read.ok) return read;
  const reviewed = context.policy.reviewBeforePublication;
  return ok({
    act: 'advert.edited',
    why: null,
    set: {
      ...read.value,
      exportedTo: text.exportedTo,
      // What was accepted is no longer what stands there.
      ...(state === 'scheduled' && reviewed ? { state: 'review' as const, reviewedBy: null } : {}),
      ...byWriter(advert, context),
      note: null,
      factsRead: true,
    },
  });
}

/**
 * An advert that is out is corrected at once, since people read it: the closing may move later, never sooner, and a
 * second person still has to read the words again.
 */
function correct(
  advert: AdvertAtWork,
  text: AdvertText,
  context: Context,
): Result<AdvertChange, AdvertRefusal> {
  const words = checkedWords(text.words);
  if (!words.ok) return words;
  const closesOn = advert.regime === 'slack' ? advert.closesOn : (text.closesOn ?? advert.closesOn);
  if (closesOn < advert.closesOn) return refuse({ code: 'closesSooner', on: advert.closesOn });
  const latest = addDays(context.today, 90);
  if (closesOn > latest) return refuse({ code: 'closesTooLate', latest });
  return ok({
    act: 'advert.corrected',
    why: null,
    set: {
      words: words.value,
      closesOn,
      exportedTo: text.exportedTo,
      ...byWriter(advert, context),
      reviewedBy: null,
      factsRead: true,
    },
  });
}

function byWriter({ writerIds }: AdvertAtWork, { by }: Context) {
  return { writtenBy: by.name, writerIds: [...new Set([...writerIds, by.accountId])] };
}

function submit(advert: AdvertAtWork, context: Context): Result<AdvertChange, AdvertRefusal> {
  const { state } = advert;
  if (state !== 'draft') return refuse({ code: 'notInState', state });
  if (!context.toLet) return refuse({ code: 'homeNotToLet' });
  if (!context.decent) return refuse({ code: 'notDecent' });
  if (!context.policy.reviewBeforePublication) return ok(release(advert, context, 'advert.released'));
  return ok({ act: 'advert.submitted', why: null, set: { state: 'review', note: null } });
}

/** A second person has read it: it goes out on its day, today where that day has come. */
function accept(advert: AdvertAtWork, context: Context): Result<AdvertChange, AdvertRefusal> {
  const { state, writerIds } = advert;
  const again = state === 'open' && advert.reviewedBy === null;
  if (state !== 'review' && !again) return refuse({ code: 'notInState', state });
  if (writerIds.includes(context.by.accountId)) return refuse({ code: 'notYourOwn' });
  if (again) return ok({ act: 'advert.readAgain', why: null, set: readBy(context) });
  if (!context.toLet) return refuse({ code: 'homeNotToLet' });
  if (!context.decent) return refuse({ code: 'notDecent' });
  const released = release(advert, context, 'advert.accepted');
  return ok({ ...released, set: { ...released.set, ...readBy(context) } });
}

function readBy({ by }: Context) {
  return { reviewedBy: by.name, writerIds: [] };
}

function release(advert: AdvertAtWork, { policy, today }: Context, act: string): AdvertChange {
  const dates = datesOnRelease(advert, advert.regime, policy, today);
  const open = dates.opensOn <= today;
  return {
    act,
    why: null,
    set: { ...dates, state: open ? 'open' : 'scheduled', note: null, ...(open ? { published: true } : {}) },
  };
}

function sendBack({ state }: AdvertAtWork, why: string): Result<AdvertChange, AdvertRefusal> {
  if (state !== 'review') return refuse({ code: 'notInState', state });
  const said = checkedWhy(why);
  if (!said.ok) return said;
  return ok({ act: 'advert.sentBack', why: said.value, set: { state: 'draft', note: said.value } });
}

function withdraw({ state }: AdvertAtWork, why: string): Result<AdvertChange, AdvertRefusal> {
  if (state === 'withdrawn' || state === 'answered') return refuse({ code: 'notInState', state });
  const said = checkedWhy(why);
  if (!said.ok) return said;
  return ok({
    act: 'advert.withdrawn',
    why: said.value,
    set: { state: 'withdrawn', note: said.value, ended: true },
  });
}

/** Whether a home may be advertised: it is, or will be, to let, and the commission decided no list for it. */
export function isToLet(vacancy: { status: Vacancy['status'] }, decided: boolean): boolean {
  return (
    !decided && (vacancy.status === 'notice' || vacancy.status === 'works' || vacancy.status === 'available')
  );
}

export type DayOfAdvert = Pick<Advert, 'state' | 'regime' | 'opensOn' | 'closesOn'> & {
  vacancy: { status: Vacancy['status'] };
  decided: boolean;
  interested: number;
  closings: readonly AdvertClosing[];
};

export type DayChange = AdvertChange['set'] & {
  act: string;
  why: string | null;
  closings?: readonly AdvertClosing[];
};

/** What the beginning of a day makes of an advert; null: nothing. The same day again: nothing more. */
export function dayOfAdvert(advert: DayOfAdvert, policy: PortalPolicy, today: CivilDate): DayChange | null {
  const { state, vacancy, decided } = advert;
  if (state === 'closed' || state === 'answered' || state === 'withdrawn') return null;
  if (!isToLet(vacancy, decided)) return noLongerToLet(advert, today);
  if (state === 'scheduled' && advert.opensOn <= today) {
    const dates = datesOnRelease(advert, advert.regime, policy, today);
    return { act: 'advert.opened', why: null, ...dates, state: 'open', published: true };
  }
  // The closing day is the last on which a wish counts.
  if (state !== 'open' || advert.closesOn >= today) return null;
  const closings = [...advert.closings, { on: advert.closesOn, interested: advert.interested }];
  if (advert.regime === 'slack') {
    // A service that slept past several closings makes one list, of the last one.
    const closesOn = nextWeeklyClosing(addDays(today, -1), policy);
    return { act: 'advert.weekClosed', why: null, closesOn, closings };
  }
  return { act: 'advert.closed', why: null, state: 'closed', ended: true, closings };
}

function noLongerToLet(advert: DayOfAdvert, today: CivilDate): DayChange {
  const why = whyNotToLet(advert);
  if (advert.state !== 'open' || advert.vacancy.status === 'withdrawn') {
    return { act: 'advert.withdrawn', why, state: 'withdrawn', note: why, ended: true };
  }
  const on = advert.closesOn < today ? advert.closesOn : today;
  const closings = [...advert.closings, { on, interested: advert.interested }];
  return { act: 'advert.closed', why, state: 'closed', note: why, ended: true, closings };
}

function whyNotToLet({ vacancy, decided }: DayOfAdvert): string {
  if (vacancy.status === 'withdrawn') return 'Le logement n’est plus proposé à la location.';
  return decided ? 'La commission a décidé pour ce logement.' : 'Le logement est loué.';
}

/** How a household wants to hear of its file, and the contact that codes and notices go to. */
import type { Asked } from '../../domain/act.ts';
import type { Result } from '../../kernel/result.ts';
import type { HouseholdContact } from './reach.ts';

export type Preferences = {
  preferred: HouseholdContact['preferred'];
  /** The day's events in one message. */
  digest: boolean;
  /** Hours of Paris between which nothing leaves; null: the landlord's. */
  quietFromHour: number | null;
  quietToHour: number | null;
  easyToRead: boolean;
};

/** What the page shows: never the whole contact, which whoever looks over a shoulder would read. */
export type PreferencesShown = Preferences & {
  /** "m…e@exemple.example"; null where none is known, or under protection. */
  email: string | null;
  /** "06 … 02". */
  telephone: string | null;
  hasAddress: boolean;
  isProtected: boolean;
};

export type ContactChange = { email: string } | { telephone: string };

export type ContactRefusal =
  | { code: 'protected' | 'notMobile' | 'over' }
  /** The code is not the one that was sent. */
  | { code: 'wrong'; triesLeft: number };

export type PreferencePort = {
  /** Of a file, by its key. */
  read: (landlordId: string, number: string) => Promise<PreferencesShown>;
  save: (asked: Asked, number: string, preferences: Preferences) => Promise<void>;
  /**
   * Begins a change of contact: a code goes to the new one, and the old one is told at once. Nothing changes before the
   * code is typed. Gives the identifier of the code.
   */
  askContact: (
    asked: Asked,
    number: string,
    change: ContactChange,
  ) => Promise<Result<string, ContactRefusal>>;
  /** Applies the change: other open visits and codes that wait are ended, and the old contact is told. */
  confirmContact: (
    asked: Asked,
    number: string,
    change: ContactChange,
    codeId: string,
    code: string,
  ) => Promise<Result<null, ContactRefusal>>;
  /** An officer who saw the person changes it, of a protected file too: there, the new contact alone. */
  setContact: (asked: Asked, number: string, change: ContactChange) => Promise<void>;
};

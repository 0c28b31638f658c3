/** A person's own desk: what was typed and not sent, and the views of the board that they named. */

/** What a form held: each field's name with its values. */
export type DraftFields = Readonly<Record<string, readonly string[]>>;

export type Draft = { form: string; fields: DraftFields; savedAt: Date };

export type SavedView = { id: string; name: string; query: string };

/** Whose desk: nobody else reads it. */
export type DeskOwner = { landlordId: string; accountId: string };

export type DeskPort = {
  /** Keeps the last state of a form of a page. */
  saveDraft: (owner: DeskOwner, draft: { page: string; form: string; fields: DraftFields }) => Promise<void>;
  /** Drafts of a page. */
  drafts: (owner: DeskOwner, page: string) => Promise<Draft[]>;
  /** After the form was sent, or when its author drops it. */
  dropDraft: (owner: DeskOwner, page: string, form: string) => Promise<void>;
  /** Drops the drafts of every landlord that nobody touched for thirty days (personal data); gives how many. */
  dropOldDrafts: (now: Date) => Promise<number>;
  /** By name. */
  views: (owner: DeskOwner, page: string) => Promise<SavedView[]>;
  /** A view of that name is replaced. */
  saveView: (owner: DeskOwner, view: { page: string; name: string; query: string }) => Promise<void>;
  dropView: (owner: DeskOwner, id: string) => Promise<void>;
};

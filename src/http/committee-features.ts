/** The ports that pages around the committee use: one line each, filled by `db/stores/committee-stores.ts`. */

export type CommitteeFeatures = Record<never, never>;

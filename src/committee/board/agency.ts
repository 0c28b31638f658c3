/** An agency of the landlord, and the communes that it looks after. */
export type Agency = { id: string; name: string; communes: readonly string[] };

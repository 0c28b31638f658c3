/** Means of reaching a household, read only to find duplicates and never kept in an application. */
export type Contact = { email: string | null; phone: string | null };

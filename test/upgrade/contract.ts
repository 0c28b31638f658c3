/** What a release takes away of what the release before it read: table or table.column, with the reason. */
export const contract: Readonly<Record<string, string>> = {};

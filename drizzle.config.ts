import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --name what-changes`, then read the SQL before committing it.
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  casing: 'snake_case',
});

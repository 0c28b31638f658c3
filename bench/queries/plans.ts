/** The plans that PostgreSQL really used while pages were asked, from what auto_explain writes in its log. */
import { readFileSync, statSync } from 'node:fs';
import type postgres from 'postgres';
import { z } from 'zod';

export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Index Name'?: string | undefined;
  'Actual Rows'?: number | undefined;
  'Actual Loops'?: number | undefined;
  'Rows Removed by Filter'?: number | undefined;
  Filter?: string | undefined;
  'Index Cond'?: string | undefined;
  Plans?: PlanNode[] | undefined;
};

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    'Actual Rows': z.number().optional(),
    'Actual Loops': z.number().optional(),
    'Rows Removed by Filter': z.number().optional(),
    Filter: z.string().optional(),
    'Index Cond': z.string().optional(),
    Plans: z.array(nodeSchema).optional(),
  }),
);
const explained = z.object({ 'Query Text': z.string(), Plan: nodeSchema });

export type Explained = { query: string; milliseconds: number; plan: PlanNode };

/** From now on the sessions of the database write their plans. `superuser` is connected to that database. */
export async function explainEverything(superuser: postgres.Sql): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_format': 'json',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_parameter_max_length': '0',
  };
  const [row] = await superuser<{ name: string }[]>`select current_database() as name`;
  for (const [name, value] of Object.entries(settings)) {
    await superuser.unsafe(`alter database "${row?.name}" set ${name} = '${value}'`);
  }
  // Sessions that are open keep their settings: they are ended, and the service opens others.
  await superuser`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
}

/** The sessions of the database that are open now: a log may be shared by several databases. */
export async function sessionsOf(superuser: postgres.Sql): Promise<ReadonlySet<number>> {
  const rows = await superuser<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database()`;
  return new Set(rows.map(({ pid }) => pid));
}

/** How long the log is now. */
export function endOfLog(log: string): number {
  return statSync(log).size;
}

/** What those sessions wrote in the log since a place of it. */
export function plansSince(log: string, from: number, sessions: ReadonlySet<number>): Explained[] {
  const text = readFileSync(log).subarray(from).toString('utf8');
  const found: Explained[] = [];
  for (const [, pid = '', duration = '', body = ''] of text.matchAll(
    /^[^\t\n]*\[(\d+)\][^\n]*duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/gm,
  )) {
    if (!sessions.has(Number(pid))) continue;
    const { 'Query Text': query, Plan: plan } = explained.parse(JSON.parse(body));
    found.push({ query: query.replaceAll(/\s+/g, ' '), milliseconds: Number(duration), plan });
  }
  return found;
}

/** Every node of a plan, the outermost first. */
function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Tables that a plan reads from one end to the other. */
export function readWhole(plan: PlanNode): string[] {
  return nodesOf(plan).flatMap((node) =>
    node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== undefined ? [node['Relation Name']] : [],
  );
}

/** A plan as lines, as `explain` shows it. */
export function planLines(node: PlanNode, depth = 0): string[] {
  const on = [
    node['Index Name'] && `using ${node['Index Name']}`,
    node['Relation Name'] && `on ${node['Relation Name']}`,
  ];
  const rows = `(rows ${node['Actual Rows'] ?? 0} × ${node['Actual Loops'] ?? 0})`;
  const line = ['->', node['Node Type'], ...on, rows].filter(Boolean).join(' ');
  const more = [
    node['Index Cond'] && `   cond ${node['Index Cond']}`,
    node.Filter && `   filter ${node.Filter} (removed ${node['Rows Removed by Filter'] ?? 0})`,
  ].filter((text): text is string => Boolean(text));
  return [line, ...more]
    .map((text) => `${'  '.repeat(depth)}${text}`)
    .concat((node.Plans ?? []).flatMap((inner) => planLines(inner, depth + 1)));
}

/** The job that erases what a validated dry run counted: batch after batch, each one transaction, resumed where it was. */
import { z } from 'zod';
import type { AccountPort } from '../access/account-port.ts';
import type { PurgeRefusal } from '../access/retention/purge.ts';
import type { Purge, RetentionPort } from '../access/retention/retention-port.ts';
import { type Actor, serviceActor } from '../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { Job, JobDefinition } from './job.ts';

const purgeParameters = z.object({ purgeId: z.uuid(), today: civilDateSchema });

/** What a batch erases together: some seconds at most, after which a stop of the service is heard. */
const itemsPerStep = 100;

/** Of the tasks of a landlord, those of one purge, in the order given. */
export function purgeTasks(tasks: readonly Job[], purgeId: string): Job[] {
  return tasks.filter(({ parameters }) => purgeParameters.safeParse(parameters).data?.purgeId === purgeId);
}

/**
 * The task of a purge, the next one where `earlier` ones ended. Asked twice at once it is one; while one waits or runs,
 * the caller asks for none.
 */
export function purgeTask(
  landlordId: string,
  accountId: string,
  { purgeId, today, earlier }: { purgeId: string; today: CivilDate; earlier: number },
) {
  return {
    landlordId,
    kind: 'purge' as const,
    parameters: { purgeId, today } satisfies z.infer<typeof purgeParameters>,
    requestedBy: accountId,
    onceKey: `purge ${purgeId} ${earlier}`,
  };
}

/** Gives `{ left }`, which is 0. Taken again after a crash, it erases what is left: each item settles once. */
export function purgeJob(
  retention: Pick<RetentionPort, 'purge' | 'step'>,
  accounts: Pick<AccountPort, 'findById'>,
): JobDefinition {
  return async ({ landlordId, requestedBy, parameters, onProgress, signal }) => {
    const { purgeId, today } = purgeParameters.parse(parameters);
    const purge = await retention.purge(landlordId, purgeId);
    if (purge === null) return refuse('Cet essai à blanc n’existe pas.');
    const actor = await actorOf(accounts, landlordId, requestedBy);
    const due = purge.lines.reduce((sum, line) => sum + line.due, 0);
    let left = pendingOf(purge);
    do {
      signal.throwIfAborted();
      onProgress(due === 0 ? 0 : 1 - left / due, 'Effacement');
      const asked = { landlordId, actor, now: new Date(), today };
      const step = await retention.step(asked, purgeId, itemsPerStep);
      if (!step.ok) return refuse(refusalInWords(step.refusal));
      left = step.value.left;
    } while (left > 0);
    return ok({ left });
  };
}

/** Whoever asked; the service itself where their account was closed since: the purge stays validated by its person. */
async function actorOf(
  accounts: Pick<AccountPort, 'findById'>,
  landlordId: string,
  accountId: string | null,
): Promise<Actor> {
  const account = accountId === null ? null : await accounts.findById(accountId);
  if (account?.landlordId !== landlordId) return serviceActor;
  return { accountId: account.id, name: account.name, role: account.role };
}

function pendingOf({ lines }: Purge): number {
  return lines.reduce((sum, { pending }) => sum + pending, 0);
}

function refusalInWords({ code }: PurgeRefusal): string {
  return code === 'unknownPurge'
    ? 'Cet essai à blanc n’existe pas.'
    : 'Cet essai à blanc n’est pas validé, ou il a été abandonné.';
}

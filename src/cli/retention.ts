/** `parcours retention report|purge`: what is due, and the erasure of what a person validated. */
import { parseArgs } from 'node:util';
import { v7, validate } from 'uuid';
import { retentionStore } from '../../db/stores/retention-store.ts';
import type { Purge } from '../access/retention/retention-port.ts';
import { ruleOf } from '../access/retention/rules.ts';
import { todayOf } from '../config.ts';
import type { Asked } from '../domain/act.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';
import { chosenLandlord, commandLine, withDatabase } from './database.ts';

const usage = `Usage : parcours retention report [--landlord BAILLEUR]
        parcours retention purge ESSAI [--landlord BAILLEUR]

report : compte ce qui est échu aujourd’hui, par règle, et l’enregistre comme un essai à blanc. Rien n’est effacé.
purge  : efface ce qu’un essai à blanc a compté, une fois qu’une personne l’a validé sur la page « Conservation des
données ». Interrompue, la commande reprend où elle en était. Statut 1 : l’essai n’est pas validé, ou n’existe pas.`;

const itemsPerStep = 200;

export const command: CliCommand = {
  summary: 'compte ce qui est échu, efface ce qui a été validé',
  usage,
  run: async ([action, ...rest], streams) => {
    const { purgeId, landlord } = readArguments(rest);
    if (action === 'report' && purgeId === undefined) return report(landlord, streams);
    if (action === 'purge' && purgeId !== undefined) {
      if (!validate(purgeId))
        throw new UsageError('ESSAI : l’identifiant que « report » a donné est attendu.');
      return purge(purgeId, landlord, streams);
    }
    throw new UsageError('une action est attendue : report, ou purge avec l’identifiant d’un essai.');
  },
};

function report(wanted: string | undefined, { stdout }: CliStreams): Promise<ExitStatus> {
  return withDatabase<ExitStatus>(async (db, config) => {
    const { id } = await chosenLandlord(db, wanted);
    const made = await retentionStore(db).report(asked(id, todayOf(config)), v7());
    stdout.write(`Essai à blanc ${made.id}, échu au ${made.asOf} :\n${linesOf(made)}`);
    return 0;
  });
}

function purge(purgeId: string, wanted: string | undefined, streams: CliStreams): Promise<ExitStatus> {
  return withDatabase<ExitStatus>(async (db, config) => {
    const { id } = await chosenLandlord(db, wanted);
    const store = retentionStore(db);
    for (;;) {
      const step = await store.step(asked(id, todayOf(config)), purgeId, itemsPerStep);
      if (!step.ok) {
        const why = step.refusal.code === 'unknownPurge' ? 'n’existe pas' : 'n’est pas validé';
        streams.stderr.write(`L’essai ${purgeId} ${why} ; rien n’a été effacé.\n`);
        return 1;
      }
      streams.stderr.write(`Reste ${step.value.left}\n`);
      if (step.value.left === 0) break;
    }
    const done = await store.purge(id, purgeId);
    if (done) streams.stdout.write(linesOf(done));
    return 0;
  });
}

function linesOf({ lines }: Purge): string {
  if (lines.length === 0) return 'rien\n';
  return lines
    .map(
      ({ rule, pending, erased, held, oldest }) =>
        `${ruleOf(rule).name} : ${pending} à effacer, ${erased} effacés, ${held} suspendus, depuis le ${oldest}\n`,
    )
    .join('');
}

function asked(landlordId: string, today: Asked['today']): Asked {
  return {
    landlordId,
    actor: commandLine,
    now: new Date(),
    today,
  };
}

function readArguments(args: readonly string[]): {
  purgeId: string | undefined;
  landlord: string | undefined;
} {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { landlord: { type: 'string' } },
    });
    const [purgeId, ...others] = positionals;
    if (others.length === 0) return { purgeId, landlord: values.landlord };
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
  throw new UsageError('un seul essai à la fois.');
}

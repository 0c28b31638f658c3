/** The gestures of a removal after a warning: each is a POST, the number never stands in an address. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { forbiddenInNote } from '../../../committee/note-check.ts';
import {
  deliveryMeans,
  unansweredSubjects,
  warningState,
} from '../../../committee/register/removal-warning.ts';
import { warningRefusalInWords, warnRefusalInWords } from '../../../committee/register/removal-words.ts';
import type { RegisterReader } from '../../../committee/register-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { Result } from '../../../kernel/result.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import type { ShownWarning } from './removals-section.tsx';

const letter = { courrier: z.uuid() };
const proofForm = z.object({
  ...letter,
  le: civilDateSchema,
  moyen: z.enum(deliveryMeans, { error: 'choisissez la preuve de la remise' }),
  reference: z
    .string()
    .trim()
    .max(60)
    .default('')
    .transform((text) => text || null),
});
const stopForm = z.object({
  ...letter,
  raison: z
    .string()
    .trim()
    .min(5, 'dites ce que le ménage a répondu, en quelques mots')
    .max(300)
    .refine(
      (text) => forbiddenInNote(text, []) === null,
      'n’écrivez rien de sensible : ni santé, ni violence',
    ),
});
const removeForm = z.object(letter);
const warnForm = z.object({
  _key: z.uuid(),
  numero: z
    .string()
    .max(60)
    .transform((text) => text.replace(/\s+/g, '').toUpperCase()),
  le: civilDateSchema,
  objet: z.enum(unansweredSubjects, { error: 'dites ce que le courrier demandait' }),
});

/** The page again, with what happened in a sentence. */
export type ShowRegister = (
  request: Request,
  response: Response,
  message: { text: string; good: boolean } | null,
  status: number,
) => Promise<void>;

export function removalRoutes(router: Router, dependencies: HttpDependencies, show: ShowRegister): void {
  const { removals, scopes } = dependencies;
  const who = async (request: Request) => {
    const user = userWhoMay(request, 'register.write');
    return { ...askedBy(user, dependencies), communes: await scopes.communesOf(user) };
  };
  const post = <Refusal>(
    path: string,
    word: string,
    work: (request: Request) => Promise<Result<unknown, Refusal>>,
    inWords: (refusal: Refusal) => string,
  ): void => {
    router.post(`/agent/sne/radiations/${path}`, async (request, response) => {
      const done = await work(request);
      if (done.ok) return response.redirect(303, `/agent/sne?fait=${word}#radier`);
      await show(request, response, { text: inWords(done.refusal), good: false }, 409);
    });
  };
  post(
    'avertir',
    'averti',
    async (request) => {
      const form = readInput(warnForm, request.body);
      const { numero: number, le: letterOn, objet: subject, _key: key } = form;
      return removals.warn(await who(request), { number, letterOn, subject, key });
    },
    (refusal) =>
      refusal.code === 'noSuchFile'
        ? 'Ce numéro n’est pas celui d’une demande de votre périmètre : vérifiez-le.'
        : warnRefusalInWords(refusal),
  );
  post(
    'remise',
    'remis',
    async (request) => {
      const { courrier: letterId, le: on, moyen: means, reference } = readInput(proofForm, request.body);
      return removals.prove(await who(request), { letterId, proof: { on, means, reference } });
    },
    warningRefusalInWords,
  );
  post(
    'arret',
    'arrete',
    async (request) => {
      const { courrier: letterId, raison: why } = readInput(stopForm, request.body);
      return removals.stop(await who(request), { letterId, why });
    },
    warningRefusalInWords,
  );
  post(
    'radier',
    'radie',
    async (request) => {
      const { courrier: letterId } = readInput(removeForm, request.body);
      return removals.remove(await who(request), { letterId });
    },
    warningRefusalInWords,
  );
}

/** The warnings of the reader's reach, what may be done first on top, then by the day on which it may be. */
export async function shownWarnings(
  { removals, files }: Pick<HttpDependencies, 'removals' | 'files'>,
  reader: RegisterReader,
  today: CivilDate,
): Promise<ShownWarning[]> {
  const lines = await removals.warnings(reader, today);
  return lines
    .map((line) => ({
      line,
      state: warningState(line, today),
      file: { number: line.number, name: line.name, path: `/agent/dossiers/${files.of(line.number)}` },
    }))
    .sort((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
}

function urgency({ state, line }: ShownWarning): string {
  if (state.kind === 'due') return `0 ${state.since}`;
  if (state.kind === 'running') return `2 ${state.until}`;
  return `1 ${line.writtenOn}`;
}

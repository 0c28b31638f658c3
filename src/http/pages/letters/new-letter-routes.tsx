/** Letters that no sitting calls for: documents that are missing, the opinion of the committee on a tenancy. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { documentListOn } from '../../../committee/candidates/document-list.ts';
import { standingOf } from '../../../committee/candidates/documents.ts';
import { forbiddenInAnswer } from '../../../committee/cases/case.ts';
import { letterEventKey } from '../../../committee/letters/letter-port.ts';
import { type LetterSituation, occupancySituations } from '../../../committee/letters/letter-situation.ts';
import { type CivilDate, civilDateSchema } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { requireFileInScope } from './letter-reading.ts';
import { letterRefusalInWords } from './letter-words.ts';
import { NewLetterPage, type TypedLetter } from './new-letter-page.tsx';

const number = z
  .string()
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .pipe(z.string().min(1).max(40));
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const documentsForm = z.object({
  courrier: z.literal('documentRequest'),
  _key: z.uuid(),
  numero: number,
  pieces: many.refine((codes) => codes.length > 0, 'choisissez au moins une pièce'),
  jour: civilDateSchema,
});
const opinionForm = z.object({
  courrier: z.literal('occupancyOpinion'),
  _key: z.uuid(),
  numero: number,
  seance: civilDateSchema,
  situation: z.enum(occupancySituations, 'choisissez la situation constatée'),
  logement: z.string().trim().min(5, 'dites quel logement conviendrait').max(300),
  conseils: z
    .string()
    .max(1_000)
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
});
const form = z.discriminatedUnion('courrier', [documentsForm, opinionForm]);
type NewLetter = z.infer<typeof form>;

export function newLetterRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters, files, today } = dependencies;
  const show = (
    request: Request,
    response: Response,
    typed: TypedLetter,
    refusals: readonly string[],
    key: string = randomUUID(),
  ) =>
    sendPage(
      response,
      <NewLetterPage
        frame={frameOf(request, dependencies)}
        documents={documentListOn(today())}
        today={today()}
        formKey={key}
        typed={typed}
        refusals={refusals}
      />,
      refusals.length === 0 ? 200 : 422,
    );
  router.get('/agent/courriers/nouveau', (request, response) => {
    userWhoMay(request, 'letter.write');
    const { dossier } = request.query;
    const known = typeof dossier === 'string' ? files.numberOf(dossier) : null;
    show(request, response, { number: known ?? '' }, []);
  });
  router.post('/agent/courriers/nouveau', async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const parsed = form.safeParse(request.body ?? {});
    const typed = { number: textOf(request.body, 'numero') };
    if (!parsed.success) {
      return show(request, response, typed, [...new Set(parsed.error.issues.map(({ message }) => message))]);
    }
    const asked = parsed.data;
    const read = situationOf(asked, today());
    if (typeof read === 'string') return show(request, response, typed, [read], asked._key);
    await requireFileInScope(user, dependencies, asked.numero);
    const held = asked.courrier === 'documentRequest' ? await alreadyHeld(dependencies, user, asked) : [];
    if (held.length > 0) return show(request, response, typed, held, asked._key);
    const about = `letter:${asked._key}`;
    const written = await letters.write(askedBy(user, dependencies), {
      number: asked.numero,
      situation: read,
      about,
      eventKey: letterEventKey(read.kind, about, asked.numero),
    });
    if (!written.ok) {
      return show(request, response, typed, [letterRefusalInWords(written.refusal)], asked._key);
    }
    if (asked.courrier === 'documentRequest') await markRequested(dependencies, user, asked);
    response.redirect(303, `/agent/courriers/${written.value.id}`);
  });
}

type Asked = z.infer<typeof documentsForm>;

/** No document is asked twice: those that the file holds already, each in a French sentence. */
async function alreadyHeld(
  { householdFiles, today }: HttpDependencies,
  user: CurrentUser,
  { numero, pieces }: Asked,
): Promise<string[]> {
  const file = await householdFiles.find(user.landlordId, numero);
  const listed = documentListOn(today())?.documents ?? [];
  return pieces.flatMap((code) => {
    const standing = standingOf(
      file?.documents.find(({ document }) => document === code),
      today(),
    );
    if (standing !== 'valid' && standing !== 'received') return [];
    const label = listed.find((one) => one.code === code)?.label ?? code;
    return [`Déjà au dossier, et toujours valable : ${label}. Une pièce n’est pas demandée deux fois.`];
  });
}

/** The file shows what the letter asks; what was asked before stays as it is. */
async function markRequested(
  { householdFiles, today }: HttpDependencies,
  user: CurrentUser,
  { numero, pieces }: Asked,
): Promise<void> {
  const actor = { accountId: user.id, name: user.name, role: user.role };
  for (const document of pieces) {
    const change = { number: numero, document, gesture: 'request', validUntil: null } as const;
    await householdFiles.changeDocument(user.landlordId, change, actor, new Date(), today());
  }
}

/** The situation, or why there is none, in French. */
function situationOf(asked: NewLetter, today: CivilDate): LetterSituation | string {
  if (asked.courrier === 'documentRequest') {
    if (asked.jour <= today) return 'Laissez du temps au ménage : choisissez un jour à venir.';
    const listed = documentListOn(today)?.documents ?? [];
    const documents = listed.filter(({ code }) => asked.pieces.includes(code)).map(({ label }) => label);
    // P-02: nothing outside the list can be asked.
    if (documents.length !== asked.pieces.length) return 'Une pièce n’est pas dans la liste limitative.';
    return { kind: 'documentRequest', documents, dueOn: asked.jour };
  }
  if (asked.seance > today) return 'Cette séance n’a pas encore eu lieu.';
  if (forbiddenInAnswer([asked.logement, ...asked.conseils].join('\n')) !== null) {
    return 'Ce texte parle de santé, d’origine, de violence ou de vie privée. Dites seulement quel logement conviendrait.';
  }
  return {
    kind: 'occupancyOpinion',
    heldOn: asked.seance,
    situation: asked.situation,
    suitableHome: asked.logement,
    advice: asked.conseils,
  };
}

function textOf(body: unknown, name: string): string {
  const parsed = z.object({ [name]: z.string() }).safeParse(body);
  return parsed.success ? (parsed.data[name] ?? '') : '';
}

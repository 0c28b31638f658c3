/** Cases: recorded when they arrive, followed by somebody, answered by a person in a letter. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { caseKinds } from '../../../committee/cases/case.ts';
import { answerCaseSchema, type CaseLine } from '../../../committee/cases/case-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { readerOf, requireFileInScope } from '../letters/letter-reading.ts';
import { CasePage } from './case-page.tsx';
import { caseRefusalInWords } from './case-words.ts';
import { CasesPage, type TypedCase } from './cases-page.tsx';

const openForm = z.object({
  _key: z.uuid(),
  numero: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().min(1, 'donnez le numéro unique').max(40)),
  nature: z.enum(caseKinds, 'dites ce qui est demandé'),
  recue: civilDateSchema,
  demande: z.string().trim().max(4_000).default(''),
});
const typedForm = z.object({
  numero: z.string().catch(''),
  nature: z.string().catch(''),
  recue: z.string().catch(''),
  demande: z.string().catch(''),
});
const takeForm = z.object({ version: z.coerce.number().int().min(1) });
const answerForm = z.object({
  version: z.coerce.number().int().min(1),
  suite: z.enum(['acceptee', 'rejetee'], 'dites si la demande est acceptée'),
  reponse: z.string(),
});
const storyShown = 30;

export function casesRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/recours', requirePermission('case.write'));
  listRoutes(router, dependencies);
  caseRoutes(router, dependencies);
  return router;
}

function listRoutes(router: Router, dependencies: HttpDependencies): void {
  const { cases, files, today } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    typed: TypedCase,
    refusal: string | null,
    key: string = randomUUID(),
  ) => {
    const user = userWhoMay(request, 'case.write');
    sendPage(
      response,
      <CasesPage
        frame={frameOf(request, dependencies)}
        cases={await cases.list(await readerOf(user, dependencies))}
        today={today()}
        formKey={key}
        typed={typed}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get('/agent/recours', (request, response) => {
    const { dossier } = request.query;
    const number = typeof dossier === 'string' ? files.numberOf(dossier) : null;
    return show(request, response, { number: number ?? '', kind: '', receivedOn: '', request: '' }, null);
  });
  router.post('/agent/recours', async (request, response) => {
    const user = userWhoMay(request, 'case.write');
    const raw = typedForm.parse(request.body ?? {});
    const typed = { number: raw.numero, kind: raw.nature, receivedOn: raw.recue, request: raw.demande };
    const parsed = openForm.safeParse(request.body ?? {});
    if (!parsed.success) {
      const faults = [...new Set(parsed.error.issues.map(({ message }) => message))].join(', ');
      return show(request, response, typed, `À corriger : ${faults}.`);
    }
    const { _key: key, numero: number, nature: kind, recue: receivedOn, demande } = parsed.data;
    await requireFileInScope(user, dependencies, number);
    const opened = await cases.open(
      askedBy(user, dependencies),
      { key, number, kind, about: null, receivedOn, request: demande === '' ? null : demande },
      { accountId: user.id, name: user.name },
    );
    if (!opened.ok) return show(request, response, typed, caseRefusalInWords(opened.refusal), key);
    response.redirect(303, `/agent/recours/${opened.value.id}`);
  });
}

function caseRoutes(router: Router, dependencies: HttpDependencies): void {
  const { cases, sessions, journal, files, today } = dependencies;
  const caseOf = async (request: Request): Promise<{ user: CurrentUser; one: CaseLine }> => {
    const user = userWhoMay(request, 'case.write');
    const id = z.uuid().safeParse(request.params.id);
    const one = id.success ? await cases.find(user.landlordId, id.data) : null;
    if (!one) {
      throw new AppError('not-found', 'Ce recours n’existe pas.', {
        hint: 'Revenez à la liste des recours.',
      });
    }
    await requireFileInScope(user, dependencies, one.number);
    return { user, one };
  };
  const show = async (
    request: Request,
    response: Response,
    typed: { answer: string; upheld: boolean | null },
    refusal: string | null,
  ) => {
    // Read again after a refusal: the page shows what the other person did.
    const { user, one } = await caseOf(request);
    const [decisions, story] = await Promise.all([
      sessions.decidedHomes(user.landlordId, { number: one.number }),
      journal.story(user.landlordId, `case:${one.id}`, storyShown),
    ]);
    sendPage(
      response,
      <CasePage
        frame={frameOf(request, dependencies)}
        one={one}
        today={today()}
        decisions={decisions}
        story={story}
        fileHref={`/agent/dossiers/${files.of(one.number)}`}
        accountId={user.id}
        typed={typed}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get('/agent/recours/:id', (request, response) =>
    show(request, response, { answer: '', upheld: null }, null),
  );
  router.post('/agent/recours/:id/prendre', async (request, response) => {
    const { user, one } = await caseOf(request);
    const { version } = readInput(takeForm, request.body);
    const owner = { accountId: user.id, name: user.name };
    const taken = await cases.take(askedBy(user, dependencies), { id: one.id, version, owner });
    if (!taken.ok) {
      return show(request, response, { answer: '', upheld: null }, caseRefusalInWords(taken.refusal));
    }
    response.redirect(303, `/agent/recours/${one.id}`);
  });
  router.post('/agent/recours/:id/reponse', async (request, response) => {
    const { user, one } = await caseOf(request);
    const { version, suite, reponse } = readInput(answerForm, request.body);
    const typed = { answer: reponse, upheld: suite === 'acceptee' };
    const input = answerCaseSchema.safeParse({ id: one.id, version, answer: reponse, upheld: typed.upheld });
    if (!input.success) {
      const faults = input.error.issues.map(({ message }) => message).join(', ');
      return show(request, response, typed, `À corriger : ${faults}.`);
    }
    const answered = await cases.answer(askedBy(user, dependencies), input.data);
    if (!answered.ok) return show(request, response, typed, caseRefusalInWords(answered.refusal));
    response.redirect(303, `/agent/courriers/${answered.value.letterId}`);
  });
}

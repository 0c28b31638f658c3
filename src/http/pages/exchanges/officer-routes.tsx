/** `/agent/echanges`: wishes and freed homes, the search with its proof, plans, consents, fallbacks, sittings. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { isInScope } from '../../../access/scope.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { actingFor, counterWays } from '../../../portal/counter/counter.ts';
import { homeOfNodes } from '../../../portal/exchanges/build.ts';
import { chainsFrom, groupOf } from '../../../portal/exchanges/plan.ts';
import { exchangeRefusalInWords } from '../../../portal/exchanges/words.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { outOfScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { BoardPage } from './board-page.tsx';
import { ChainsPage } from './chains-page.tsx';
import { inWords, officer, planOfAddress, showPlan, type Wrong } from './plan-shown.tsx';
import { freedInWords } from './plan-words.ts';
import { labelsOf } from './prepared-labels.ts';
import { fallbackStamp, solvePlan } from './solve-plan.ts';

const versioned = z.object({ version: z.coerce.number().int().min(1) });

const askForm = versioned.extend({
  pas: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.uuid()).min(1).max(100)),
});

const answerForm = versioned.extend({
  pas: z.uuid(),
  reponse: z.enum(['given', 'refused']),
  par: z.enum(counterWays, 'dites comment le ménage a répondu'),
});

const adoptForm = versioned.extend({ repli: z.string().min(1).max(100) });

const committeeForm = versioned.extend({
  groupe: z.coerce.number().int().min(0).max(1000),
  seance: z.string().regex(/^[0-9a-f-]{36} \d+$/, 'choisissez une séance'),
});

const swapForm = versioned.extend({
  groupe: z.coerce.number().int().min(0).max(1000),
  jour: civilDateSchema,
});

const keyForm = z.object({ _key: z.uuid() });

export function officerRoutes(router: Router, dependencies: HttpDependencies): void {
  const { exchanges, today } = dependencies;
  router.get('/agent/echanges', (request, response) => showBoard(dependencies, request, response, null));
  router.post('/agent/echanges/recherche', async (request, response) => {
    const { user, reader } = await officer(request, dependencies);
    const { _key: key } = readInput(keyForm, request.body);
    const prepared = await exchanges.prepare(reader, today(), null);
    const solved = await solvePlan(dependencies, prepared, true);
    const kept = await exchanges.keep(askedBy(user, dependencies), reader, { key, solved });
    if (!kept.ok) return showBoard(dependencies, request, response, exchangeRefusalInWords(kept.refusal));
    response.redirect(303, `/agent/echanges/${kept.value.id}?fait=garde`);
  });
  chainsRoute(router, dependencies);
  router.get('/agent/echanges/:id', (request, response) => showPlan(dependencies, request, response, null));
  planRoutes(router, dependencies);
}

function planRoutes(router: Router, dependencies: HttpDependencies): void {
  const { exchanges, today } = dependencies;
  const gesture =
    (
      done: string,
      act: (
        request: Request,
        who: Awaited<ReturnType<typeof planOfAddress>>,
      ) => Promise<{ ok: true } | ({ ok: false } & Wrong)>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const who = await planOfAddress(request, dependencies);
      const result = await act(request, who);
      if (!result.ok) return showPlan(dependencies, request, response, inWords(result.refusal));
      response.redirect(303, `/agent/echanges/${who.file.id}?fait=${done}`);
    };
  router.post(
    '/agent/echanges/:id/accord',
    gesture('demande', (request, { user, file }) => {
      const { version, pas } = readInput(askForm, request.body);
      return exchanges.ask(askedBy(user, dependencies), { id: file.id, version, stepIds: pas });
    }),
  );
  router.post(
    '/agent/echanges/:id/reponse',
    gesture('note', (request, { user, file }) => {
      const { version, pas, reponse, par } = readInput(answerForm, request.body);
      const asked = askedBy(user, dependencies);
      const input = { id: file.id, stepId: pas, version, answer: reponse };
      // The household's answer: the officer's name says for whom, and by which way it came.
      return exchanges.record({ ...asked, actor: actingFor(asked.actor, par) }, input);
    }),
  );
  router.post(
    '/agent/echanges/:id/repli',
    gesture('repli', async (request, { user, reader, file }) => {
      const { version, repli } = readInput(adoptForm, request.body);
      const prepared = await exchanges.prepare(reader, today(), file.id);
      const solved = await solvePlan(dependencies, prepared, false);
      if (fallbackStamp(solved, prepared) !== repli) {
        return { ok: false, refusal: { code: 'factsChanged' } };
      }
      return exchanges.adopt(askedBy(user, dependencies), reader, { id: file.id, version, solved });
    }),
  );
  router.post(
    '/agent/echanges/:id/commission',
    gesture('inscrit', (request, { user, file }) => {
      const { version, groupe, seance } = readInput(committeeForm, request.body);
      const [sessionId = '', sessionVersion = ''] = seance.split(' ');
      return exchanges.toCommittee(askedBy(user, dependencies), {
        id: file.id,
        version,
        group: groupe,
        sessionId,
        sessionVersion: Number(sessionVersion),
      });
    }),
  );
  router.post(
    '/agent/echanges/:id/droit',
    gesture('droit', (request, { user, file }) => {
      const { version, groupe, jour } = readInput(swapForm, request.body);
      const input = { id: file.id, version, group: groupe, on: jour };
      return exchanges.swap(askedBy(user, dependencies), input);
    }),
  );
  router.post(
    '/agent/echanges/:id/abandon',
    gesture('abandon', (request, { user, file }) => {
      const { version } = readInput(versioned, request.body);
      return exchanges.drop(askedBy(user, dependencies), { id: file.id, version });
    }),
  );
}

async function showBoard(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  refusal: string | null,
): Promise<void> {
  const { reader } = await officer(request, dependencies);
  const today = dependencies.today();
  sendPage(
    response,
    <BoardPage
      frame={frameOf(request, dependencies)}
      today={today}
      board={await dependencies.exchanges.board(reader, today)}
      formKey={randomUUID()}
      refusal={refusal}
    />,
    refusal === null ? 200 : 409,
  );
}

function chainsRoute(router: Router, dependencies: HttpDependencies): void {
  const { exchanges, scopes, today } = dependencies;
  router.get('/agent/echanges/chaines/:vacancyId', async (request, response) => {
    const { user, reader } = await officer(request, dependencies);
    const { vacancyId } = request.params;
    const insee = await scopes.communeOfVacancy(user.landlordId, vacancyId);
    if (insee === null) {
      throw new AppError('not-found', 'Ce logement n’est pas parmi les logements libérés.', {
        hint: 'Revenez au tableau des logements et cherchez-le par son adresse.',
      });
    }
    if (!isInScope(reader.communes, [insee])) throw outOfScope();
    const prepared = await exchanges.prepare(reader, today(), null);
    const freed = prepared.material.freed.find((one) => one.vacancyId === vacancyId) ?? null;
    const options = freed
      ? chainsFrom(prepared.built.graph, vacancyId).map(({ nodes }) =>
          groupOf('chain', nodes, homeOfNodes(prepared.material), prepared.material),
        )
      : [];
    sendPage(
      response,
      <ChainsPage
        frame={frameOf(request, dependencies)}
        vacancyId={vacancyId}
        home={freed ? freedInWords(freed) : 'logement'}
        options={options}
        days={prepared.material.chainDays}
        labelOf={labelsOf(prepared.material)}
      />,
    );
  });
}

/** What a holder sees and answers of one home, by its account or by a signed link. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { HolderAnswer, HolderSpace } from '../../../committee/orientation/holder-port.ts';
import { readNumbers } from '../../../committee/orientation/holder-view.ts';
import type { Actor } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import type { HolderLink } from './holder-link.ts';
import { HolderHomePage, HolderMessagePage } from './holder-pages.tsx';
import { refusalInWords } from './holder-words.ts';
import type { AnswerOutcome } from './home-card.tsx';

const designationForm = z.object({
  numeros: z.string().max(20_000),
  dalo: z.literal('oui').optional(),
});
const returnForm = z.object({
  confirme: z.literal('oui', { error: 'cochez la case pour rendre le logement' }),
});

/** Who answers for which holder and home, by account or by link. */
export type Answering = {
  landlordId: string;
  holderId: string;
  vacancyId: string;
  actor: Actor;
  /** Address of the home for this person. */
  action: string;
  link: HolderLink | null;
};

/** The home that is asked, and notes that a link was opened. */
export async function showHome(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  if (answering.link) {
    await dependencies.holders.linkOpened(answering.landlordId, answerOf(dependencies, answering));
  }
  await sendHome(dependencies, request, response, answering, { outcome: null, refusal: null, status: 200 });
}

type Said = { outcome: AnswerOutcome | null; refusal: string | null; status: number };

async function sendHome(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
  said: Said,
): Promise<void> {
  const today = dependencies.today();
  const { landlordId, holderId, vacancyId, link } = answering;
  const space = spaceOr404(await dependencies.holders.space(landlordId, holderId, today));
  const home = space.homes.find(({ vacancy }) => vacancy.id === vacancyId);
  // A link is of one orientation: once the home came back and went out again, it needs another.
  if (!home || (link && link.orientedOn !== home.orientedOn)) {
    return sendPage(
      response,
      <HolderMessagePage
        frame={frameOf(request, dependencies)}
        title="Ce logement n’attend plus votre réponse"
      >
        <p>
          {said.refusal ??
            'Il n’est pas, ou n’est plus, orienté vers vous : il a été pourvu, rendu, ou le délai pour désigner est passé.'}
        </p>
        <p>En cas de doute, appelez le service d’attribution du bailleur.</p>
      </HolderMessagePage>,
      said.refusal === null ? 404 : said.status,
    );
  }
  sendPage(
    response,
    <HolderHomePage
      frame={frameOf(request, dependencies)}
      holder={space.holder}
      home={home}
      today={today}
      action={answering.action}
      outcome={said.outcome}
      refusal={said.refusal}
      hasSpace={link === null}
    />,
    said.status,
  );
}

/** Takes the designations of the form, and shows what came of each. */
export async function designate(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  const form = readInput(designationForm, request.body);
  const { numbers, unreadable } = readNumbers(form.numeros);
  if (!(await linkStillHolds(dependencies, answering))) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: null,
      status: 404,
    });
  }
  const answered = await dependencies.holders.designate(answering.landlordId, {
    ...answerOf(dependencies, answering),
    numbers,
    dalo: form.dalo !== undefined,
  });
  await sendHome(
    dependencies,
    request,
    response,
    answering,
    answered.ok
      ? { outcome: { answer: answered.value, unreadable }, refusal: null, status: 200 }
      : { outcome: null, refusal: refusalInWords(answered.refusal), status: 409 },
  );
}

/** Gives the home back to the landlord. */
export async function giveBack(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  answering: Answering,
): Promise<void> {
  readInput(returnForm, request.body);
  if (!(await linkStillHolds(dependencies, answering))) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: null,
      status: 404,
    });
  }
  const answered = await dependencies.holders.decline(
    answering.landlordId,
    answerOf(dependencies, answering),
  );
  if (!answered.ok) {
    return sendHome(dependencies, request, response, answering, {
      outcome: null,
      refusal: refusalInWords(answered.refusal),
      status: 409,
    });
  }
  if (!answering.link) return response.redirect(303, '/reservataire?rendu=1');
  sendPage(
    response,
    <HolderMessagePage frame={frameOf(request, dependencies)} title="Le logement est rendu">
      <p>Merci de votre réponse. Le bailleur en est averti ; vous n’avez plus rien à faire.</p>
    </HolderMessagePage>,
  );
}

async function linkStillHolds(
  { holders, today }: HttpDependencies,
  { link, landlordId, holderId, vacancyId }: Answering,
): Promise<boolean> {
  if (!link) return true;
  const space = await holders.space(landlordId, holderId, today());
  const home = space?.homes.find(({ vacancy }) => vacancy.id === vacancyId);
  return home !== undefined && home.orientedOn === link.orientedOn;
}

function answerOf({ today }: HttpDependencies, answering: Answering): HolderAnswer {
  const { holderId, vacancyId, actor } = answering;
  return { holderId, vacancyId, actor, at: new Date(), today: today() };
}

/** Throws a 404 for a holder that the landlord has no more. */
export function spaceOr404(space: HolderSpace | null): HolderSpace {
  if (space) return space;
  throw new AppError('not-found', 'Ce réservataire n’existe plus chez ce bailleur.', {
    hint: 'Appelez le service d’attribution du bailleur.',
  });
}

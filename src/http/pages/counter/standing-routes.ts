/** Standing wishes set and ended at the counter. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { Asked } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import type { StandingRefusal } from '../../../portal/choice/standing-wish.ts';
import { type CounterWay, counterWays } from '../../../portal/counter/counter.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';

const way = z.enum(counterWays, 'dites comment le ménage le demande');
const setForm = z.object({
  _key: z.uuid(),
  reste: z
    .string()
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.number().int().min(0).max(5000).nullable()),
  jusque: civilDateSchema,
  par: way,
});
const endForm = z.object({ souhait: z.uuid(), par: way });

type CounterFile = { number: string; landlordId: string; path: string };

/** `open` reads the file of the address; `asFor` says who acts for whom. */
export function standingRoutes(
  router: Router,
  { standingWishes, today }: Pick<HttpDependencies, 'standingWishes' | 'today'>,
  open: (request: Request) => Promise<CounterFile>,
  asFor: (request: Request, way: CounterWay) => Asked,
): void {
  router.post('/agent/guichet/:ref/permanents', async (request, response) => {
    const { number, landlordId, path } = await open(request);
    const { _key, reste, jusque, par } = readInput(setForm, request.body);
    const { application } = await standingWishes.of(landlordId, number);
    const { communes, typologies, accessibility } = application;
    const done = await standingWishes.set(asFor(request, par), {
      number,
      criteria: {
        communes: [...communes],
        typologies: [...typologies],
        maxLeftToPayCents: reste === null ? null : reste * 100,
        accessibility,
        setOn: today(),
      },
      until: jusque,
      requestKey: _key,
    });
    if (done.ok) return response.redirect(303, `${path}?fait=permanent`);
    throw new AppError('conflict', refusalWords(done.refusal), {
      hint: 'Revenez au guichet et recommencez.',
    });
  });
  router.post('/agent/guichet/:ref/permanents/fin', async (request, response) => {
    const { number, path } = await open(request);
    const { souhait, par } = readInput(endForm, request.body);
    const done = await standingWishes.end(asFor(request, par), { number, id: souhait });
    if (done.ok) return response.redirect(303, `${path}?fait=permanentFin`);
    throw new AppError('not-found', refusalWords(done.refusal));
  });
}

function refusalWords(refusal: StandingRefusal): string {
  switch (refusal.code) {
    case 'untilPast':
      return 'La date de fin est passée.';
    case 'untilTooFar':
      return `La date de fin est après le ${frenchLongDate(refusal.last)}.`;
    case 'tooMany':
      return `Ce ménage a déjà ${refusal.limit} candidatures permanentes en cours : arrêtez-en une.`;
    default:
      return 'Cette candidature permanente n’est pas dans ce dossier.';
  }
}

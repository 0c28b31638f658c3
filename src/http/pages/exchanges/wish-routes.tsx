/** `/demandeur/logement/echange`: a tenant's wish to exchange, and its answers to what is proposed. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { accessibilitySchema, inseeSchema, typologySchema } from '../../../domain/home.ts';
import { epciOfCommune, geography } from '../../../domain/territory.ts';
import { addDays, addMonths, type CivilDate, civilDateSchema } from '../../../kernel/civil-date.ts';
import type { ExchangeWish } from '../../../portal/exchanges/wish.ts';
import { lastDayOfWish } from '../../../portal/exchanges/wish.ts';
import { exchangeRefusalInWords, wishRefusalInWords } from '../../../portal/exchanges/words.ts';
import { mayAct } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import {
  askedByVisitor,
  openedFile,
  openedFileToAct,
  requireOpenedFile,
} from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { WishPage } from './wish-page.tsx';
import type { TypedWish } from './wish-page-props.ts';

const path = '/demandeur/logement/echange';
const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item));
const euros = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const amount = Number(text.replace(/[\s€]/g, '').replace(',', '.'));
    if (Number.isFinite(amount) && amount > 0 && amount < 100_000) return Math.round(amount * 100);
    context.addIssue({ code: 'custom', message: 'écrivez un montant en euros, comme 450' });
    return z.NEVER;
  });
const wishForm = z.object({
  _key: z.uuid(),
  commune: many(inseeSchema),
  taille: many(typologySchema),
  loyer: euros,
  reste: euros,
  ascenseur: z.literal('oui').optional(),
  acces: accessibilitySchema.default('none'),
  mots: z.string().trim().max(500).default(''),
  jusque: civilDateSchema,
});
const typedForm = z.object({
  commune: many(z.string()).catch([]),
  taille: many(z.string()).catch([]),
  loyer: z.string().catch(''),
  reste: z.string().catch(''),
  ascenseur: z.string().optional().catch(undefined),
  acces: z.string().catch('none'),
  mots: z.string().catch(''),
  jusque: z.string().catch(''),
});
const answerForm = z.object({ pas: z.uuid(), reponse: z.enum(['given', 'refused']) });
const doneWords: Readonly<Record<string, string>> = {
  souhait: 'Votre souhait est enregistré. Il ne vous engage à rien.',
  arret: 'Votre souhait est arrêté. Plus rien ne vous sera proposé en échange.',
  given: 'Votre oui est enregistré. Nous vous écrivons dès que tous ont répondu.',
  refused: 'Votre non est enregistré. Vous n’avez rien perdu.',
};

export function wishRoutes(router: Router, dependencies: HttpDependencies): void {
  const { exchanges } = dependencies;
  const show = showWish(dependencies);
  router.use(path, requireOpenedFile);
  router.get(path, (request, response) => show(request, response, null, null));
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const parsed = wishForm.safeParse(request.body ?? {});
    const typed = typedOf(request.body);
    if (!parsed.success) {
      const faults = [...new Set(parsed.error.issues.map(({ message }) => message))].join(', ');
      return show(request, response, typed, `À corriger : ${faults}.`);
    }
    const { _key: key, commune, taille, loyer, reste, ascenseur, acces, mots, jusque } = parsed.data;
    const wished = await exchanges.wish(askedByVisitor(visitor, dependencies), visitor, {
      key,
      wants: {
        communes: commune,
        typologies: taille,
        highestRentCents: loyer,
        highestLeftToPayCents: reste,
        withoutStairs: ascenseur !== undefined,
        accessibility: acces,
      },
      own: { words: mots === '' ? null : mots },
      until: jusque,
    });
    if (!wished.ok) return show(request, response, typed, wishRefusalInWords(wished.refusal));
    response.redirect(303, `${path}?fait=souhait`);
  });
  router.post(`${path}/arret`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const stopped = await exchanges.stopWish(askedByVisitor(visitor, dependencies), visitor);
    if (!stopped.ok) return show(request, response, null, wishRefusalInWords(stopped.refusal));
    response.redirect(303, `${path}?fait=arret`);
  });
  router.post(`${path}/reponse`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { pas, reponse } = readInput(answerForm, request.body);
    const asked = askedByVisitor(visitor, dependencies);
    const answered = await exchanges.answer(asked, visitor, { stepId: pas, answer: reponse });
    if (!answered.ok) return show(request, response, null, exchangeRefusalInWords(answered.refusal));
    response.redirect(303, `${path}?fait=${reponse}`);
  });
}

function showWish(dependencies: HttpDependencies) {
  const { exchanges, today } = dependencies;
  return async (request: Request, response: Response, typed: TypedWish | null, refusal: string | null) => {
    const visitor = openedFile(request);
    const date = today();
    const exchange = await exchanges.ofTenant(visitor, date);
    const { fait } = request.query;
    sendPage(
      response,
      <WishPage
        frame={portalFrameOf(request, dependencies)}
        today={date}
        exchange={exchange}
        communes={exchange.home === null ? [] : communesAround(exchange.home.insee, exchange.wish, date)}
        formKey={randomUUID()}
        typed={typed ?? typedOfWish(exchange.wish, date)}
        extent={{ first: addDays(date, 1), last: lastDayOfWish(date) }}
        mayAct={mayAct(visitor)}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
}

/** The communes of the same EPCI, and those that the wish holds already. */
function communesAround(insee: string, wish: ExchangeWish | null, today: CivilDate) {
  const near = epciOfCommune(insee, today)?.communes ?? [insee];
  return [...new Set([...near, ...(wish?.wants.communes ?? [])])]
    .map((code) => ({ insee: code, name: geography().communes.get(code)?.name ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

const usualMonths = 6;

function typedOfWish(wish: ExchangeWish | null, today: CivilDate): TypedWish {
  const { wants } = wish ?? { wants: null };
  const inEuros = (cents: number | null | undefined) =>
    cents == null ? '' : String(Math.round(cents / 100));
  return {
    communes: wants?.communes ?? [],
    typologies: wants?.typologies ?? [],
    rent: inEuros(wants?.highestRentCents),
    left: inEuros(wants?.highestLeftToPayCents),
    withoutStairs: wants?.withoutStairs ?? false,
    accessibility: wants?.accessibility ?? 'none',
    words: wish?.own.words ?? '',
    until: wish?.until ?? addMonths(today, usualMonths),
  };
}

function typedOf(body: unknown): TypedWish {
  const { commune, taille, loyer, reste, ascenseur, acces, mots, jusque } = typedForm.parse(body ?? {});
  return {
    communes: commune,
    typologies: taille,
    rent: loyer,
    left: reste,
    withoutStairs: ascenseur !== undefined,
    accessibility: acces,
    words: mots,
    until: jusque,
  };
}

/** What the drafts' script asks: save, give back, drop. And the draft of a form that was sent goes with it. */
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { DeskOwner, DeskPort } from '../../committee/board/desk-port.ts';
import { readInput } from '../form.ts';
import { currentUser, signedInUser } from './current-user.ts';

const maximumCharacters = 30_000;

const page = z
  .string()
  .startsWith('/')
  .max(500)
  .refine((path) => !path.includes(' '), 'adresse de page attendue');
const form = z.string().regex(/^[\w:.-]{1,100}$/, 'nom de formulaire attendu');
const fields = z
  .string()
  .max(maximumCharacters)
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'JSON attendu' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().max(200), z.array(z.string())));

const saved = z.object({ page, form, champs: fields });
const named = z.object({ page, form });
const asked = z.object({ page });

/** GET, save and drop under /brouillons: only the person's own. Throws 401 for a visitor. */
export function draftsRouter({ desk }: { desk: DeskPort }): Router {
  const router = Router();
  router.get('/brouillons', async (request, response) => {
    const found = await desk.drafts(ownerOf(request), readInput(asked, request.query).page);
    response.set('cache-control', 'no-store').json({ brouillons: found });
  });
  router.post('/brouillons', async (request, response) => {
    const draft = readInput(saved, request.body);
    await desk.saveDraft(ownerOf(request), { page: draft.page, form: draft.form, fields: draft.champs });
    response.status(204).end();
  });
  router.post('/brouillons/effacer', async (request, response) => {
    const draft = readInput(named, request.body);
    await desk.dropDraft(ownerOf(request), draft.page, draft.form);
    response.status(204).end();
  });
  return router;
}

/**
 * A form that the script followed says which draft it was (`_brouillon`): once it has been accepted (the answer sends
 * the browser on), the draft goes. Refused, it stays.
 */
export function dropSentDraft({ desk }: { desk: DeskPort }): RequestHandler {
  return (request, response, next) => {
    const body: unknown = request.body;
    if (typeof body !== 'object' || body === null || !('_brouillon' in body)) return next();
    const [sentPage, sentForm] = String(body._brouillon).split(' ');
    delete body._brouillon;
    const user = currentUser(request);
    const read = named.safeParse({ page: sentPage, form: sentForm });
    if (!user || !read.success) return next();
    const owner = { landlordId: user.landlordId, accountId: user.id };
    const redirect = response.redirect.bind(response);
    // Before the browser is sent on: the next page must not find the draft again.
    response.redirect = (...args: unknown[]) => {
      const [status, url] = args;
      desk
        .dropDraft(owner, read.data.page, read.data.form)
        .catch(() => undefined)
        .finally(() => {
          if (typeof status === 'number' && typeof url === 'string') redirect(status, url);
          else redirect(String(status));
        });
    };
    next();
  };
}

function ownerOf(request: Request): DeskOwner {
  const user = signedInUser(request);
  return { landlordId: user.landlordId, accountId: user.id };
}

/** `/demandeur/preferences`: how to be written to, and a change of contact that nobody can use to steal a file. */
import { type Request, Router } from 'express';
import type { JSX } from 'preact';
import { z } from 'zod';
import { codeMinutes, codeTyped } from '../../../portal/access/one-time-code.ts';
import type { ContactRefusal } from '../../../portal/notifications/preference-port.ts';
import { type PortalVisitor, portalFileKey } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { currentUser } from '../../middleware/current-user.ts';
import { askedByVisitor, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { openPortal } from '../../middleware/session.ts';
import { sendPage } from '../../render-page.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { householdOnly } from '../mandates/mandates-router.tsx';
import { portalFrameOf } from '../portal-frame.ts';
import { CodeField } from './code-field.tsx';
import { countAtDoor } from './door-limit.ts';
import { contactChangeSchema, readContactChange, readPreferences } from './preference-form.ts';
import { ContactForms, PreferencesForm } from './preference-sections.tsx';

const path = '/demandeur/preferences';
const pendingSchema = z.object({ codeId: z.uuid(), change: contactChangeSchema });
const codeForm = z.object({ code: z.string('code attendu').max(40) });

declare module 'express-session' {
  interface SessionData {
    /** A change of contact that waits for its code. */
    portalContact?: z.infer<typeof pendingSchema>;
    /** The household reads easy pages first. */
    portalEasy?: boolean;
  }
}

export function preferencesRouter(dependencies: HttpDependencies): Router {
  const { preferences } = dependencies;
  const router = Router();
  const page = async (request: Request, visitor: PortalVisitor, said: Said) => {
    const shown = await preferences.read(visitor.landlordId, portalFileKey(visitor));
    const frame = portalFrameOf(request, dependencies);
    const sent = { action: path, csrfToken: frame.csrfToken };
    return (
      <Layout frame={frame} title="Comment nous vous écrivons">
        <div class="prose">
          <h1>Comment nous vous écrivons</h1>
          <Sentence said={said} />
          <PreferencesForm {...sent} shown={shown} />
          <StopForm {...sent} stopped={shown.isProtected || shown.preferred === 'letter'} />
          <h2>Votre contact</h2>
          {shown.isProtected ? (
            <p>
              Votre dossier est protégé : son contact ne s’affiche pas ici. Pour le changer, venez au guichet
              ou téléphonez.
            </p>
          ) : (
            <ContactForms {...sent} shown={shown} atCounter={false} />
          )}
        </div>
      </Layout>
    );
  };
  router.get(path, requireOpenedFile, async (request, response) => {
    const saved = request.query.fait === '1' ? 'C’est enregistré.' : null;
    sendPage(response, await page(request, householdOnly(request), { done: saved }));
  });
  router.post(path, async (request, response) => {
    const visitor = householdOnly(request);
    const chosen = readPreferences(request.body);
    await preferences.save(askedByVisitor(visitor, dependencies), portalFileKey(visitor), chosen);
    request.session.portalEasy = chosen.easyToRead;
    response.redirect(303, `${path}?fait=1`);
  });
  router.post(`${path}/arret`, async (request, response) => {
    const visitor = householdOnly(request);
    const key = portalFileKey(visitor);
    const now = await preferences.read(visitor.landlordId, key);
    const { digest, quietFromHour, quietToHour, easyToRead } = now;
    const asked = askedByVisitor(visitor, dependencies);
    const kept = { digest, quietFromHour, quietToHour, easyToRead };
    await preferences.save(asked, key, { ...kept, preferred: 'letter' });
    response.redirect(303, `${path}?fait=1`);
  });
  router.post(`${path}/contact`, async (request, response) => {
    const visitor = householdOnly(request);
    const change = readContactChange(request.body);
    const key = portalFileKey(visitor);
    await countAtDoor(dependencies, request, 'ask', `contact ${key}`);
    const asked = await preferences.askContact(askedByVisitor(visitor, dependencies), key, change);
    if (!asked.ok) {
      return sendPage(response, await page(request, visitor, { problem: refusalWords(asked.refusal) }), 409);
    }
    request.session.portalContact = { codeId: asked.value, change };
    response.redirect(303, `${path}/code`);
  });
  router.get(`${path}/code`, requireOpenedFile, (request, response) => {
    householdOnly(request);
    if (!pendingOf(request)) return response.redirect(303, path);
    sendPage(response, <ContactCodePage frame={portalFrameOf(request, dependencies)} problem={null} />);
  });
  router.post(`${path}/code`, async (request, response) => {
    const visitor = householdOnly(request);
    const pending = pendingOf(request);
    if (!pending) return response.redirect(303, path);
    const code = codeTyped(readInput(codeForm, request.body).code);
    const key = portalFileKey(visitor);
    await countAtDoor(dependencies, request, 'try', `contact ${key}`);
    const asked = askedByVisitor(visitor, dependencies);
    const done = await preferences.confirmContact(asked, key, pending.change, pending.codeId, code);
    if (!done.ok) {
      const frame = portalFrameOf(request, dependencies);
      return sendPage(response, <ContactCodePage frame={frame} problem={refusalWords(done.refusal)} />, 409);
    }
    delete request.session.portalContact;
    // The change ended every visit of the file: this one goes on under a new identifier.
    if (!currentUser(request)) await openPortal(request, { ...visitor, since: Date.now() });
    response.redirect(303, `${path}?fait=1`);
  });
  return router;
}

type Said = { done: string | null } | { problem: string };

function Sentence({ said }: { said: Said }): JSX.Element | null {
  if ('problem' in said) {
    return (
      <p class="alert alert-bad" role="alert">
        {said.problem}
      </p>
    );
  }
  return said.done === null ? null : (
    <p class="alert" role="status">
      {said.done}
    </p>
  );
}

/** One gesture: nothing but what the law has us write, and on paper. */
function StopForm(props: { action: string; csrfToken: string; stopped: boolean }): JSX.Element | null {
  if (props.stopped) return null;
  return (
    <form method="post" action={`${props.action}/arret`}>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <button type="submit">Ne plus recevoir d’e-mail ni de SMS</button>
    </form>
  );
}

function ContactCodePage(props: { frame: PageFrame; problem: string | null }): JSX.Element {
  return (
    <Layout frame={props.frame} title="Confirmer votre contact">
      <div class="prose">
        <h1>Confirmer votre contact</h1>
        {props.problem === null ? null : (
          <p class="alert alert-bad" role="alert">
            {props.problem}
          </p>
        )}
        <p class="lead">
          {`Un code part vers le nouveau contact. Il sert pendant ${codeMinutes} minutes. Rien ne change avant.`}
        </p>
        <form method="post" action={`${path}/code`} class="card">
          <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
          <CodeField label="Le code de 8 chiffres" />
          <button type="submit" class="strong">
            Confirmer
          </button>
        </form>
        <p>
          <a href={path}>Annuler</a>
        </p>
      </div>
    </Layout>
  );
}

function pendingOf(request: Request): z.infer<typeof pendingSchema> | null {
  return pendingSchema.safeParse(request.session.portalContact).data ?? null;
}

function refusalWords(refusal: ContactRefusal): string {
  switch (refusal.code) {
    case 'protected':
      return 'Ce dossier est protégé : son contact se change au guichet ou au téléphone.';
    case 'notMobile':
      return 'Donnez un téléphone mobile (06 ou 07) : un code y sera envoyé.';
    case 'over':
      return 'Ce code ne sert plus. Demandez-en un autre.';
    default:
      return `Ce n’est pas le bon code. Essais restants : ${refusal.triesLeft}.`;
  }
}

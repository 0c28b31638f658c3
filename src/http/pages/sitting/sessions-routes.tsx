/** The list of sittings, the creation of one, and how far all of them left what was proposed. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { newSessionSchema } from '../../../committee/session-port.ts';
import { sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import { civilDateOf, civilDateSchema, yearOf } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { DeparturesPage, departuresPath } from './departures-page.tsx';
import { textOf } from './reading.ts';
import { SessionsPage, type TypedSession } from './sessions-page.tsx';

const period = z.object({ du: civilDateSchema, au: civilDateSchema }).refine(({ du, au }) => du <= au);

export function sessionsRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sessions, committees, today } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    refused: { typed: TypedSession; key: string; refusal: string } | null,
  ) => {
    const { landlordId } = userWhoMay(request, 'session.prepare');
    const [lines, commissions] = await Promise.all([
      sessions.list(landlordId),
      committees.commissions(landlordId, today()),
    ]);
    const page = (
      <SessionsPage
        frame={frameOf(request, dependencies)}
        lines={lines}
        commissions={commissions}
        today={today()}
        newKey={refused?.key ?? randomUUID()}
        typed={refused?.typed ?? null}
        emergency={request.query.nature === 'emergency'}
        refusal={refused?.refusal ?? null}
      />
    );
    sendPage(response, page, refused === null ? 200 : 409);
  };
  departuresRoute(router, dependencies);
  router.get('/agent/seances', requirePermission('session.prepare'), (request, response) =>
    show(request, response, null),
  );
  router.post('/agent/seances', async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const typed = typedSession(request.body);
    const key = textOf(request.body, '_key');
    const parsed = newSessionSchema.safeParse({
      key,
      commissionId: typed.commission,
      heldOn: typed.jour,
      startsAt: typed.heure === '' ? null : typed.heure,
      place: typed.lieu === '' ? null : typed.lieu,
      mode: typed.mode,
      kind: typed.nature,
    });
    if (!parsed.success) {
      const refusal = 'Indiquez le jour de la séance, et l’heure comme 09:30.';
      return show(request, response, { typed, key: randomUUID(), refusal });
    }
    const answer = await sessions.create(askedBy(user, dependencies), parsed.data);
    if (!answer.ok) {
      return show(request, response, { typed, key, refusal: sessionRefusalInWords(answer.refusal) });
    }
    response.redirect(303, `/agent/seances/${answer.value.sessionId}`);
  });
}

/** Before the routes of one sitting, whose identifier "ecarts" would be. */
function departuresRoute(router: Router, dependencies: HttpDependencies): void {
  router.get(departuresPath, requirePermission('session.prepare'), async (request, response) => {
    const { landlordId } = userWhoMay(request, 'session.prepare');
    const isAsked = request.query.du !== undefined || request.query.au !== undefined;
    const asked = period.safeParse(request.query);
    const today = dependencies.today();
    const yearToDate = { du: civilDateOf(yearOf(today), 1, 1), au: today };
    const { du, au } = asked.success ? asked.data : yearToDate;
    const page = (
      <DeparturesPage
        frame={frameOf(request, dependencies)}
        report={await dependencies.sessions.departures(landlordId, du, au)}
        refusal={
          isAsked && !asked.success
            ? 'Indiquez deux jours, le premier avant le second. En attendant, voici l’année en cours.'
            : null
        }
      />
    );
    sendPage(response, page, isAsked && !asked.success ? 400 : 200);
  });
}

function typedSession(body: unknown): TypedSession {
  const read = (name: string) => textOf(body, name);
  return {
    commission: read('commission'),
    jour: read('jour'),
    heure: read('heure'),
    lieu: read('lieu'),
    mode: read('mode'),
    nature: read('nature'),
  };
}

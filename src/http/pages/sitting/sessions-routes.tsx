/** The list of sittings and the creation of one. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { newSessionSchema } from '../../../committee/session-port.ts';
import { sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { askedBy, textOf } from './reading.ts';
import { SessionsPage, type TypedSession } from './sessions-page.tsx';

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

/** `/agent/mutations/instances`: the internal body's meetings, from the agenda to the frozen minutes. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { paperBytes } from '../../../documents/pdf/write-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { planMeetingSchema } from '../../../portal/transfers/meeting.ts';
import { meetingPaper } from '../../../portal/transfers/meeting-paper.ts';
import type { MeetingView } from '../../../portal/transfers/meeting-port.ts';
import { refusalReasonCodes } from '../../../portal/transfers/refusal-reasons.ts';
import { recommendations } from '../../../portal/transfers/request.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { MeetingPage } from './meeting-page.tsx';
import { MeetingsPage } from './meetings-page.tsx';
import { transferReader } from './transfer-reader.ts';
import { transferRefusalInWords } from './transfer-words.ts';

const path = '/agent/mutations/instances';
const typedForm = z.object({
  jour: z.string().catch(''),
  membres: z.string().catch(''),
  demande: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string()).catch([]),
  ),
});
const versioned = z.object({ version: z.coerce.number().int().min(1) });
const adviceForm = versioned.extend({
  demande: z.uuid(),
  avis: z.enum(recommendations, 'choisissez un avis'),
  raison: z.preprocess((value) => (value === '' ? null : value), z.enum(refusalReasonCodes).nullable()),
  note: z
    .string()
    .trim()
    .max(500)
    .default('')
    .transform((text) => text || null),
});

export function meetingsRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transferMeetings, today } = dependencies;
  listRoutes(router, dependencies);
  const show = async (request: Request, response: Response, refusal: string | null) => {
    const { user, view } = await meetingOf(request, dependencies, 'transfer.read');
    sendPage(
      response,
      <MeetingPage
        frame={frameOf(request, dependencies)}
        today={today()}
        view={view}
        mayWrite={may(user.role, 'transfer.write')}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(`${path}/:id`, (request, response) => show(request, response, null));
  router.post(`${path}/:id/avis`, async (request, response) => {
    const { user, view } = await meetingOf(request, dependencies, 'transfer.write');
    const form = readInput(adviceForm, request.body);
    const said = { kind: form.avis, reason: form.raison, note: form.note };
    const input = { id: view.meeting.id, version: form.version, requestId: form.demande, said };
    const done = await transferMeetings.recommend(askedBy(user, dependencies), input);
    if (!done.ok) return show(request, response, transferRefusalInWords(done.refusal));
    response.redirect(303, `${path}/${view.meeting.id}#demande-${form.demande}`);
  });
  router.post(`${path}/:id/cloture`, async (request, response) => {
    const { user, view } = await meetingOf(request, dependencies, 'transfer.write');
    const { version } = readInput(versioned, request.body);
    const asked = askedBy(user, dependencies);
    const closed = await transferMeetings.close(asked, { id: view.meeting.id, version });
    if (!closed.ok) return show(request, response, transferRefusalInWords(closed.refusal));
    response.redirect(303, `${path}/${view.meeting.id}`);
  });
  router.get(`${path}/:id/compte-rendu.pdf`, async (request, response) => {
    const { user, view } = await meetingOf(request, dependencies, 'transfer.read');
    if (view.meeting.state !== 'closed') {
      throw new AppError('not-found', 'Le compte rendu n’existe pas encore.', {
        hint: 'Il est figé à la clôture de l’instance.',
      });
    }
    const asked = askedBy(user, dependencies);
    const bytes = await paperBytes(meetingPaper(view.meeting, user.landlordName, asked.now));
    await transferMeetings.recordPrinted(asked, view.meeting.id);
    const name = `Instance des mutations du ${frenchLongDate(view.meeting.heldOn)}.pdf`;
    response.attachment(name.replaceAll('\u00a0', ' '));
    response.type('application/pdf').set('cache-control', 'no-store').send(bytes);
  });
}

function listRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transferMeetings, today } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    typed: { heldOn: string; members: string },
    refusal: string | null,
  ) => {
    const user = userWhoMay(request, 'transfer.read');
    const reader = await transferReader(request, dependencies);
    sendPage(
      response,
      <MeetingsPage
        frame={frameOf(request, dependencies)}
        today={today()}
        meetings={await transferMeetings.list(user.landlordId)}
        waiting={await transferMeetings.waiting(reader)}
        mayWrite={may(user.role, 'transfer.write')}
        typed={typed}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) =>
    show(request, response, { heldOn: addDays(today(), 7), members: '' }, null),
  );
  router.post(path, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const { jour, membres, demande } = typedForm.parse(request.body ?? {});
    const members = membres
      .split(/[\n;]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const input = planMeetingSchema.safeParse({ heldOn: jour, members, requestIds: demande });
    const typed = { heldOn: jour, members: membres };
    if (!input.success) {
      const wanted = 'Donnez un jour, deux membres au moins, et cochez au moins une demande.';
      return show(request, response, typed, wanted);
    }
    const { communes } = await transferReader(request, dependencies);
    const planned = await transferMeetings.plan(askedBy(user, dependencies), input.data, communes);
    if (!planned.ok) return show(request, response, typed, transferRefusalInWords(planned.refusal));
    response.redirect(303, `${path}/${planned.value.id}`);
  });
}

/** The meeting of the address; an officer held to communes reads the requests of theirs. Throws 404. */
async function meetingOf(
  request: Request,
  dependencies: HttpDependencies,
  permission: 'transfer.read' | 'transfer.write',
): Promise<{ user: CurrentUser; view: MeetingView }> {
  const user = userWhoMay(request, permission);
  const id = z.uuid().safeParse(request.params.id);
  const reader = await transferReader(request, dependencies);
  const view = id.success ? await dependencies.transferMeetings.find(reader, id.data) : null;
  if (view) return { user, view };
  throw new AppError('not-found', 'Cette instance n’existe pas.', {
    hint: 'Revenez à la liste des instances.',
  });
}

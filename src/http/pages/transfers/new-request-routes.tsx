/** `/agent/mutations/nouvelle`: an officer opens a request for a tenant who did not use the portal. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { numberPattern } from '../../../domain/application.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { NewRequestPage, type TypedNewRequest } from './new-request-page.tsx';
import { transferReader } from './transfer-reader.ts';
import { transferRefusalInWords } from './transfer-words.ts';

const path = '/agent/mutations/nouvelle';
const typedForm = z.object({
  qui: z.string().trim().catch(''),
  motif: z.string().catch(''),
  origine: z.string().catch(''),
  mots: z.string().trim().catch(''),
});
const newForm = z.object({
  _key: z.uuid(),
  qui: z.string().trim().min(1, 'donnez le numéro unique ou le bail').max(60),
  motif: z.enum(transferGrounds, 'choisissez un motif'),
  origine: z.enum(['tenant', 'landlord'], 'dites qui demande'),
  mots: z.string().trim().max(2_000).default(''),
});

export function newRequestRoutes(router: Router, dependencies: HttpDependencies): void {
  const show = (
    request: Request,
    response: Response,
    typed: TypedNewRequest,
    refused: { why: string; standing: string | null } | null,
  ) => {
    sendPage(
      response,
      <NewRequestPage
        frame={frameOf(request, dependencies)}
        formKey={randomUUID()}
        typed={typed}
        refusal={refused?.why ?? null}
        standing={refused?.standing ?? null}
      />,
      refused === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) => {
    userWhoMay(request, 'transfer.write');
    show(request, response, { who: '', ground: '', origin: '', words: '' }, null);
  });
  router.post(path, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const { qui, motif, origine, mots } = typedForm.parse(request.body ?? {});
    const typed = { who: qui, ground: motif, origin: origine, words: mots };
    const parsed = newForm.safeParse(request.body ?? {});
    if (!parsed.success) {
      const faults = [...new Set(parsed.error.issues.map(({ message }) => message))].join(', ');
      return show(request, response, typed, { why: `À corriger : ${faults}.`, standing: null });
    }
    const { communes } = await transferReader(request, dependencies, 'transfer.write');
    const { _key: key, motif: ground, origine: origin, mots: words } = parsed.data;
    const opened = await dependencies.transfers.openByOfficer(
      askedBy(user, dependencies),
      nameOf(parsed.data.qui),
      { key, ground, origin, words: words === '' ? null : words, wishes: null, part: null },
      { owner: { accountId: user.id, name: user.name }, communes },
    );
    if (!opened.ok) {
      const standing = opened.refusal.code === 'alreadyOpen' ? opened.refusal.requestId : null;
      return show(request, response, typed, { why: transferRefusalInWords(opened.refusal), standing });
    }
    response.redirect(303, `/agent/mutations/${opened.value.id}`);
  });
}

/** A unique number has its own shape (N-01); anything else is a lease. */
function nameOf(typed: string): { number: string | null; tenancyId: string | null } {
  const number = typed.replace(/\s/g, '').toUpperCase();
  return numberPattern.test(number)
    ? { number, tenancyId: null }
    : { number: null, tenancyId: typed.replace(/\s/g, '') };
}

/** The gesture that protects a file, from its page. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import type { ProtectionRefusal } from '../../../access/protection.ts';
import { numberPattern } from '../../../domain/application.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { emergencyChoices } from '../orientation/emergency-routes.tsx';
import { ProtectionPage } from './protection-page.tsx';

const line = z.string().trim().max(200).default('');
const protectionForm = z.object({
  email: z
    .union([z.literal(''), z.email('Adresse électronique attendue, par exemple nom@exemple.fr.')])
    .default(''),
  telephone: line,
  adresse: line,
  commune: line,
  personnes: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (Array.isArray(value) ? value : [value]).map(Number))
    .refine((places) => places.every((place) => Number.isInteger(place) && place >= 0 && place < 30)),
  nom: line,
  numero: z
    .string()
    .default('')
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .refine((text) => text === '' || numberPattern.test(text), 'Numéro unique de 18 caractères attendu.'),
});
const endForm = z.object({ motif: z.string().trim().min(5, 'Un motif est attendu.').max(200) });

const refusalSentences: Readonly<Record<ProtectionRefusal, string>> = {
  'unknown-file': 'Ce dossier n’existe pas.',
  'already-protected': 'Ce dossier est déjà protégé.',
  'no-contact': 'Indiquez au moins un moyen de joindre la personne : il sera le seul utilisé.',
  'split-needs-someone-on-each-side':
    'Pour séparer la demande, une personne au moins doit partir et une au moins rester.',
  'split-needs-an-adult': 'La nouvelle demande a besoin d’un titulaire : cochez aussi un adulte.',
  'number-taken': 'Ce numéro unique est déjà celui d’une autre demande.',
};

export function protectionRouter(dependencies: HttpDependencies): Router {
  const { files, protections, today } = dependencies;
  const router = Router();
  const fileOf = async (request: Request) => {
    const user = userWhoMay(request, 'protection.write');
    const reference = String(request.params.ref);
    const number = files.numberOf(reference);
    const application = number === null ? null : await protections.file(user.landlordId, number);
    if (!application) throw new AppError('not-found', 'Ce dossier n’existe pas.');
    return { user, application, path: `/agent/dossiers/${reference}` };
  };
  const show = async (
    request: Request,
    problem: string | null,
    typed: Record<string, string | readonly string[]> = {},
  ) => {
    const { user, application, path } = await fileOf(request);
    const protection = await protections.of(user.landlordId, application.number);
    return (
      <ProtectionPage
        frame={frameOf(request, dependencies)}
        filePath={path}
        household={application.household}
        today={today()}
        protectedSince={protection && frenchLongDate(civilDateInParis(protection.since))}
        emergencies={may(user.role, 'session.prepare') ? await emergencyChoices(user, dependencies) : null}
        problem={problem}
        typed={typed}
      />
    );
  };
  router.get('/agent/dossiers/:ref/protection', async (request, response) => {
    sendPage(response, await show(request, null));
  });
  router.post('/agent/dossiers/:ref/protection', async (request, response) => {
    const { user, application } = await fileOf(request);
    const form = readInput(protectionForm, request.body);
    const actor = { accountId: user.id, name: user.name, role: user.role };
    const newContact = {
      email: form.email || null,
      telephone: form.telephone || null,
      address: [form.adresse, form.commune].filter((text) => text !== ''),
    };
    const split =
      form.personnes.length === 0
        ? null
        : { persons: form.personnes, name: form.nom, newNumber: form.numero || null };
    const done = await protections.protect(
      user.landlordId,
      { number: application.number, newContact, split },
      actor,
      new Date(),
      today(),
    );
    if (done.ok) return response.redirect(303, `/agent/dossiers/${files.of(done.value.number)}`);
    const { personnes, ...texts } = form;
    const typed = { ...texts, personnes: personnes.map(String) };
    sendPage(response, await show(request, refusalSentences[done.refusal], typed), 409);
  });
  router.post('/agent/dossiers/:ref/protection/fin', async (request, response) => {
    const { user, application, path } = await fileOf(request);
    const { motif } = readInput(endForm, request.body);
    const actor = { accountId: user.id, name: user.name, role: user.role };
    await protections.end(user.landlordId, application.number, actor, new Date(), motif);
    response.redirect(303, path);
  });
  return router;
}

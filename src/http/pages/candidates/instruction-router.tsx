/** The instruction of a candidate for a home: reading it, and each gesture with its refusal in words. */

import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { ContactRefusal, VisitRefusal } from '../../../committee/candidates/instruction-port.ts';
import { contactOutcomes } from '../../../committee/candidates/pool-port.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema, hourInParis, instantInParis } from '../../../kernel/civil-date.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { homeCost } from '../../../matching/home-cost.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { documentForm, eurosField, noSuchFile, numberOf, recordDocument } from '../file/file-router.tsx';
import { frameOf } from '../frame.ts';
import { InstructionPage } from './instruction-page.tsx';
import type { Replacement } from './instruction-props.ts';
import { poolPath } from './pool-props.ts';
import { type PoolReading, poolReading } from './pool-reading.ts';

const monthsPerYear = 12;
const replacementsShown = 3;

const emptyAsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());

const contactForm = z.object({
  _key: z.uuid(),
  issue: z.enum(contactOutcomes),
  raison: emptyAsNull(z.enum(refusalReasons)),
  rappelLe: emptyAsNull(civilDateSchema),
});
const costForm = z.object({ ressources: eurosField });
const slotForm = z.object({
  jour: civilDateSchema,
  heure: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Une heure est attendue, par exemple 14:30.'),
});
const visitForm = z.object({ geste: z.enum(['reserver', 'done', 'missed', 'cancelled']) });

const contactRefusals: Readonly<Record<ContactRefusal, string>> = {
  'unknown-file': 'Ce dossier n’existe pas.',
  'unknown-home': 'Ce logement n’est pas parmi ceux à louer.',
  'reason-needed': 'Dites pourquoi le ménage renonce : cela sert à comprendre les refus.',
  'day-needed': 'Dites quel jour rappeler.',
};
const visitRefusals: Readonly<Record<VisitRefusal, string>> = {
  'unknown-slot': 'Ce créneau n’existe pas.',
  'slot-taken': 'Ce créneau vient d’être pris par un autre ménage. Choisissez-en un autre.',
  'slot-past': 'Ce créneau est passé.',
  'already-booked': 'Ce ménage a déjà une visite prévue pour ce logement.',
  'slot-exists': 'Un créneau est déjà ouvert à cette heure-là.',
  'slot-cancelled': 'Cette visite est déjà close.',
  'not-booked': 'Personne n’a réservé ce créneau.',
  'unknown-home': 'Ce logement n’est pas parmi ceux à louer.',
};

type Place = Request<{ vacancyId: string; ref: string }>;
type VisitPlace = Request<{ vacancyId: string; ref: string; visitId: string }>;
const base = '/agent/logements/:vacancyId/candidats/:ref';

export function instructionRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const read = poolReading(dependencies);
  router.get(base, requirePermission('candidate.instruct'), (request: Place, response) =>
    show(dependencies, read, request, response, null),
  );
  router.post(`${base}/calcul`, async (request: Place, response) => {
    userWhoMay(request, 'candidate.instruct');
    const { ressources } = readInput(costForm, request.body);
    await show(dependencies, read, request, response, ressources);
  });
  router.post(`${base}/pieces`, async (request: Place, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(documentForm, request.body);
    await recordDocument(dependencies, user, numberOf(dependencies, request.params.ref), form);
    response.redirect(303, `${pathOf(request)}#pieces`);
  });
  router.post(`${base}/contact`, async (request: Place, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(contactForm, request.body);
    const made = {
      key: form._key,
      vacancyId: request.params.vacancyId,
      number: numberOf(dependencies, request.params.ref),
      outcome: form.issue,
      reason: form.raison,
      callBackOn: form.rappelLe,
    };
    const done = await dependencies.instruction.recordContact(
      user.landlordId,
      made,
      actorOf(user),
      new Date(),
    );
    if (!done.ok) throw refused(contactRefusals[done.refusal]);
    response.redirect(303, `${pathOf(request)}#contact`);
  });
  visitGestures(router, dependencies);
  return router;
}

function visitGestures(router: Router, dependencies: HttpDependencies): void {
  const { instruction } = dependencies;
  router.post(`${base}/creneaux`, async (request: Place, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const { jour, heure } = readInput(slotForm, request.body);
    const slot = { vacancyId: request.params.vacancyId, startsAt: instantInParis(jour, heure) };
    const done = await instruction.openSlot(user.landlordId, slot, actorOf(user), nowOf(dependencies));
    if (!done.ok) throw refused(visitRefusals[done.refusal]);
    response.redirect(303, `${pathOf(request)}#visites`);
  });
  router.post(`${base}/visites/:visitId`, async (request: VisitPlace, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const { geste } = readInput(visitForm, request.body);
    const { vacancyId } = request.params;
    const { visitId } = readInput(z.object({ visitId: z.uuid() }), request.params);
    const by = actorOf(user);
    const now = nowOf(dependencies);
    const done =
      geste === 'reserver'
        ? await instruction.book(
            user.landlordId,
            { vacancyId, visitId, number: numberOf(dependencies, request.params.ref) },
            by,
            now,
          )
        : await instruction.closeVisit(user.landlordId, { vacancyId, visitId, outcome: geste }, by, now);
    if (!done.ok) throw refused(visitRefusals[done.refusal]);
    response.redirect(303, `${pathOf(request)}#visites`);
  });
}

async function show(
  dependencies: HttpDependencies,
  read: (landlordId: string, vacancyId: string) => Promise<PoolReading>,
  request: Place,
  response: Response,
  typedCents: number | null,
): Promise<void> {
  const user = userWhoMay(request, 'candidate.instruct');
  const { landlordId } = user;
  const { vacancyId, ref } = request.params;
  const number = numberOf(dependencies, ref);
  const today = dependencies.today();
  const [reading, file, { contacts, visits }] = await Promise.all([
    read(landlordId, vacancyId),
    dependencies.householdFiles.find(landlordId, number),
    dependencies.instruction.of(landlordId, vacancyId, number),
  ]);
  if (!file) throw noSuchFile();
  await dependencies.householdFiles.opened(landlordId, number, actorOf(user), new Date());
  const { application } = file;
  const { home } = reading.place;
  const [detail] = await reading.details([number]);
  const declined = contacts[0]?.outcome === 'declined';
  sendPage(
    response,
    <InstructionPage
      frame={frameOf(request, dependencies)}
      path={pathOf(request)}
      filePath={`/agent/dossiers/${ref}`}
      place={reading.place}
      file={file}
      householdInWords={householdInWords(application.household, today)}
      row={reading.pool.rows.find((row) => row.number === number) ?? null}
      detail={detail ?? null}
      contacts={contacts}
      visits={visits}
      cost={homeCost(application, home, today)}
      typed={
        typedCents === null
          ? null
          : {
              resourcesCents: typedCents,
              cost: homeCost(withResources(application, typedCents), home, today),
            }
      }
      replacements={declined ? await replacementsFor(dependencies, reading, landlordId, number) : []}
      formKey={v7()}
      today={today}
      now={nowOf(dependencies)}
    />,
  );
}

/** The household as if the month's resources had been those of its last twelve months: what the benefit reads. */
function withResources<Kept extends Parameters<typeof homeCost>[0]>(application: Kept, cents: number): Kept {
  const { household } = application;
  return {
    ...application,
    household: {
      ...household,
      monthlyResourcesCents: cents,
      taxIncome: { ...household.taxIncome, last12MonthsCents: cents * monthsPerYear },
    },
  };
}

/** The next households of the order that are on no list of this home and have not said no to it. */
async function replacementsFor(
  dependencies: HttpDependencies,
  reading: PoolReading,
  landlordId: string,
  leaving: string,
): Promise<Replacement[]> {
  const { vacancyId } = reading.pool;
  const declined = await dependencies.instruction.declined(landlordId, vacancyId);
  const next = reading.pool.rows
    .filter(
      ({ number, order, rank, setAside }) =>
        order !== null && rank === null && setAside === null && number !== leaving && !declined.has(number),
    )
    .slice(0, replacementsShown);
  const numbers = next.map(({ number }) => number);
  const [details, known] = await Promise.all([
    reading.details(numbers),
    dependencies.pool.known(landlordId, numbers),
  ]);
  const words = new Map(details.map(({ number, sheet }) => [number, sheet.householdInWords]));
  return next.map((row) => ({
    row,
    name: known.get(row.number)?.name ?? null,
    householdInWords: words.get(row.number) ?? '',
    path: `${poolPath(vacancyId)}/${dependencies.files.of(row.number)}`,
  }));
}

function pathOf({ params }: Place | VisitPlace): string {
  return `${poolPath(params.vacancyId)}/${params.ref}`;
}

/** In the demonstration the day is fixed: slots are compared with the hour of that day. */
function nowOf({ today }: Pick<HttpDependencies, 'today'>): Date {
  const now = new Date();
  return instantInParis(today(), hourInParis(now));
}

function refused(sentence: string): AppError {
  return new AppError('conflict', sentence, { hint: 'Revenez à la page du candidat : elle est à jour.' });
}

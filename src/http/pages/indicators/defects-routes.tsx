/** Data to complete, given to a person line by line or many at once. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { DefectRefusal } from '../../../reporting/defect-port.ts';
import type { Defect, DefectKind } from '../../../reporting/defects.ts';
import { allIndicators } from '../../../reporting/indicators/indicator-of.ts';
import { factsOf, yearSoFar } from '../../../reporting/screen/reading.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { type DefectGroup, DefectsPage } from './defects-page.tsx';
import { indicatorReader } from './reader.ts';

const path = '/agent/indicateurs/donnees';
const chosenSchema = z.string().regex(/^\d+ .{3,200}$/);
const formSchema = z.object({
  geste: z.enum(['confier', 'fait']),
  donnee: z.union([chosenSchema.transform((one) => [one]), z.array(chosenSchema).max(500)]).default([]),
  personne: z.string().trim().max(120).default(''),
  pour: z.union([z.literal('').transform(() => null), civilDateSchema]).default(null),
  note: z
    .string()
    .trim()
    .max(300)
    .default('')
    .transform((words) => (words === '' ? null : words)),
});

const doneQuery = z.object({
  fait: z.enum(['confier', 'fait']).optional(),
  nombre: z.coerce.number().int().min(0).max(500).default(0),
});
const doneWords = {
  confier: (count: number) => `${frenchCount(count, 'ligne confiée', 'lignes confiées')}.`,
  fait: (count: number) => `${frenchCount(count, 'ligne dite faite', 'lignes dites faites')}.`,
} as const;

type Said = { kind: 'done' | 'refused'; words: string };
type Carried =
  | { kind: 'refused'; words: string }
  | { kind: 'done'; fait: 'confier' | 'fait'; nombre: number };

export function defectRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get(path, requirePermission('indicator.leases'), (request, response) => {
    const { fait, nombre } = readInput(doneQuery, request.query);
    const words = fait === undefined ? null : doneWords[fait](nombre);
    return show(dependencies, request, response, words === null ? null : { kind: 'done', words });
  });
  router.post(path, requirePermission('defect.assign'), async (request, response) => {
    const carried = await carryOut(dependencies, request);
    if (carried.kind === 'refused') return show(dependencies, request, response, carried);
    response.redirect(303, `${path}?fait=${carried.fait}&nombre=${carried.nombre}`);
  });
}

async function carryOut(dependencies: HttpDependencies, request: Request): Promise<Carried> {
  const asked = askedBy(userWhoMay(request, 'defect.assign'), dependencies);
  const { geste, donnee, personne, pour, note } = readInput(formSchema, request.body);
  const chosen = donnee.map((one) => {
    const [version = '0', ...key] = one.split(' ');
    return { key: key.join(' '), version: Number(version) };
  });
  if (chosen.length === 0) return { kind: 'refused', words: 'Choisissez au moins une ligne.' };
  if (geste === 'confier') {
    if (personne === '') return { kind: 'refused', words: 'Écrivez à qui vous confiez ces lignes.' };
    const given = await dependencies.defects.assign(asked, {
      defects: chosen,
      assignedTo: personne,
      dueOn: pour,
      note,
    });
    return given.ok ? { kind: 'done', fait: geste, nombre: chosen.length } : refused(given.refusal);
  }
  for (const one of chosen) {
    const done = await dependencies.defects.resolve(asked, { ...one, note });
    if (!done.ok) return refused(done.refusal);
  }
  return { kind: 'done', fait: geste, nombre: chosen.length };
}

function refused(refusal: DefectRefusal): Carried {
  return { kind: 'refused', words: refusalInWords(refusal) };
}

function refusalInWords(refusal: DefectRefusal): string {
  switch (refusal.code) {
    case 'noSuchDefect':
      return 'Une de ces lignes n’existe plus : la donnée a été complétée.';
    case 'dueInThePast':
      return `Choisissez un jour à partir du ${frenchShortDate(refusal.today)}.`;
    case 'changedMeanwhile':
      return `Quelqu’un l’a confiée entre-temps à ${refusal.now.assignedTo} : rien n’a changé, voici la liste à jour.`;
    case 'notAssigned':
      return 'Une de ces lignes n’est confiée à personne : confiez-la avant de la dire faite.';
  }
}

async function show(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  said: Said | null,
): Promise<void> {
  const reader = indicatorReader(request);
  const known = await dependencies.defects.list(reader.user.landlordId);
  sendPage(
    response,
    <DefectsPage
      frame={frameOf(request, dependencies)}
      groups={await groupsOf(dependencies, reader)}
      assignments={new Map(known.map((one) => [one.defect, one]))}
      mayAssign={reader.mayAssign}
      said={said}
    />,
    said?.kind === 'refused' ? 409 : 200,
  );
}

const titles: Readonly<Record<DefectKind, string>> = {
  income: 'Ressources inconnues',
  employment: 'Emploi inconnu (quart d’Action Logement)',
  label: 'Reconnaissance à compléter',
  facts: 'Faits du bail non conservés',
  category: 'Catégorie de priorité inconnue',
  commune: 'Commune hors des territoires connus',
  origin: 'Origine inconnue',
  days: 'Date de la vie du logement inconnue',
};

/** The year's defects, each once whatever the indicators that miss it; an officer held to communes sees those only. */
async function groupsOf(dependencies: HttpDependencies, reader: IndicatorReader): Promise<DefectGroup[]> {
  const period = yearSoFar(dependencies, reader);
  const facts = await factsOf(dependencies, reader, period);
  const scope = await dependencies.scopes.communesOf(reader.user);
  const placeOf = new Map(facts.leases.map(({ id, insee }) => [id, insee]));
  const found = new Map<string, Defect>();
  for (const { defects } of allIndicators(facts, { period, asOf: facts.asOf })) {
    for (const defect of defects) {
      if (scope === null || scope.has(placeOf.get(defect.leaseId) ?? '')) found.set(defect.key, defect);
    }
  }
  const kinds = [...new Set([...found.values()].map(({ kind }) => kind))].sort();
  return kinds.map((kind) => ({
    title: titles[kind],
    defects: [...found.values()]
      .filter((defect) => defect.kind === kind)
      .sort((a, b) => (a.leaseId < b.leaseId ? -1 : 1)),
  }));
}

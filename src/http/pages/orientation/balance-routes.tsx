/** The year's balance, and the forecast that an officer enters. */
import type { Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { flowBalance } from '../../../committee/orientation/flow-balance.ts';
import { conventionOf } from '../../../committee/orientation/flow-plan.ts';
import { planOf } from '../../../committee/orientation/flow-year.ts';
import { yearOf } from '../../../kernel/civil-date.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { BalancePage } from './balance-page.tsx';

const figure = z.coerce.number().int().min(0).max(1_000_000);
const codes = (code: RegExp) =>
  z
    .string()
    .max(20_000)
    .default('')
    .transform((text) =>
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    )
    .refine((list) => list.every((one) => code.test(one)), 'un code de la liste n’est pas reconnu')
    .transform((list) => (list.length === 0 ? null : list));
const planForm = z.looseObject({
  tendues: codes(/^(\d{5}|2[AB]\d{3})$/),
  departements: codes(/^(\d{2,3}|2[AB])$/),
  version: z.coerce.number().int().min(0),
  liberes: figure,
  neufs: figure,
  mutations: figure,
  renouvellement: figure,
  orcod: figure,
  indigne: figure,
  vente: figure,
  substitution: figure,
  nommes: figure,
  programmes: z.enum(['oui', 'non']),
  source: z.string().trim().min(3, 'dites d’où viennent les chiffres').max(200),
});
const query = z.object({ enregistre: z.literal('1').optional().catch(undefined) });

export function balanceRoutes(router: Router, dependencies: HttpDependencies): void {
  const { orientation, today } = dependencies;
  router.get('/agent/orientation/bilan', async (request, response) => {
    const user = userWhoMay(request, 'board.read');
    const { enregistre } = readInput(query, request.query);
    const [year, planVersion] = await Promise.all([
      orientation.year(user.landlordId, today()),
      orientation.planVersion(user.landlordId, yearOf(today())),
    ]);
    sendPage(
      response,
      <BalancePage
        frame={frameOf(request, dependencies)}
        balance={flowBalance(year)}
        planVersion={planVersion}
        mayDecide={may(user.role, 'orientation.decide')}
        saved={enregistre === undefined ? null : true}
      />,
    );
  });
  router.post('/agent/orientation/bilan', async (request, response) => {
    const user = userWhoMay(request, 'orientation.decide');
    const form = readInput(planForm, request.body);
    const year = await orientation.year(user.landlordId, today());
    const plan = {
      ...planOf(year),
      source: form.source,
      estimated: false,
      vacated: form.liberes,
      newDeliveries: form.neufs,
      newProgrammesInFlow: form.programmes === 'oui',
      deducted: {
        internalTransfers: form.mutations,
        urbanRenewal: form.renouvellement,
        orcod: form.orcod,
        unfitHousing: form.indigne,
        sale: form.vente,
      },
      prefetSubstituted: form.substitution,
      namedHomes: form.nommes,
      tenseCommunes: form.tendues,
      largeAreaDepartements: form.departements,
      conventions: year.holders.map(({ id }) => ({
        ...conventionOf(planOf(year), id),
        designationMonths: monthsOf(form[`mois.${id}`]),
        guarantor: form[`garant.${id}`] === 'oui',
        outsideQpvMinimumWaived: form[`minimum.${id}`] === 'oui',
        returnedHomesCount: form[`rendus.${id}`] === 'oui',
      })),
    };
    const saved = await orientation.savePlan(user.landlordId, {
      plan,
      version: form.version,
      actor: { accountId: user.id, name: user.name, role: user.role },
      at: new Date(),
    });
    if (saved.ok) return response.redirect(303, '/agent/orientation/bilan?enregistre=1');
    sendPage(
      response,
      <BalancePage
        frame={frameOf(request, dependencies)}
        balance={flowBalance(await orientation.year(user.landlordId, today()))}
        planVersion={await orientation.planVersion(user.landlordId, plan.year)}
        mayDecide
        saved={false}
      />,
      409,
    );
  });
}

/** The months of a convention; null where the field was left empty. */
function monthsOf(given: unknown): number | null {
  return readInput(
    z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(3)]),
    given ?? '',
  );
}

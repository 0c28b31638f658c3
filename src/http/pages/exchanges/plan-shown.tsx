/** What the pages of plans read before they are shown, and the plan that an address names. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { SessionRefusal } from '../../../committee/session-refusal.ts';
import { sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { homeOfNodes } from '../../../portal/exchanges/build.ts';
import { groupState } from '../../../portal/exchanges/consent.ts';
import type { ExchangeRefusal, PlanFile } from '../../../portal/exchanges/exchange-port.ts';
import { groupsAround, groupsOf } from '../../../portal/exchanges/plan.ts';
import { exchangeRefusalInWords } from '../../../portal/exchanges/words.ts';
import type { TransferReader } from '../../../portal/transfers/finding-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { outOfScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { PlanPage } from './plan-page.tsx';
import { labelIn } from './plan-words.ts';
import { labelsOf } from './prepared-labels.ts';
import { fallbackStamp, solvePlan } from './solve-plan.ts';

const doneWords: Readonly<Record<string, string>> = {
  garde: 'Plan enregistré. Relisez chaque groupe, puis demandez les accords.',
  demande: 'Les ménages sont prévenus, avec la date limite de leur réponse.',
  note: 'La réponse est enregistrée.',
  repli: 'Le repli est adopté. Les ménages qui ne sont plus concernés sont prévenus.',
  inscrit: 'Le groupe est à l’ordre du jour. Les ménages sont prévenus de la date.',
  droit:
    'L’échange de droit est fait : chaque famille a repris le bail de l’autre, et les deux sont prévenues.',
  abandon: 'Le plan est abandonné.',
};

export type Wrong = { refusal: ExchangeRefusal | SessionRefusal };

/** Codes that exchanges tell in their own words; the others are those of a sitting. */
const ownCodes: ReadonlySet<string> = new Set([
  'noSuchPlan',
  'noSuchStep',
  'planOver',
  'notAsked',
  'notAllAgreed',
  'notSwap',
  'swapDay',
  'tooLate',
  'alreadyAnswered',
  'capReached',
  'changedMeanwhile',
  'factsChanged',
  'nothingFound',
  'outOfScope',
]);

function isOwn(refusal: Wrong['refusal']): refusal is ExchangeRefusal {
  return ownCodes.has(refusal.code);
}

export function inWords(refusal: Wrong['refusal']): string {
  return isOwn(refusal) ? exchangeRefusalInWords(refusal) : sessionRefusalInWords(refusal);
}

export async function officer(
  request: Request,
  { scopes }: HttpDependencies,
): Promise<{ user: CurrentUser; reader: TransferReader }> {
  const user = userWhoMay(request, 'exchange.write');
  return { user, reader: { landlordId: user.landlordId, communes: await scopes.communesOf(user) } };
}

/** The plan of the address. Throws 404 for an unknown one, 403 where one of its homes is outside the scope. */
export async function planOfAddress(request: Request, dependencies: HttpDependencies) {
  const { user, reader } = await officer(request, dependencies);
  const id = z.uuid().safeParse(request.params.id);
  const file = id.success
    ? await dependencies.exchanges.find(user.landlordId, id.data, dependencies.today())
    : null;
  if (!file) throw unknownPlan();
  if (reader.communes !== null && !file.content.communes.every((insee) => reader.communes?.has(insee))) {
    throw outOfScope();
  }
  return { user, reader, file };
}

function unknownPlan(): AppError {
  return new AppError('not-found', 'Ce plan d’échanges n’existe pas.', {
    hint: 'Revenez à la liste des échanges et chaînes.',
  });
}

export async function showPlan(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  refusal: string | null,
): Promise<void> {
  const { reader, file } = await planOfAddress(request, dependencies);
  const { fait } = request.query;
  sendPage(
    response,
    <PlanPage
      frame={frameOf(request, dependencies)}
      today={dependencies.today()}
      file={file}
      fallback={await fallbackOf(dependencies, reader, file)}
      done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
      refusal={refusal}
    />,
    refusal === null ? 200 : 409,
  );
}

/** Solved as soon as a group is broken: the officer reads at once what could take its place. */
async function fallbackOf(dependencies: HttpDependencies, reader: TransferReader, file: PlanFile) {
  const today = dependencies.today();
  const isBroken = file.content.groups.some(
    (_group, at) =>
      groupState(
        file.steps.filter((step) => step.group === at),
        today,
      ) === 'broken',
  );
  if (file.state !== 'consulting' || !isBroken) return null;
  const prepared = await dependencies.exchanges.prepare(reader, today, file.id);
  const solved = await solvePlan(dependencies, prepared, false);
  const { material, built, around } = prepared;
  return {
    groups: groupsAround(
      groupsOf({ ...solved, swaps: built.swaps }, homeOfNodes(material), material),
      around,
    ),
    stamp: fallbackStamp(solved, prepared),
    labelOf: (node: string) => (file.people.has(node) ? labelIn(file)(node) : labelsOf(material)(node)),
  };
}

/** The administrator's space: what must be checked, how the service fares, which rules are in force. */
import { Router } from 'express';
import { documentLists } from '../../../committee/candidates/document-list.ts';
import { yearOf } from '../../../kernel/civil-date.ts';
import { ruleCards } from '../../../law/cards/index.ts';
import { rulesVersion, softwareVersion } from '../../../matching/versions.ts';
import { ordersOn } from '../../../reporting/new-orders/loaded-orders.ts';
import { returnsDueIn } from '../../../reporting/returns/calendar.ts';
import { groupReturns } from '../../../reporting/returns/return-state.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { askChecks } from '../../operations.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { AdminPage } from './admin-page.tsx';
import { RulesInForcePage } from './rules-in-force-page.tsx';
import { ServicePage } from './service-page.tsx';

export function adminRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/admin', requirePermission('space.admin'), (request, response) => {
    const warnings = ruleCards.flatMap((card) =>
      card.note === null || !card.computes ? [] : [{ ...card, rule: card.id, note: card.note }],
    );
    const label = 'Liste fermée des pièces qui peuvent être demandées';
    const lists = documentLists.flatMap(({ article, note }) =>
      note === null ? [] : [{ rule: 'P-02', article, label, note }],
    );
    sendPage(
      response,
      <AdminPage
        frame={frameOf(request, dependencies)}
        warnings={[...warnings, ...lists]}
        assumptions={dependencies.assumptions}
      />,
    );
  });
  router.get('/admin/service', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'space.admin');
    const { checks, returns, scanner, serviceState, today } = dependencies;
    const [state, scannerAnswers, answers, { places, sendings, since }] = await Promise.all([
      serviceState(landlordId),
      scanner === null ? null : scanner.isAnswering(),
      askChecks(checks),
      returns.calendar(landlordId),
    ]);
    const years = [yearOf(today()) - 1, yearOf(today()), yearOf(today()) + 1];
    const groups = years.flatMap((year) =>
      groupReturns(returnsDueIn(year, places), sendings, { today: today(), since }),
    );
    sendPage(
      response,
      <ServicePage
        frame={frameOf(request, dependencies)}
        version={softwareVersion}
        checks={answers}
        scannerAnswers={scannerAnswers}
        state={state}
        returns={groups}
        awaited={ordersOn(today()).awaited}
      />,
    );
  });
  router.get('/admin/regles', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'space.admin');
    const day = dependencies.today();
    const rules = await dependencies.rulesHistory.at(day, day);
    sendPage(
      response,
      <RulesInForcePage
        frame={frameOf(request, dependencies)}
        rulesVersion={rulesVersion()}
        rules={rules.find((one) => one.landlordId === landlordId) ?? null}
        orders={ordersOn(day)}
      />,
    );
  });
  return router;
}

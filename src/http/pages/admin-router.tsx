/** The administrator's space: what of the law must be checked, and what the demonstration assumes. */
import { Router } from 'express';
import { documentLists } from '../../committee/candidates/document-list.ts';
import { ruleCards } from '../../law/cards/index.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { requirePermission } from '../middleware/current-user.ts';
import { sendPage } from '../render-page.ts';
import { AdminPage } from './admin-page.tsx';
import { frameOf } from './frame.ts';

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
  return router;
}

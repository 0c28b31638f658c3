/** Where pages are mounted: forms are read and checked for their token before any page sees them. */
import express, { Router } from 'express';
import type { HttpDependencies } from './dependencies.ts';
import { checkCsrf } from './middleware/csrf.ts';
import { requirePermission } from './middleware/current-user.ts';
import { dropSentDraft } from './middleware/drafts.ts';
import { keepPendingForm } from './middleware/pending-form.ts';
import { placeGuards } from './middleware/scope.ts';
import { refuseUnstorableBody } from './middleware/storable-text.ts';
import { accessesRouter } from './pages/accesses/accesses-router.tsx';
import { accountsRouter } from './pages/accounts/accounts-router.tsx';
import { adminRouter } from './pages/admin/admin-router.tsx';
import { pictureUpload } from './pages/adverts/advert-forms.ts';
import { advertsRouter } from './pages/adverts/adverts-router.tsx';
import { oneClickStop } from './pages/adverts/alert-routes.tsx';
import { feedRouter } from './pages/adverts/feed-routes.ts';
import { publicAdvertsRouter } from './pages/adverts/public-routes.tsx';
import { afterRouter } from './pages/after/after-router.tsx';
import { agentRouter } from './pages/agent-router.tsx';
import { boardRouter } from './pages/board/board-router.tsx';
import { breachesRouter } from './pages/breaches/breaches-router.tsx';
import { bylawsRouter } from './pages/bylaws/bylaws-router.tsx';
import { instructionRouter } from './pages/candidates/instruction-router.tsx';
import { poolRouter } from './pages/candidates/pool-router.tsx';
import { casesRouter } from './pages/cases/cases-router.tsx';
import { chanceRouter } from './pages/chance/chance-router.tsx';
import { estimateRouter } from './pages/choice/estimate-router.tsx';
import { standingWishesRouter } from './pages/choice/standing-router.tsx';
import { wishesRouter } from './pages/choice/wishes-router.tsx';
import { commissionRouter } from './pages/commission/commission-router.tsx';
import { counterRouter } from './pages/counter/counter-router.tsx';
import { doorRouter } from './pages/door/door-router.tsx';
import { preferencesRouter } from './pages/door/preferences-router.tsx';
import { dpoRouter } from './pages/dpo/dpo-router.tsx';
import { equityRouter } from './pages/equity/equity-router.tsx';
import { exchangesRouter } from './pages/exchanges/exchanges-router.tsx';
import { exportsRouter } from './pages/exports/exports-router.tsx';
import { duplicatesRouter } from './pages/file/duplicates-router.tsx';
import { fileRouter } from './pages/file/file-router.tsx';
import { helpRouter } from './pages/help/help-router.tsx';
import { holderRouter } from './pages/holder/holder-router.tsx';
import { keepImport } from './pages/imports/import-upload.ts';
import { importsRouter } from './pages/imports/imports-router.tsx';
import { indicatorsRouter } from './pages/indicators/indicators-router.tsx';
import { reconciliationRouter } from './pages/indicators/reconciliation-router.tsx';
import { lettersRouter } from './pages/letters/letters-router.tsx';
import { mandatesRouter } from './pages/mandates/mandates-router.tsx';
import { securityRouter } from './pages/my-account/security-router.tsx';
import { tokensRouter } from './pages/my-account/tokens-router.tsx';
import { orientationRouter } from './pages/orientation/orientation-router.tsx';
import { specialRouter } from './pages/orientation/special-router.tsx';
import { papersRouter } from './pages/papers/papers-router.ts';
import { portalPolicyRouter } from './pages/portal-policy/policy-router.tsx';
import { privacyRouter } from './pages/privacy/privacy-router.tsx';
import { protectionRouter } from './pages/protection/protection-router.tsx';
import { publicRouter } from './pages/public-router.tsx';
import { extractUpload } from './pages/register/extract-reading.ts';
import { registerRouter } from './pages/register/register-router.tsx';
import { relocationsRouter } from './pages/relocations/relocations-router.tsx';
import { retentionRouter } from './pages/retention/retention-router.tsx';
import { returnsRouter } from './pages/returns/returns-router.tsx';
import { rulesRouter } from './pages/rules-history/rules-router.tsx';
import { sittingRouter } from './pages/sitting/sitting-router.tsx';
import { documentUploads } from './pages/standing/document-uploads.ts';
import { easyRouter } from './pages/standing/easy-router.tsx';
import { standingRouter } from './pages/standing/standing-router.tsx';
import { steeringRouter } from './pages/steering/steering-router.tsx';
import { studiesRouter } from './pages/studies/studies-router.tsx';
import { tasksRouter } from './pages/tasks/tasks-router.tsx';
import { transfersRouter } from './pages/transfers/transfers-router.tsx';
import { webhooksRouter } from './pages/webhooks/webhooks-router.tsx';
import { signInRouter } from './sign-in-pages.tsx';
import { readUpload } from './upload.ts';

export function pagesRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const { scanner } = dependencies;
  // First what everybody asks for at the opening hour: it only reads, and looks through no other page's addresses.
  // Before whatever leaves a mark on the browser, too: a proxy that keeps an answer would give its cookie to others.
  router.use(publicAdvertsRouter(dependencies), feedRouter(dependencies));
  // An extract of the register, pasted or as a file, is larger than a form; only who may read it sends as much.
  router.use(
    ['/agent/sne/extrait', '/agent/indicateurs/sne'],
    requirePermission('register.write'),
    readUpload(extractUpload, scanner),
    express.urlencoded({ extended: false, limit: '6mb', parameterLimit: 5000 }),
  );
  router.use(oneClickStop(dependencies));
  // A picture comes with its words; only who writes adverts sends one.
  router.use(
    '/agent/annonces/:id/image',
    requirePermission('advert.write'),
    readUpload(pictureUpload, scanner),
  );
  // A file to import is kept as it comes; only who imports sends one.
  router.use('/agent/imports', requirePermission('import.write'), keepImport(dependencies));
  // A household's document, whole or piece by piece; only who opened a file sends one.
  router.use('/demandeur/documents', documentUploads(scanner));
  router.use(express.urlencoded({ extended: false, limit: '100kb' }), refuseUnstorableBody);
  // It changes nothing and knows nobody: its form carries no token, so that the page around it is everybody's.
  router.use(estimateRouter(dependencies));
  // What was typed in an expired sign-in is kept before anything refuses it.
  router.use(keepPendingForm(dependencies.sessionSecret), checkCsrf, dropSentDraft(dependencies));
  router.use(placeGuards(dependencies));
  router.use(signInRouter(dependencies));
  router.use(securityRouter(dependencies));
  router.use(tokensRouter(dependencies));
  router.use(publicRouter(dependencies));
  router.use(rulesRouter(dependencies));
  router.use(doorRouter(dependencies));
  // Before the adverts, whose addresses would take the sheet for one of them.
  router.use(counterRouter(dependencies));
  router.use(mandatesRouter(dependencies));
  router.use(preferencesRouter(dependencies));
  router.use(portalPolicyRouter(dependencies));
  // Before the easy texts, whose addresses would take these for one of them.
  router.use(easyRouter(dependencies));
  router.use(helpRouter(dependencies));
  router.use(wishesRouter(dependencies));
  router.use(standingWishesRouter(dependencies));
  // Before the adverts: "chances" is no advert.
  router.use(chanceRouter(dependencies));
  router.use(advertsRouter(dependencies));
  router.use(boardRouter(dependencies));
  router.use(papersRouter(dependencies));
  router.use(afterRouter(dependencies));
  router.use(registerRouter(dependencies));
  router.use(agentRouter(dependencies));
  router.use(adminRouter(dependencies));
  router.use(accountsRouter(dependencies));
  router.use(tasksRouter(dependencies));
  router.use(exportsRouter(dependencies));
  router.use(importsRouter(dependencies));
  router.use(webhooksRouter(dependencies));
  // Before the journal, which an administrator does not read.
  router.use(retentionRouter(dependencies));
  router.use(breachesRouter(dependencies));
  router.use(accessesRouter(dependencies));
  router.use(privacyRouter(dependencies));
  router.use(dpoRouter(dependencies));
  router.use(protectionRouter(dependencies));
  router.use(poolRouter(dependencies));
  router.use(instructionRouter(dependencies));
  router.use(fileRouter(dependencies));
  router.use(duplicatesRouter(dependencies));
  router.use(holderRouter(dependencies));
  router.use(orientationRouter(dependencies));
  router.use(specialRouter(dependencies));
  router.use(sittingRouter(dependencies));
  router.use(commissionRouter(dependencies));
  router.use(bylawsRouter(dependencies));
  router.use(lettersRouter(dependencies));
  router.use(casesRouter(dependencies));
  router.use(exchangesRouter(dependencies));
  router.use(transfersRouter(dependencies));
  router.use(relocationsRouter(dependencies));
  router.use(standingRouter(dependencies));
  router.use(steeringRouter(dependencies));
  router.use(studiesRouter(dependencies));
  router.use(indicatorsRouter(dependencies));
  router.use(reconciliationRouter(dependencies));
  router.use(equityRouter(dependencies));
  router.use(returnsRouter(dependencies));
  return router;
}

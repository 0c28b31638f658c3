/** `/vos-donnees` for anyone, `/dpo/documents` for those who answer for the data. */
import { type Request, Router } from 'express';
import { impactAssessment } from '../../../access/privacy-papers/impact-assessment.ts';
import { registerSheet } from '../../../access/privacy-papers/register-sheet.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { NoticePage } from './notice-page.tsx';
import { type PaperLink, PaperPage, PapersPage } from './paper-page.tsx';

const path = '/dpo/documents';

export function privacyRouter(dependencies: HttpDependencies): Router {
  const { letters, publishedRules, retention, today } = dependencies;
  const router = Router();
  router.get('/vos-donnees', async (request, response) => {
    const published = await publishedRules(today());
    const landlords = await Promise.all(
      published.map(async ({ landlordId, landlordName }) => ({
        landlordName,
        lines: (await letters.letterhead(landlordId)).lines,
      })),
    );
    sendPage(response, <NoticePage frame={portalFrameOf(request, dependencies)} landlords={landlords} />);
  });
  router.use(path, requirePermission('privacy.read'));
  const papersOf = async (request: Request): Promise<{ register: PaperLink; impact: PaperLink }> => {
    const { landlordId } = userWhoMay(request, 'privacy.read');
    const [published, policy] = await Promise.all([publishedRules(today()), retention.policy(landlordId)]);
    const landlordName = published.find((one) => one.landlordId === landlordId)?.landlordName ?? null;
    const facts = { landlordName, siren: null, policy: policy.current };
    return {
      register: { href: `${path}/registre`, paper: registerSheet(facts) },
      impact: { href: `${path}/analyse-d-impact`, paper: impactAssessment(facts) },
    };
  };
  router.get(path, async (request, response) => {
    const papers = Object.values(await papersOf(request));
    sendPage(response, <PapersPage frame={frameOf(request, dependencies)} papers={papers} />);
  });
  router.get(`${path}/registre`, async (request, response) => {
    const { paper } = (await papersOf(request)).register;
    sendPage(response, <PaperPage frame={frameOf(request, dependencies)} paper={paper} />);
  });
  router.get(`${path}/analyse-d-impact`, async (request, response) => {
    const { paper } = (await papersOf(request)).impact;
    sendPage(response, <PaperPage frame={frameOf(request, dependencies)} paper={paper} />);
  });
  return router;
}

/** The public rules: those in force, those of a past day, and what each version changed. */
import { Router } from 'express';
import { z } from 'zod';
import { addDays, type CivilDate, civilDateSchema } from '../../../kernel/civil-date.ts';
import { bonusCaps } from '../../../matching/bonus-caps.ts';
import { changesBetween } from '../../../reporting/rules-history/rule-changes.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { sendPublicPage } from '../../public-page.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { RulesPage } from '../rules-page.tsx';
import { type RuleVersions, RuleVersionsPage } from './versions-page.tsx';

/** Pages stay light: the latest changes, and any other day by its date. */
const versionsShown = 12;

const dayQuery = z.object({ le: civilDateSchema.optional() });

export function rulesRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.get('/regles', async (request, response) => {
    const today = dependencies.today();
    const { le } = readInput(dayQuery, request.query);
    const day = le === undefined || le > today ? today : le;
    const rules = await dependencies.rulesHistory.at(day, today);
    sendPublicPage(request, response, { data: rules, key: `${day} ${today}` }, () => (
      <RulesPage
        frame={frameOf(request, dependencies)}
        day={day}
        isPast={day !== today}
        rules={rules.map((one) => ({ ...one, capsPoints: bonusCaps(one.policy, one.grids, day) }))}
      />
    ));
  });
  router.get('/regles/versions', async (request, response) => {
    const landlords = await versionsOf(dependencies);
    sendPage(response, <RuleVersionsPage frame={frameOf(request, dependencies)} landlords={landlords} />);
  });
  return router;
}

async function versionsOf({ rulesHistory, today }: HttpDependencies): Promise<RuleVersions[]> {
  const now = today();
  const landlords = await rulesHistory.at(now, now);
  const found: RuleVersions[] = [];
  for (const { landlordId, landlordName } of landlords) {
    const days = await rulesHistory.days(landlordId, now);
    const on = async (day: CivilDate) =>
      (await rulesHistory.at(day, now)).find((rules) => rules.landlordId === landlordId);
    const versions: RuleVersions['versions'][number][] = [];
    for (const day of days.slice(0, versionsShown)) {
      const [before, after] = [await on(addDays(day, -1)), await on(day)];
      const isFirst = day === days.at(-1) || before === undefined || after === undefined;
      versions.push({ day, changes: isFirst ? null : changesBetween(before, after) });
    }
    found.push({ landlordId, landlordName, versions });
  }
  return found;
}

/** What could change the answer to "why not?": data to give, correct or renew. Never "earn less", never a trait. */
import type { Application } from '../domain/application.ts';
import type { Reason } from '../law/rule.ts';
import { scoreOn } from './grid-plan.ts';
import type { PoolChoice } from './pool.ts';
import { scaleOf } from './pool.ts';
import type { WhyNot, WhyNotChange } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';

/** Each failed or unknown check gives the step that a person can take; unknown facts of the grid come last. */
export function whatWouldChange(
  snapshot: Snapshot,
  pool: PoolChoice,
  application: Application,
  checks: WhyNot['checks'],
): WhyNotChange[] {
  const open = checks.flatMap(({ reasons }) => reasons.filter(({ verdict }) => verdict !== 'yes'));
  const changes = open.flatMap((reason) => changeFor(reason, application, pool));
  const kind = application.current.landlord === null ? 'general' : 'transfer';
  const { unknown } = scoreOn(scaleOf(pool, kind), application);
  if (unknown.length > 0 && snapshot.grids.length > 0) {
    changes.push({ code: 'verify-grid-facts', about: unknown });
  }
  return changes;
}

function changeFor(reason: Reason, application: Application, { home }: PoolChoice): WhyNotChange[] {
  switch (reason.code) {
    case 'application-expired':
      return [{ code: 'renew-application', about: [] }];
    case 'commune-not-wished':
      return [{ code: 'extend-wishes', about: [home.insee] }];
    case 'typology-not-wished':
      return [{ code: 'extend-wishes', about: [home.typology] }];
    case 'outside-size-scale':
      return [{ code: 'open-size-scale', about: [home.typology] }];
    case 'neither-designated-nor-labelled':
      return [{ code: 'be-designated', about: [] }];
    case 'tax-income-unknown':
      return [{ code: 'give-tax-income', about: ['taxIncome.n2'] }];
    case 'disability-unknown':
      return [{ code: 'prove-disability', about: [] }];
    case 'over-ceiling':
      return laterIncome(application);
    case 'resources-unknown':
      return [{ code: 'give-resources', about: ['monthlyResources'] }];
    case 'energy-class-unknown':
      return [{ code: 'give-energy-class', about: ['energyClass'] }];
    default:
      return [];
  }
}

/** I-08: a later year at least 10 % lower counts; the household may not have given it. */
function laterIncome({ household }: Application): WhyNotChange[] {
  const { n1Cents, last12MonthsCents } = household.taxIncome;
  const about = [
    ...(n1Cents === null ? ['taxIncome.n1'] : []),
    ...(last12MonthsCents === null ? ['taxIncome.last12Months'] : []),
  ];
  return about.length === 0 ? [] : [{ code: 'give-later-income', about }];
}

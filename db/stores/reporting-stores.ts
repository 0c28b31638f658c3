/** The stores of indicators, pacing and returns: one line each. */
import type { ReportingFeatures } from '../../src/http/reporting-features.ts';
import type { Database } from '../connection.ts';
import { defectStore } from './defect-store.ts';
import { equityStore } from './equity-store.ts';
import { indicatorCopyStore } from './indicator-copies.ts';
import { reportingStore } from './reporting-facts.ts';
import { returnStore } from './return-store.ts';
import { rulesHistoryStore } from './rules-history-store.ts';
import { steeringStore } from './steering-validation-store.ts';
import { studyStore } from './study-store.ts';

export function reportingStores(db: Database): ReportingFeatures {
  return {
    defects: defectStore(db),
    equity: equityStore(db),
    indicatorCopies: indicatorCopyStore(db),
    reporting: reportingStore(db),
    rulesHistory: rulesHistoryStore(db),
    returns: returnStore(db),
    steering: steeringStore(db),
    studies: studyStore(db),
  };
}

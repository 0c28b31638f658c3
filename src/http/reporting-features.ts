/** The ports that indicators, pacing and returns use: one line each, filled by `db/stores/reporting-stores.ts`. */
import type { CopyPort } from '../reporting/copy-port.ts';
import type { DefectPort } from '../reporting/defect-port.ts';
import type { EquityPort } from '../reporting/equity/equity-port.ts';
import type { ReportingPort } from '../reporting/reporting-port.ts';
import type { ReturnsPort } from '../reporting/returns/returns-port.ts';
import type { RulesHistoryPort } from '../reporting/rules-history/rules-at.ts';
import type { SteeringPort } from '../reporting/steering/steering-port.ts';
import type { StudiesPort } from '../reporting/studies/studies-port.ts';

export type ReportingFeatures = {
  defects: DefectPort;
  equity: EquityPort;
  indicatorCopies: CopyPort;
  reporting: ReportingPort;
  rulesHistory: RulesHistoryPort;
  returns: ReturnsPort;
  steering: SteeringPort;
  studies: StudiesPort;
};

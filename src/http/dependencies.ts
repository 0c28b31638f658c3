/** What the http room is given by the composition root: features and ports, never tables. */

import type { FileReferences } from '../access/file-reference.ts';
import type { Passwords } from '../access/password.ts';
import type { Config } from '../config.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { RunPort } from '../jobs/run-port.ts';
import type { SessionCalculations } from '../jobs/session-calculations.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { AccessFeatures } from './access-features.ts';
import type { FileScanner } from './clamd.ts';
import type { CommitteeFeatures } from './committee-features.ts';
import type { PortalFeatures } from './portal-features.ts';
import type { PublishedRulesPort } from './published-rules-port.ts';
import type { ReportingFeatures } from './reporting-features.ts';

export type HttpDependencies = CommitteeFeatures &
  PortalFeatures &
  ReportingFeatures &
  AccessFeatures & {
    config: Pick<
      Config,
      | 'environment'
      | 'publicUrl'
      | 'metricsToken'
      | 'demo'
      | 'fixedToday'
      | 'smtpUrl'
      | 'trustedProxies'
      | 'webhookAllowedHosts'
      | 'requiresSecondFactor'
      | 'oidcOfAgents'
      | 'oidcOfApplicants'
    >;
    logger: Logger;
    metrics: Metrics;
    /** Signs the session cookie. */
    sessionSecret: string;
    /** The application's today: fixed in the demonstration. */
    today: () => CivilDate;
    /** Each part of the service, and whether it can serve now. */
    checks: Readonly<Record<string, () => Promise<boolean>>>;
    passwords: Passwords;
    /** Examines what people send; null: nothing does. */
    scanner: FileScanner | null;
    /** How addresses name a household's file. */
    files: FileReferences;
    runs: RunPort;
    jobs: JobService;
    calculations: SessionCalculations;
    publishedRules: PublishedRulesPort;
    /** What the demonstration rests on, for its administrator; empty otherwise. */
    assumptions: readonly { subject: string; value: string; source: string | null }[];
  };

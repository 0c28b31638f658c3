/** What the page of findings shows. */
import type { TransferGround } from '../../../portal/policy.ts';
import type { FindingFilter, FindingLine, Scan } from '../../../portal/transfers/finding-port.ts';
import type { PageFrame } from '../layout.tsx';

export type FindingsPageProps = {
  frame: PageFrame;
  filter: FindingFilter;
  lines: readonly FindingLine[];
  total: number;
  page: number;
  pages: number;
  byGround: ReadonlyMap<TransferGround, number>;
  communes: readonly string[];
  hrefOf: (filter: FindingFilter, page?: number) => string;
  mayWrite: boolean;
  /** What the last search changed; null on an ordinary visit. */
  scan: Scan | null;
  refusal: string | null;
};

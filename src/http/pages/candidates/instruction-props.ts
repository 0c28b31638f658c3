/** What the page of an instruction and its sections are given. */
import type { Contact, HouseholdFile, Visit } from '../../../committee/candidates/file-port.ts';
import type { PoolHome } from '../../../committee/candidates/pool-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { HomeCost } from '../../../matching/home-cost.ts';
import type { PoolDetail, PoolRow } from '../../../matching/pool-shape.ts';
import type { PageFrame } from '../layout.tsx';

export type Replacement = { row: PoolRow; name: string | null; householdInWords: string; path: string };

export type InstructionPageProps = {
  frame: PageFrame;
  /** Address of this page, with the reference of the file. */
  path: string;
  filePath: string;
  place: PoolHome;
  file: HouseholdFile;
  householdInWords: string;
  /** The household in the pool of this home; null: it is not in it. */
  row: PoolRow | null;
  detail: PoolDetail | null;
  contacts: readonly Contact[];
  visits: readonly Visit[];
  /** What the home costs with the resources on file, and with those that the officer typed. */
  cost: HomeCost;
  typed: { resourcesCents: number; cost: HomeCost } | null;
  /** Next eligible households, where this one has withdrawn. */
  replacements: readonly Replacement[];
  formKey: string;
  today: CivilDate;
  now: Date;
};

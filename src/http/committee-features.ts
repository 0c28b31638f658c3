/** The ports that pages around the committee use: one line each, filled by `db/stores/committee-stores.ts`. */
import type { AccountManagementPort } from '../access/account-port.ts';
import type { JournalPort } from '../access/journal-port.ts';
import type { ProtectionPort } from '../access/protection-port.ts';
import type { ScopePort } from '../access/scope.ts';
import type { BoardPort } from '../committee/board/board-port.ts';
import type { DeskPort } from '../committee/board/desk-port.ts';
import type { DuplicatePort } from '../committee/candidates/duplicate-port.ts';
import type { FilePort } from '../committee/candidates/file-port.ts';
import type { InstructionPort } from '../committee/candidates/instruction-port.ts';
import type { PoolPort } from '../committee/candidates/pool-port.ts';
import type { ScenarioPort } from '../committee/candidates/scenario-port.ts';
import type { LettingPort } from '../committee/letting-port.ts';
import type { HolderPort } from '../committee/orientation/holder-port.ts';
import type { OrientationPort } from '../committee/orientation/orientation-port.ts';
import type { PapersPort } from '../committee/papers/papers-port.ts';
import type { CommitteePort, SessionPort } from '../committee/session-port.ts';

export type CommitteeFeatures = {
  accountManagement: AccountManagementPort;
  board: BoardPort;
  desk: DeskPort;
  journal: JournalPort;
  lettings: LettingPort;
  papers: PapersPort;
  pool: PoolPort;
  householdFiles: FilePort;
  instruction: InstructionPort;
  duplicates: DuplicatePort;
  scenarios: ScenarioPort;
  protections: ProtectionPort;
  holders: HolderPort;
  orientation: OrientationPort;
  scopes: ScopePort;
  sessions: SessionPort;
  committees: CommitteePort;
};

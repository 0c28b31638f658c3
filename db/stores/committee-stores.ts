/** The stores of what happens around a committee, from the freed home to the lease: one line each. */
import type { CommitteeFeatures } from '../../src/http/committee-features.ts';
import type { Database } from '../connection.ts';
import { accountManagementStore } from './account-management-store.ts';
import { deskStore } from './board-desk.ts';
import { boardStore } from './board-store.ts';
import { caseStore } from './case-store.ts';
import { duplicateStore } from './duplicate-store.ts';
import { fileStore } from './file-store.ts';
import { holderStore } from './holder-store.ts';
import { instructionStore } from './instruction-store.ts';
import { journalStore } from './journal-store.ts';
import { letterStore } from './letter-store.ts';
import { lettingStore } from './letting-store.ts';
import { orientationStore } from './orientation-store.ts';
import { paperStore } from './paper-store.ts';
import { poolStore } from './pool-store.ts';
import { protectionStore } from './protection-store.ts';
import { removalStore } from './register-removals.ts';
import { registerStore } from './register-store.ts';
import { scenarioStore } from './scenario-store.ts';
import { scopeStore } from './scope-store.ts';
import { committeeStore } from './session-committee.ts';
import { sessionStore } from './session-store.ts';
import { specialStore } from './special-store.ts';

export function committeeStores(db: Database): CommitteeFeatures {
  return {
    letters: letterStore(db, sessionStore(db)),
    cases: caseStore(db),
    accountManagement: accountManagementStore(db),
    board: boardStore(db),
    desk: deskStore(db),
    journal: journalStore(db),
    lettings: lettingStore(db),
    register: registerStore(db),
    removals: removalStore(db),
    papers: paperStore(db),
    pool: poolStore(db),
    householdFiles: fileStore(db),
    instruction: instructionStore(db),
    duplicates: duplicateStore(db),
    scenarios: scenarioStore(db),
    protections: protectionStore(db),
    holders: holderStore(db),
    orientation: orientationStore(db),
    specialLettings: specialStore(db),
    scopes: scopeStore(db),
    sessions: sessionStore(db),
    committees: committeeStore(db),
  };
}

/** What the demonstration's transfers are made of, and the identifiers that pictures and tests know them by. */
import type { Home } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { TransferGround } from '../../src/portal/policy.ts';
import type { MeetingItem } from '../../src/portal/transfers/meeting.ts';
import type { RequestDetails, RequestState } from '../../src/portal/transfers/request.ts';
import type { TenancyFacts } from '../../src/portal/transfers/tenancy-facts.ts';
import type { DemoLandlord } from './demo-landlord.ts';

export type Application = DemoLandlord['applications'][number];
/** A sitting tenant with its application and its home. */
export type Asker = { application: Application; tenancy: Tenancy; home: Home; facts: TenancyFacts };

export type DemoFacts = { tenancyId: string; content: TenancyFacts; asOf: CivilDate };
export type DemoPerimeter = {
  id: string;
  kind: 'sale' | 'demolition' | 'changeOfUse';
  name: string;
  authorisedOn: CivilDate | null;
  source: string;
  homeIds: string[];
};
export type DemoRequest = {
  id: string;
  number: string | null;
  tenancyId: string;
  ground: TransferGround;
  origin: 'tenant' | 'finding' | 'landlord';
  state: RequestState;
  tier: number;
  fastLane: boolean;
  /** True: followed by the demonstration's officer. */
  followed: boolean;
  receivedOn: CivilDate;
  dueOn: CivilDate;
  details: Partial<RequestDetails>;
};
export type DemoMeeting = {
  id: string;
  heldOn: CivilDate;
  state: 'planned' | 'closed';
  members: string[];
  items: MeetingItem[];
};
export type DemoTransfers = {
  facts: DemoFacts[];
  perimeters: DemoPerimeter[];
  requests: DemoRequest[];
  meetings: DemoMeeting[];
};

/** The same identifier everywhere: pictures and tests name what they show. */
export function idOf(serial: number): string {
  return `0199a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

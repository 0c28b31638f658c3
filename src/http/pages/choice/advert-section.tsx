/** The personal part of an advert's page: may I apply, the cost, my place, my chance, one button (look, scene 4). */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { JSX } from 'preact';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import { mayAct, type PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { csrfToken } from '../../middleware/csrf.ts';
import { portalVisitor } from '../../middleware/portal-visitor.ts';
import { likeHomes } from './chance-reading.ts';
import { ChanceSection } from './chance-section.tsx';
import { CostSection } from './cost-section.tsx';
import { MayApplySection, PositionSection } from './may-apply-section.tsx';
import { type Reader, VisitorSection } from './visitor-section.tsx';
import { WishSection } from './wish-section.tsx';

/** The section under the public part, for whoever reads the advert; `key`: all that it tells a reader without a file. */
export async function advertSection(
  request: Request,
  dependencies: HttpDependencies,
  advert: PublicAdvert,
): Promise<{ personal: JSX.Element; key: string }> {
  const { interests, today } = dependencies;
  const visitor = portalVisitor(request);
  const number = visitor?.landlordId === advert.landlordId ? visitor.number : null;
  const told =
    number === null
      ? null
      : await interests.toldOn(advert, await likeHomes(dependencies, advert), number, today());
  if (visitor === null || told === null || told.choice.personal === null) {
    const choice = told?.choice ?? (await interests.publicChoice(advert));
    const reader = readerOf(visitor, advert);
    return {
      personal: <VisitorSection advert={advert} choice={choice} reader={reader} />,
      key: `${reader} ${choice.isToLet} ${choice.interested}`,
    };
  }
  const { choice, chance, better } = told;
  const personal = (
    <>
      <MayApplySection personal={told.choice.personal} />
      <CostSection personal={told.choice.personal} />
      <PositionSection choice={choice} />
      <ChanceSection chance={chance} better={better} />
      <WishSection
        advert={advert}
        choice={choice}
        personal={told.choice.personal}
        mayAct={mayAct(visitor)}
        csrf={csrfToken(request)}
        requestKey={randomUUID()}
        today={today()}
      />
    </>
  );
  return { personal, key: '' };
}

function readerOf(visitor: PortalVisitor | null, advert: PublicAdvert): Reader {
  if (visitor === null) return 'nobody';
  if (visitor.landlordId !== advert.landlordId) return 'otherLandlord';
  return visitor.number === null ? 'noApplication' : 'notToLet';
}

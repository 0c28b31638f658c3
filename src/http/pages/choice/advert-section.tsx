/** The personal part of an advert's page: may I apply, the cost, my place, my chance, one button (look, scene 4). */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { JSX } from 'preact';
import type { Advert } from '../../../portal/advert.ts';
import { mayAct, type PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { csrfToken } from '../../middleware/csrf.ts';
import { portalVisitor } from '../../middleware/portal-visitor.ts';
import { chanceFor, likeHomesFor } from './chance-reading.ts';
import { ChanceSection } from './chance-section.tsx';
import { CostSection } from './cost-section.tsx';
import { MayApplySection, PositionSection } from './may-apply-section.tsx';
import { type Reader, VisitorSection } from './visitor-section.tsx';
import { WishSection } from './wish-section.tsx';

/** The section under the public part, for whoever reads the advert. */
export async function advertSection(
  request: Request,
  dependencies: HttpDependencies,
  advert: Advert,
): Promise<JSX.Element> {
  const visitor = portalVisitor(request);
  const number = visitor?.landlordId === advert.landlordId ? visitor.number : null;
  const choice = await dependencies.interests.choiceFor(advert, number, dependencies.today());
  if (visitor === null || choice.personal === null) {
    return (
      <VisitorSection
        advert={advert}
        choice={choice}
        reader={readerOf(visitor, advert)}
        csrf={csrfToken(request)}
      />
    );
  }
  const chance = await chanceFor(dependencies, advert, choice);
  const better = await likeHomesFor(dependencies, visitor, advert, chance);
  return (
    <>
      <MayApplySection personal={choice.personal} />
      <CostSection personal={choice.personal} />
      <PositionSection choice={choice} />
      <ChanceSection chance={chance} better={better} />
      <WishSection
        advert={advert}
        choice={choice}
        personal={choice.personal}
        mayAct={mayAct(visitor)}
        csrf={csrfToken(request)}
        requestKey={randomUUID()}
        today={dependencies.today()}
      />
    </>
  );
}

function readerOf(visitor: PortalVisitor | null, advert: Advert): Reader {
  if (visitor === null) return 'nobody';
  if (visitor.landlordId !== advert.landlordId) return 'otherLandlord';
  return visitor.number === null ? 'noApplication' : 'notToLet';
}

/** The personal part of an advert's page: may I apply, the cost, my place, one button (look, scene 4). */
import type { Request } from 'express';
import type { JSX } from 'preact';
import type { Advert } from '../../../portal/advert.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { portalVisitor } from '../../middleware/portal-visitor.ts';

/** The section under the public part, for whoever reads the advert. */
export async function advertSection(
  request: Request,
  _dependencies: HttpDependencies,
  advert: Advert,
): Promise<JSX.Element> {
  const visitor = portalVisitor(request);
  return (
    <section class="card" aria-labelledby="candidater">
      <h2 id="candidater">Pouvez-vous candidater ?</h2>
      {visitor === null ? (
        <p>
          Ouvrez votre dossier pour le savoir :{' '}
          <a
            class="button strong"
            href={`/demandeur/acces?vers=${encodeURIComponent(`/annonces/${advert.id}`)}`}
          >
            Ouvrir mon dossier
          </a>
        </p>
      ) : (
        <p>Votre dossier est ouvert.</p>
      )}
    </section>
  );
}

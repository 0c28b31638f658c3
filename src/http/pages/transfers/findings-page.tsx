/** What the tool finds in the tenancies: proposals to officers, each with its article, its facts and what is unknown. */

import type { JSX } from 'preact';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { FindingLine, Scan } from '../../../portal/transfers/finding-port.ts';
import {
  factInWords,
  findingReasonInWords,
  missingOfFinding,
} from '../../../portal/transfers/finding-words.ts';
import { groundNames } from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { Filters, Grounds } from './findings-filters.tsx';
import type { FindingsPageProps } from './findings-page-props.ts';
import { placeInWords } from './transfer-words.ts';

export function FindingsPage(props: FindingsPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Repérages" crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}>
      <h1>Repérages dans le parc</h1>
      <p class="prose">
        L’outil relit chaque bail. Ce qu’il trouve vous est proposé, à vous seulement : aucun courrier ne part
        d’ici. Reprenez-le comme une demande, ou écartez-le avec une raison.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.scan !== null && <ScanDone scan={props.scan} />}
      {props.mayWrite && (
        <form method="post" action="/agent/mutations/reperages/recherche" class="gesture">
          <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
          <button type="submit">Relire tous les baux maintenant</button>
          <span class="small quiet">C’est aussi fait chaque jour.</span>
        </form>
      )}
      <Grounds {...props} />
      <Filters {...props} />
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">
          {frenchCount(props.total, 'repérage')}
          {props.filter.state === 'open' ? '' : props.filter.state === 'taken' ? ' repris' : ' écartés'}
        </h2>
        {props.lines.length === 0 ? (
          <p>
            Aucun repérage ici. Quand un bail montre une sous-occupation, une sur-occupation, un logement
            adapté quitté ou nécessaire, des revenus au-dessus du plafond ou un périmètre de vente ou de
            démolition, il apparaît dans cette liste.
          </p>
        ) : (
          <div>
            {props.lines.map((line) => (
              <Entry key={line.id} line={line} {...props} />
            ))}
          </div>
        )}
        <PageLinks page={props.page} pages={props.pages} href={(page) => props.hrefOf(props.filter, page)} />
      </section>
      <PageWords words={['transfer', 'qpv', 'caleol']} />
    </Layout>
  );
}

function ScanDone({ scan }: { scan: Scan }): JSX.Element {
  const { tenancies, opened, reopened, changed, gone } = scan;
  return (
    <p class="proof" role="status">
      {frenchCount(tenancies, 'bail relu', 'baux relus')} : {frenchCount(opened, 'nouveau', 'nouveaux')},{' '}
      {frenchCount(reopened, 'rouvert')}, {frenchCount(changed, 'mis à jour', 'mis à jour')},{' '}
      {frenchNumber(gone, 0)} que les données ne montrent plus.
    </p>
  );
}

function Entry(props: FindingsPageProps & { line: FindingLine }): JSX.Element {
  const { line } = props;
  const { home, content } = line;
  const facts = content.because.flatMap(({ facts: some }) => some.map(factInWords));
  return (
    <article class="step" aria-labelledby={`reperage-${line.id}`}>
      <h3 id={`reperage-${line.id}`}>
        {groundNames[line.ground]}{' '}
        {content.verdict === 'yes' ? (
          <span class="tag">établi</span>
        ) : (
          <span class="tag tag-warn">à vérifier</span>
        )}
      </h3>
      <p>
        {home.typology} de {frenchNumber(home.surfaceM2, 0)} m², {placeInWords(home)}
        {line.residents === null ? '' : `, ${frenchCount(line.residents, 'personne')} au bail`}
      </p>
      <ul class="checks">
        {content.because.map((reason) => (
          <li key={reason.code}>
            {findingReasonInWords(reason)} <span class="quiet">({reason.article})</span>
            <br />
            <span class="small">{facts.filter((text) => text !== null).join(' · ')}</span>
          </li>
        ))}
        {content.exemptions.map((reason) => (
          <li key={reason.code}>
            <span class={reason.verdict === 'no' ? 'state-warn' : undefined}>
              {findingReasonInWords(reason)}
            </span>{' '}
            <span class="quiet">({reason.article})</span>
          </li>
        ))}
        {content.missing.length > 0 && (
          <li>
            <strong>Reste à savoir :</strong> {[...new Set(content.missing.map(missingOfFinding))].join(', ')}
            .
          </li>
        )}
      </ul>
      <p class="small quiet">
        Trouvé le {frenchShortDate(line.foundOn)}. Bail {line.tenancyId}
        {line.number === null ? ', sans demande enregistrée' : ', demande enregistrée'}.
      </p>
      <Outcome {...props} />
    </article>
  );
}

function Outcome({ line, mayWrite, frame }: FindingsPageProps & { line: FindingLine }): JSX.Element | null {
  if (line.state === 'taken') {
    return (
      <p>
        Repris par {line.by}. <a href={`/agent/mutations/${line.requestId}`}>Voir la demande</a>
      </p>
    );
  }
  if (line.state === 'setAside') {
    return (
      <p>
        Écarté par {line.by} : {line.setAsideReason}
      </p>
    );
  }
  if (!mayWrite) return null;
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="reperage" value={line.id} />
      <input type="hidden" name="version" value={line.version} />
    </>
  );
  return (
    <div class="gesture no-print">
      <form method="post" action="/agent/mutations/reperages/reprendre">
        {hidden}
        <button type="submit" class="strong">
          Reprendre comme demande
        </button>
      </form>
      <details class="ban">
        <summary>Écarter</summary>
        <form method="post" action="/agent/mutations/reperages/ecarter">
          {hidden}
          <label for={`raison-${line.id}`}>Raison, dans vos mots</label>
          <input
            id={`raison-${line.id}`}
            name="raison"
            type="text"
            required
            minLength={5}
            maxLength={300}
            autocomplete="off"
          />
          <button type="submit">Écarter</button>
        </form>
      </details>
    </div>
  );
}

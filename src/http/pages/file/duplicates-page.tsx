/** Applications that look like one household: the evidence side by side, and the verdict of a person. */
import type { JSX } from 'preact';
import type { DuplicateReview } from '../../../committee/candidates/duplicate-port.ts';
import type { DuplicateEvidence, DuplicatePair } from '../../../committee/candidates/duplicates.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';

const evidenceWords: Readonly<Record<DuplicateEvidence, string>> = {
  sameTenancy: 'le même bail dans le parc',
  sameBirths: 'les mêmes dates de naissance pour tout le ménage',
  sameSignerAndCloseName: 'la même date de naissance du titulaire ou du conjoint, et des noms proches',
  sameEmail: 'la même adresse électronique',
  sameTelephone: 'le même téléphone',
};

/** A pair with the names of its two files and, where somebody judged it, the verdict. */
export type ShownPair = DuplicatePair & {
  names: readonly [string | null, string | null];
  verdict?: DuplicateReview['verdict'];
  by?: string;
  on?: CivilDate;
};

/** Not judged yet, on strong evidence or on a telephone alone; judged. */
export const duplicateLists = ['strong', 'weak', 'judged'] as const;
type DuplicateList = (typeof duplicateLists)[number];

const listNames: Readonly<Record<DuplicateList, string>> = {
  strong: 'À examiner',
  weak: 'Le même téléphone seulement',
  judged: 'Jugées',
};
const listSentences: Readonly<Record<DuplicateList, string>> = {
  strong: 'Plus d’un indice, ou un indice fort, rapproche ces demandes.',
  weak: 'Un téléphone est souvent partagé par des parents, ou par un service qui aide plusieurs ménages.',
  judged: 'Un avis se reprend d’un clic : la paire revient alors dans sa liste.',
};

/** Address of a page of one of the lists. */
export function duplicatesPath(list: DuplicateList, page: number): string {
  return `/agent/doublons?liste=${list}&page=${page}`;
}

type DuplicatesPageProps = {
  frame: PageFrame;
  list: DuplicateList;
  counts: Readonly<Record<DuplicateList, number>>;
  /** Those of the page shown. */
  pairs: readonly ShownPair[];
  page: number;
  pages: number;
  fileRef: (number: string) => string;
};

export function DuplicatesPage(props: DuplicatesPageProps): JSX.Element {
  const { list, counts, pairs } = props;
  return (
    <Layout
      frame={props.frame}
      title="Doublons"
      crumbs={[
        { href: '/agent/dossiers', label: 'Dossiers' },
        { href: '/agent/doublons', label: 'Doublons' },
      ]}
    >
      <h1>Doublons à examiner</h1>
      <p class="prose">
        Ces demandes se ressemblent. Le logiciel montre pourquoi et ne fusionne rien : la fusion se fait dans
        le système national d’enregistrement (SNE), où l’ancienneté la plus longue est gardée (CCH R441-2-8).
        Votre avis peut toujours être repris.
      </p>
      <nav class="tabs" aria-label="Paires de demandes">
        <ul>
          {duplicateLists.map((one) => (
            <li key={one}>
              <a href={duplicatesPath(one, 1)} aria-current={one === list ? 'page' : undefined}>
                {`${listNames[one]} (${frenchNumber(counts[one], 0)})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section class="card" aria-labelledby="paires">
        <h2 id="paires">{`${listNames[list]} : ${frenchCount(counts[list], 'paire')}`}</h2>
        <p class="prose">{counts[list] === 0 ? 'Aucune paire ici.' : listSentences[list]}</p>
        <ul class="checks">
          {pairs.map((pair) => (
            <li key={`${pair.first} ${pair.second}`}>
              <Pair {...props} pair={pair} />
              <p class="small">{`Preuves : ${pair.evidence.map((code) => evidenceWords[code]).join(' ; ')}.`}</p>
              <VerdictForm {...props} pair={pair} />
            </li>
          ))}
        </ul>
        <PageLinks page={props.page} pages={props.pages} href={(page) => duplicatesPath(list, page)} />
      </section>
    </Layout>
  );
}

function Pair(props: { pair: ShownPair; fileRef: (number: string) => string }): JSX.Element {
  const { pair } = props;
  return (
    <p>
      <a href={`/agent/dossiers/${props.fileRef(pair.first)}`}>{pair.names[0] ?? 'Nom inconnu'}</a>{' '}
      <span class="quiet">{pair.first}</span> et{' '}
      <a href={`/agent/dossiers/${props.fileRef(pair.second)}`}>{pair.names[1] ?? 'Nom inconnu'}</a>{' '}
      <span class="quiet">{pair.second}</span>
    </p>
  );
}

function VerdictForm(props: DuplicatesPageProps & { pair: ShownPair }): JSX.Element {
  const { pair, list, page } = props;
  return (
    <form class="gesture no-print" method="post" action="/agent/doublons">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="premier" value={pair.first} />
      <input type="hidden" name="second" value={pair.second} />
      <input type="hidden" name="vu" value={pair.verdict ?? ''} />
      <input type="hidden" name="liste" value={list} />
      <input type="hidden" name="page" value={page} />
      {pair.verdict === undefined ? (
        <>
          <button type="submit" name="avis" value="same">
            Même ménage
          </button>
          <button type="submit" name="avis" value="different">
            Deux ménages différents
          </button>
        </>
      ) : (
        <>
          <span>
            <strong>
              {pair.verdict === 'same' ? 'Même ménage : à fusionner dans le SNE' : 'Deux ménages différents'}
            </strong>
            {pair.by === undefined || pair.on === undefined
              ? ''
              : `, ${pair.by}, ${frenchShortDate(pair.on)}`}
          </span>
          <button type="submit" name="avis" value="">
            Reprendre cet avis
          </button>
        </>
      )}
    </form>
  );
}

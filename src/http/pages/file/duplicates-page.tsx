/** Applications that look like one household: the evidence side by side, and the verdict of a person. */
import type { JSX } from 'preact';
import type { DuplicateReview } from '../../../committee/candidates/duplicate-port.ts';
import {
  type DuplicateEvidence,
  type DuplicatePair,
  duplicateEvidences,
} from '../../../committee/candidates/duplicates.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

const evidenceWords: Readonly<Record<DuplicateEvidence, string>> = {
  sameTenancy: 'le même bail dans le parc',
  sameBirths: 'les mêmes dates de naissance pour tout le ménage',
  sameSignerAndCloseName: 'la même date de naissance du titulaire ou du conjoint, et des noms proches',
  sameEmail: 'la même adresse électronique',
  sameTelephone: 'le même téléphone',
};

export type ShownPair = DuplicatePair & { names: readonly [string | null, string | null] };

type FoundPairs = { count: number; pairs: readonly ShownPair[] };

export function DuplicatesPage(props: {
  frame: PageFrame;
  /** Pairs that nobody has judged yet, the first of them shown: on strong evidence, then on a telephone alone. */
  strong: FoundPairs;
  weak: FoundPairs;
  judged: readonly (DuplicateReview & Pick<ShownPair, 'names'>)[];
  fileRef: (number: string) => string;
}): JSX.Element {
  const { strong, weak, judged } = props;
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
      <section class="card" aria-labelledby="a-examiner">
        <h2 id="a-examiner">{frenchCount(strong.count, 'paire à examiner', 'paires à examiner')}</h2>
        {strong.count === 0 ? <p>Aucun doublon à examiner.</p> : null}
        <Pairs {...props} found={strong} />
      </section>
      {weak.count === 0 ? null : (
        <section class="card" aria-labelledby="telephone">
          <h2 id="telephone">{`Le même téléphone seulement : ${frenchCount(weak.count, 'paire')}`}</h2>
          <p class="prose">
            Un téléphone est souvent partagé par des parents, ou par un service qui aide plusieurs ménages.
          </p>
          <details>
            <summary>Voir ces paires</summary>
            <Pairs {...props} found={weak} />
          </details>
        </section>
      )}
      {judged.length === 0 ? null : (
        <section class="card" aria-labelledby="juges">
          <h2 id="juges">Paires jugées</h2>
          <ScrollBox label="Paires jugées">
            <table class="plain small">
              <thead>
                <tr>
                  <th scope="col">Demandes</th>
                  <th scope="col">Avis</th>
                  <th scope="col">Revenir</th>
                </tr>
              </thead>
              <tbody>
                {judged.map((pair) => (
                  <tr key={`${pair.first} ${pair.second}`}>
                    <th scope="row">
                      <Pair {...props} pair={{ ...pair, evidence: knownEvidence(pair.evidence) }} />
                    </th>
                    <td>
                      {pair.verdict === 'same'
                        ? 'Même ménage : à fusionner dans le SNE'
                        : 'Deux ménages différents'}
                      <span class="quiet">{`, ${pair.by}, ${frenchShortDate(pair.on)}`}</span>
                    </td>
                    <td>
                      <Undo {...props} pair={pair} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      )}
    </Layout>
  );
}

function Pairs(props: {
  frame: PageFrame;
  found: FoundPairs;
  fileRef: (number: string) => string;
}): JSX.Element {
  const { count, pairs } = props.found;
  return (
    <>
      {count > pairs.length ? (
        <p>{`Les ${pairs.length} premières ; les suivantes viendront quand celles-ci seront jugées.`}</p>
      ) : null}
      <ul class="checks">
        {pairs.map((pair) => (
          <li key={`${pair.first} ${pair.second}`}>
            <Pair {...props} pair={pair} />
            <p class="small">{`Preuves : ${pair.evidence.map((code) => evidenceWords[code]).join(' ; ')}.`}</p>
            <VerdictForm {...props} pair={pair} seen="" />
          </li>
        ))}
      </ul>
    </>
  );
}

function knownEvidence(codes: readonly string[]): DuplicateEvidence[] {
  return duplicateEvidences.filter((known) => codes.includes(known));
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

type PairForm = { frame: PageFrame; pair: { first: string; second: string } };

function VerdictForm(props: PairForm & { seen: string }): JSX.Element {
  return (
    <form class="gesture no-print" method="post" action="/agent/doublons">
      <Hidden {...props} />
      <button type="submit" name="avis" value="same">
        Même ménage
      </button>
      <button type="submit" name="avis" value="different">
        Deux ménages différents
      </button>
    </form>
  );
}

function Undo(props: PairForm & { pair: { verdict: string } }): JSX.Element {
  return (
    <form class="pin" method="post" action="/agent/doublons">
      <Hidden {...props} seen={props.pair.verdict} />
      <button type="submit" name="avis" value="">
        Reprendre cet avis
      </button>
    </form>
  );
}

function Hidden({ frame, pair, seen }: PairForm & { seen: string }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="premier" value={pair.first} />
      <input type="hidden" name="second" value={pair.second} />
      <input type="hidden" name="vu" value={seen} />
    </>
  );
}

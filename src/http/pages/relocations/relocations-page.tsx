/** Relocations that run: who, under which text, how many offers count, what is kept. */
import type { JSX } from 'preact';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { RelocationLine } from '../../../portal/relocations/relocation-port.ts';
import type { RelocationStanding } from '../../../portal/relocations/relocation-standing.ts';
import { regimeInWords } from '../../../portal/relocations/relocation-words.ts';
import { groundNames, stateNames } from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { communeOf } from '../transfers/transfer-words.ts';

export type RelocationsPageProps = {
  frame: PageFrame;
  lines: readonly RelocationLine[];
  found: number;
  page: number;
  pages: number;
};

export function RelocationsPage({ frame, lines, found, page, pages }: RelocationsPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Relogements" crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}>
      <h1>Relogements encadrés par la loi</h1>
      <p class="prose">
        Démolition, changement d’usage, sous-occupation, logement adapté quitté. La page compte les offres qui
        remplissent toutes les conditions. Ce qui n’est pas connu reste inconnu, et le locataire garde alors
        son droit.
      </p>
      <p class="gesture">
        <a class="button" href="/agent/relogements/confreres">
          Demandes d’autres bailleurs
        </a>
        <a class="button" href="/agent/relogements/perimetres">
          Périmètres de démolition et de vente
        </a>
        <a class="button" href="/agent/occupation">
          Examen de l’occupation
        </a>
      </p>
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">{frenchCount(found, 'relogement')}</h2>
        {lines.length === 0 ? (
          <p>
            Aucun relogement. Reprenez un <a href="/agent/mutations/reperages">repérage</a> de
            sous-occupation, de logement adapté quitté ou de démolition : il apparaîtra ici.
          </p>
        ) : (
          <RelocationsTable lines={lines} />
        )}
        <PageLinks page={page} pages={pages} href={(number) => `/agent/relogements?page=${number}`} />
      </section>
      <p class="prose small quiet">
        Demander ou refuser un logement d’une annonce ne compte jamais parmi les trois offres : seules celles
        enregistrées ici, notifiées avec une preuve, peuvent compter.
      </p>
      <PageWords words={['transfer', 'caleol', 'qpv']} />
    </Layout>
  );
}

function RelocationsTable({ lines }: { lines: readonly RelocationLine[] }): JSX.Element {
  return (
    <ScrollBox label="Relogements">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Ménage</th>
            <th scope="col">Motif et texte</th>
            <th scope="col">Offres qui comptent</th>
            <th scope="col">Droit de rester</th>
            <th scope="col">Demande</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ request, standing }) => (
            <tr key={request.id}>
              <th scope="row">
                <a href={`/agent/relogements/${request.id}`}>
                  {request.householdName ?? 'Ménage sans nom connu'}
                </a>
                <br />
                <span class="small quiet">
                  {request.home === null
                    ? 'logement inconnu'
                    : `${request.home.typology}, ${communeOf(request.home.insee)}`}
                </span>
              </th>
              <td>
                {groundNames[request.ground]}
                <br />
                <span class="small quiet">{regimeInWords(standing).title}</span>
              </td>
              <td>{countInWords(standing)}</td>
              <td>{rightShort(standing)}</td>
              <td>{stateNames[request.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "2 sur 3", and those that may count. */
export function countInWords({ sure, possible, needed, offers, regime }: RelocationStanding): string {
  if (regime.kind !== 'law') return 'sans objet';
  const made = offers.length === 0 ? 'aucune offre' : `${sure} sur ${needed ?? 'un nombre inconnu'}`;
  return possible > sure ? `${made}, ${possible - sure} à vérifier` : made;
}

function rightShort({ right, accepted }: RelocationStanding): JSX.Element {
  if (accepted !== null) return <>offre acceptée</>;
  if (right === null || right.outcome.verdict === 'no') return <span class="tag tag-good">gardé</span>;
  if (right.outcome.verdict === 'unknown' || right.titleEndsOn === null) {
    return <span class="tag tag-warn">gardé, à vérifier</span>;
  }
  return <span class="tag tag-bad">titre jusqu’au {frenchShortDate(right.titleEndsOn)}</span>;
}

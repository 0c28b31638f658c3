/** The leases behind one figure, for those who may open them: homes, never names. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { LeaseRecord } from '../../../reporting/facts.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type LeaseGroup = { title: string; leases: readonly LeaseRecord[] };

/** A page shows so many at most; the whole list leaves as a file. */
const leasesShown = 300;

export function LeaseListPage(props: {
  frame: PageFrame;
  title: string;
  back: { href: string; label: string };
  base: string;
  groups: readonly LeaseGroup[];
  /** The file of the household, by the lease's number; null where none is kept. */
  fileOf: (lease: LeaseRecord) => string | null;
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title={props.title}
      crumbs={[{ href: props.base, label: 'Indicateurs' }, props.back, { href: '#', label: 'Baux' }]}
    >
      <h1>{props.title}</h1>
      {props.groups.map(({ title, leases }) => (
        <section class="card" key={title}>
          <h2>{`${title} : ${leases.length}`}</h2>
          {leases.length === 0 ? (
            <p>Aucun bail.</p>
          ) : (
            <LeaseTable title={title} leases={leases.slice(0, leasesShown)} fileOf={props.fileOf} />
          )}
          {leases.length > leasesShown ? (
            <p>{`Les ${leasesShown} premiers sont montrés, dans l’ordre de la signature.`}</p>
          ) : null}
        </section>
      ))}
    </Layout>
  );
}

function LeaseTable(props: {
  title: string;
  leases: readonly LeaseRecord[];
  fileOf: (lease: LeaseRecord) => string | null;
}): JSX.Element {
  return (
    <ScrollBox label={props.title}>
      <table class="plain small">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">Bail</th>
            <th scope="col">Signé le</th>
            <th scope="col">Commune</th>
            <th scope="col">Logement</th>
            <th scope="col">Réservataire</th>
            <th scope="col">Ressources</th>
            <th scope="col">Dossier</th>
          </tr>
        </thead>
        <tbody>
          {props.leases.map((lease) => {
            const file = props.fileOf(lease);
            return (
              <tr key={lease.id}>
                <th scope="row">{lease.id}</th>
                <td>{frenchShortDate(lease.signedOn)}</td>
                <td>{lease.insee}</td>
                <td>{`${lease.typology} ${lease.financing}${lease.qpvCode === null ? '' : ', en QPV'}`}</td>
                <td>{lease.holderId ?? 'non réservé'}</td>
                <td>{incomeWords[lease.facts?.income ?? 'unknown']}</td>
                <td>{file === null ? '—' : <a href={file}>Ouvrir</a>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const incomeWords = { proved: 'prouvées', declared: 'déclarées', unknown: 'inconnues' } as const;

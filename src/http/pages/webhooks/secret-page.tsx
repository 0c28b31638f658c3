/** The secret of a connection, shown this once. */
import type { JSX } from 'preact';
import { hoursOfFormerSecret } from '../../../access/webhooks/delivery.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export function SecretPage(props: {
  frame: PageFrame;
  endpointId: string;
  secret: string;
  renewed: boolean;
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Secret de la liaison"
      crumbs={[
        { href: '/admin', label: 'Administration' },
        { href: '/admin/liaisons', label: 'Liaisons' },
      ]}
    >
      <h1>Secret de la liaison</h1>
      <div class="proof" role="status">
        <p>
          Donnez ce secret au système qui reçoit les messages. Il n’est montré qu’ici, cette fois seulement :
        </p>
        <p>
          <code class="figure">{props.secret}</code>
        </p>
      </div>
      <p class="prose">
        Le système vérifie avec lui la signature de chaque message (« Standard Webhooks », version 1) et
        rejette les autres.{' '}
        {props.renewed
          ? `L’ancien secret signe encore pendant ${hoursOfFormerSecret} heures à côté du nouveau : changez-le dans le système sans perdre de message.`
          : 'Ensuite, envoyez un message d’essai.'}
      </p>
      <p>
        <a class="button" href={`/admin/liaisons/${props.endpointId}`}>
          Le secret est noté : ouvrir la liaison
        </a>
      </p>
    </Layout>
  );
}

/** The bare document of the pages that come before a space: sign-in, errors, one-time links. */
import type { ComponentChildren, JSX } from 'preact';
import { assetUrl } from './assets.ts';

export function BareDocument(props: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.title} — parcours`}</title>
        <link rel="stylesheet" href={assetUrl('parcours.css')} />
        <link rel="icon" href="data:," />
      </head>
      <body class="bare">
        <main>
          <p>
            <a class="brand" href="/">
              parcours
            </a>
          </p>
          <h1>{props.title}</h1>
          {props.children}
        </main>
      </body>
    </html>
  );
}

/** The texts of letters: which are the software's, which were changed, and the head that they share. */
import type { JSX } from 'preact';
import { type LetterKind, letterKinds, letterNames } from '../../../committee/letters/letter-kind.ts';
import type { Letterhead, TemplateVersion } from '../../../committee/letters/letter-port.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export function TemplatesPage(props: {
  frame: PageFrame;
  templates: ReadonlyMap<LetterKind, TemplateVersion>;
  letterhead: Letterhead;
  landlordName: string;
  /** What was just saved; null on an ordinary visit. */
  saved: string | null;
}): JSX.Element {
  const { frame, templates, letterhead, landlordName } = props;
  return (
    <Layout frame={frame} title="Modèles de courrier">
      <h1>Modèles de courrier</h1>
      {props.saved === null ? null : (
        <p class="proof" role="status">
          {props.saved}
        </p>
      )}
      <p class="prose">
        Vous pouvez changer le texte de chaque courrier. Les paragraphes que la loi impose (recours, droit au
        logement opposable, radiation, traitement algorithmique) s’ajoutent d’eux-mêmes : aucun modèle ne peut
        les retirer.
      </p>
      <section class="card">
        <h2>En-tête des courriers</h2>
        {letterhead.lines.length === 0 ? (
          <p class="alert">
            L’adresse de {landlordName} n’est pas remplie : les courriers ne disent pas où répondre.
          </p>
        ) : (
          <p>
            {[landlordName, ...letterhead.lines].map((line, index) => (
              <span key={line}>
                {index === 0 ? null : <br />}
                {line}
              </span>
            ))}
          </p>
        )}
        <a href="/admin/courriers/en-tete">Modifier l’en-tête</a>
      </section>
      <section class="card">
        <h2>Textes</h2>
        <ScrollBox label="Textes des courriers">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Courrier</th>
                <th scope="col">Objet</th>
                <th scope="col">Texte</th>
              </tr>
            </thead>
            <tbody>
              {letterKinds.map((kind) => {
                const template = templates.get(kind);
                return template ? (
                  <tr key={kind}>
                    <th scope="row">
                      <a href={`/admin/courriers/${kind}`}>{letterNames[kind]}</a>
                    </th>
                    <td>{template.subject}</td>
                    <td>{versionInWords(template)}</td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
        </ScrollBox>
      </section>
    </Layout>
  );
}

/** "fourni avec parcours", or who changed it and when. */
export function versionInWords({ version, by, at }: TemplateVersion): string {
  if (at === null) return 'fourni avec parcours';
  return `version ${version}, ${by ?? ''}, ${frenchShortDate(civilDateInParis(at))}`;
}

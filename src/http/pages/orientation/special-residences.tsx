/** Residences under a rule of their own: fragile ones, and new programmes with their mix. */
import type { JSX } from 'preact';
import { programmeOwed, type ResidenceRule } from '../../../committee/orientation/special-lettings.ts';
import type { SpecialBook } from '../../../committee/orientation/special-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';

type SpecialResidencesProps = { frame: PageFrame; book: SpecialBook; today: CivilDate };

export function SpecialResidences(props: SpecialResidencesProps): JSX.Element {
  const { book, frame } = props;
  return (
    <section class="card" aria-labelledby="residences">
      <h2 id="residences">Résidences à enjeu prioritaire de mixité sociale et programmes neufs</h2>
      {book.rules.length === 0 ? (
        <p>Aucune résidence n’est listée. La convention intercommunale d’attribution (CIA) les désigne.</p>
      ) : (
        <ScrollBox label="Résidences sous une règle">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Résidence</th>
                <th scope="col">Règle</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {book.rules.map((rule) => (
                <tr key={rule.residence}>
                  <th scope="row">{rule.residence}</th>
                  <td>{ruleInWords(rule, props)}</td>
                  <td>{rule.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <details>
        <summary>Ajouter ou modifier une résidence</summary>
        <form method="post" action="/agent/particuliers/residences" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="field">
            <label for="residence-nom">Résidence, comme dans le fichier des logements</label>
            <input id="residence-nom" name="residence" required maxLength={200} autocomplete="off" />
          </div>
          <div>
            <span class="pin">
              <input type="checkbox" id="residence-fragile" name="fragile" value="oui" />{' '}
              <label for="residence-fragile">Listée à enjeu prioritaire de mixité sociale</label>
            </span>
          </div>
          <div class="field">
            <label for="residence-source">Source : convention et date</label>
            <input id="residence-source" name="source" required maxLength={300} autocomplete="off" />
          </div>
          <div class="field">
            <label for="residence-programme">Programme PLUS neuf : nombre de logements (vide sinon)</label>
            <input id="residence-programme" name="programme" type="number" min={1} max={5000} />
          </div>
          <div class="field">
            <label for="residence-part">Part gardée aux locataires du bailleur, en % (vide sinon)</label>
            <input id="residence-part" name="part" type="number" min={0} max={100} step="0.1" />
          </div>
          <button type="submit" class="strong">
            Enregistrer la résidence
          </button>
        </form>
      </details>
    </section>
  );
}

function ruleInWords(rule: ResidenceRule, { book, today }: SpecialResidencesProps): string {
  const owed = programmeOwed(rule, today);
  const signed = book.ownTenantLeases.get(rule.residence) ?? 0;
  return [
    ...(rule.fragile ? ['ouvre le motif de refus pour fragilité de la résidence'] : []),
    ...(owed && owed.mix.minModest !== null && owed.mix.maxAbove !== null
      ? [
          `programme de ${frenchCount(rule.programmeHomes ?? 0, 'logement')} : ${frenchNumber(owed.mix.minModest, 0)} au moins sous 60 % du plafond, ${frenchNumber(owed.mix.maxAbove, 0)} au plus au-dessus du plafond`,
        ]
      : []),
    ...(owed?.ownTenants != null && rule.ownTenantsPermille !== null
      ? [
          `${frenchPercent(rule.ownTenantsPermille / 1000)} gardés aux locataires du bailleur : ${frenchNumber(signed, 0)} sur ${frenchNumber(owed.ownTenants, 0)} signés cette année`,
        ]
      : []),
  ].join(' ; ');
}

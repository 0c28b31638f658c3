/** Those who may sit, with the quality that gives a voice for some homes only (C-01). */
import type { JSX } from 'preact';
import type { SessionLines } from '../../../committee/session-excerpt.ts';
import { frenchNumber } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { homesOfMember, memberQualityInWords } from './members.ts';

/** Members who have a home on this agenda; others are counted below. */
export function MembersTable({ view }: { view: SessionLines }): JSX.Element {
  const lines = view.members.map((member) => ({ member, homes: homesOfMember(view, member).length }));
  const concerned = lines.filter(({ homes }) => homes > 0);
  const others = lines.length - concerned.length;
  if (lines.length === 0)
    return <p>Aucun membre enregistré. Votre administrateur les ajoute dans le règlement intérieur.</p>;
  return (
    <>
      {concerned.length === 0 ? (
        <p>Les membres concernés apparaîtront ici dès qu’un logement sera à l’ordre du jour.</p>
      ) : (
        <ScrollBox label="Membres concernés">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Membre</th>
                <th scope="col">Qualité</th>
                <th scope="col" class="number">
                  Logements
                </th>
                <th scope="col">Accès</th>
              </tr>
            </thead>
            <tbody>
              {concerned.map(({ member, homes }) => (
                <tr key={member.id}>
                  <th scope="row">{member.name}</th>
                  <td>{memberQualityInWords(member, view.members)}</td>
                  <td class="number">{frenchNumber(homes, 0)}</td>
                  <td>
                    {member.accountId === null ? 'dossier en PDF' : 'dossier en ligne'} ·{' '}
                    <a
                      href={`/agent/seances/${view.session.id}/convocation.pdf?membre=${encodeURIComponent(member.id)}`}
                    >
                      sa convocation<span class="visually-hidden"> : {member.name}</span>
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {others > 0 && concerned.length > 0 ? (
        <p class="small quiet">
          {frenchNumber(others, 0)} autres membres ne siègent pour aucun logement de cette séance.
        </p>
      ) : null}
    </>
  );
}

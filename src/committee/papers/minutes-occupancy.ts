/** What the minutes say beside attributions: reviews of occupancy (C-12) and relocations told (C-13). */
import type { Block } from '../../documents/pdf/model.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import type { MinutesContent } from '../minutes-content.ts';

export function reviewBlocks({ reviews = [] }: MinutesContent): Block[] {
  if (reviews.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Examens de l’occupation' },
    {
      kind: 'paragraph',
      text: 'La commission a examiné l’occupation de logements dont l’examen triennal est dû (CCH L441-2 IV, L442-5-2). Son avis est notifié au locataire ; il ne met pas fin au bail.',
    },
    {
      kind: 'table',
      caption: 'Examens de l’occupation et avis',
      columns: [
        { header: 'Bail et logement', width: 3 },
        { header: 'Dû le', width: 1.2 },
        { header: 'Situation constatée', width: 2.4 },
        { header: 'Avis', width: 3.4 },
      ],
      rows: reviews.map(({ tenancyId, home, dueOn, opinion }) => [
        `${tenancyId}\n${home}`,
        frenchShortDate(dueOn),
        opinion === null ? '—' : `${opinion.situation} (${opinion.article})`,
        opinion === null
          ? 'Non examiné : reporté à une autre séance'
          : [
              `${opinion.kind}. ${opinion.suitableHome}`,
              ...(opinion.note === null ? [] : [opinion.note]),
            ].join('\n'),
      ]),
    },
  ];
}

export function informationBlocks({ informations = [] }: MinutesContent): Block[] {
  if (informations.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Informations' },
    {
      kind: 'paragraph',
      text: 'La commission a été informée de ces relogements imposés par la loi. Elle n’en décide pas (CCH L441-2 V, L353-15, L442-6).',
    },
    {
      kind: 'table',
      caption: 'Relogements dont la commission est informée',
      columns: [
        { header: 'Demande ou bail', width: 2 },
        { header: 'Opération', width: 2.2 },
        { header: 'Logement quitté', width: 3 },
        { header: 'Logement accepté', width: 3 },
      ],
      rows: informations.map(({ number, tenancyId, operation, present, accepted, acceptedOn }) => [
        number ?? tenancyId ?? '—',
        operation ?? '—',
        present ?? '—',
        `${accepted}${acceptedOn === null ? '' : `\naccepté le ${frenchShortDate(acceptedOn)}`}`,
      ]),
    },
  ];
}

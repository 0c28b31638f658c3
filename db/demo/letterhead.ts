/** The head of the demonstration's letters, kept as the template that letters read. Everything is invented. */
export const demoLetterhead = {
  kind: 'letterhead',
  version: 1,
  subject: 'Metz',
  body: [
    'Service des attributions',
    '1 place de la Démonstration',
    '57000 Metz',
    '03 39 98 00 00 (appel non surtaxé)',
    'attributions@habitat-lorraine.example',
  ].join('\n'),
  by: 'Adèle Muller',
} as const;

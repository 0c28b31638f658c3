/** What the demonstration rests on: published figures with their source, and assumptions that have none. */

export type DemoAssumption = { subject: string; value: string; source: string | null };

export const demoAssumptions: readonly DemoAssumption[] = [
  {
    subject: 'Territoires et engagements de mutation',
    value: '39 EPCI, 21 758 logements',
    source: 'CUS 2021-2026 d’un bailleur lorrain, indicateur PP-5 (engagements 2023 reconduits)',
  },
  { subject: 'Part des demandes de mutation', value: '32 %', source: 'USH, septembre 2024' },
  {
    subject: 'Personnes seules parmi les demandeurs',
    value: '47 %',
    source: 'Ancols, panorama 2024 (année 2022)',
  },
  { subject: 'Ménages avec un seul adulte', value: '70 %', source: 'USH, congrès 2021' },
  { subject: 'Demandeurs sous les plafonds PLAI', value: 'trois quarts', source: 'USH, congrès 2021' },
  { subject: 'Demandes de plus d’un an', value: '47 %', source: 'Indecosa, données SNE 2019' },
  { subject: 'Parc sous plafonds PLUS', value: '86 %', source: 'Ancols, panorama 2024' },
  { subject: 'Loyer moyen', value: '5,99 €/m²', source: 'SDES, RPLS au 1er janvier 2021' },
  { subject: 'Mobilité annuelle', value: '9,3 %', source: 'SDES, RPLS 2018' },
  { subject: 'Vacance', value: '2,9 %', source: 'SDES, RPLS 2019' },
  { subject: 'Parc en quartier prioritaire', value: 'environ 31 %', source: 'SDES, RPLS 2017' },
  {
    subject: 'Propositions qui deviennent un bail',
    value: '50 %',
    source: 'Adeus, Eurométropole de Strasbourg 2017',
  },
  { subject: 'Typologies du parc et des demandes', value: 'T3 36 %, T4 28 %, T2 20 %…', source: null },
  { subject: 'Ressources par unité de consommation', value: 'médiane de 12 800 € par an', source: null },
  { subject: 'Ressources inconnues', value: '9 % des demandes, 10 % des baux', source: null },
  { subject: 'Reconnaissances de priorité (hors DALO)', value: '15 % des demandes', source: null },
  { subject: 'Reconnaissances DALO', value: '0,9 % des demandes', source: null },
  { subject: 'Part des baux du 1er quartile', value: '19 % hors QPV, 42 % en QPV', source: null },
  { subject: 'Mutations dans les baux de l’année', value: '26,5 % dont 10,5 % internes', source: null },
  { subject: 'Parts de flux des réservataires', value: 'préfet 30 %, Action Logement 20 %…', source: null },
  { subject: 'Grilles de cotation', value: 'inventées, signalées « fictives »', source: null },
];

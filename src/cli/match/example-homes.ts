/** The example's twelve homes, targets and tenancies: real places of Moselle, invented homes and people. */
import { geography } from '../../domain/territory.ts';

const homeColumns =
  'home_id;insee;address;typology;habitable_rooms;surface_m2;floor;lift;financing;rent;charges;flat_charges;qpv_code;energy_class;holder;acceptance;available_on;oriented_on;designation_due_on;reservation_failed';

const homeRows = [
  'EX-01;57463;12 rue des Tanneurs;T2;2;47.5;2;oui;PLUS;318.20;62;35;;C;;0.62;2026-12-01;;;',
  'EX-02;57463;4 rue de Bourgogne;T3;3;64;1;non;PLUS;386.40;85;45;QN05720M;D;;0.48;2026-12-01;;;',
  'EX-03;57463;8 avenue de Strasbourg;T4;4;81;3;oui;PLUS;452.10;110;55;QN05718M;D;;0.45;2026-12-15;;;',
  'EX-04;57480;27 rue de Pont-à-Mousson;T3;3;66.2;0;non;PLUS;402.75;80;45;;C;prefet57;0.66;2026-12-05;2026-11-05;2026-12-05;',
  'EX-05;57751;3 allée des Charmes;T3;3;62;1;oui;PLAI;331.90;90;45;;D;;;2026-12-10;;;',
  'EX-06;57751;16 rue du Roi;T5;5;98;2;oui;PLAI;512.30;140;60;QN05726N;E;commune-57751;0.4;2026-12-20;2026-11-10;2026-12-10;',
  'EX-07;57672;21 route de Guentrange;T2;2;49;1;oui;PLUS;342.60;70;35;;B;;0.7;2026-12-01;;;',
  'EX-08;57672;5 rue des Frères;T4;4;78.5;2;oui;PLUS;468.80;105;55;;C;als-57;0.6;2026-12-12;2026-11-12;2026-12-12;',
  'EX-09;57206;9 rue de Lorraine;T3;3;63;1;non;PLUS;362.40;88;45;QN05705M;D;;0.5;2026-12-18;;;',
  'EX-10;57227;14 rue de la Chapelle;T3;3;65;0;non;PLUS;341.70;78;45;;D;;0.52;2026-12-01;;;',
  'EX-11;57227;2 rue Bellevue;T4;4;80;3;oui;PLAI;398.20;108;55;QN05704M;D;prefet57;0.42;2026-12-22;2026-10-01;2026-11-01;oui',
  'EX-12;57606;31 rue de la Carrière;T1;1;31;4;oui;PLUS;236.50;45;30;;C;;0.58;2026-12-01;;;',
];

/** homes.csv. */
export function exampleHomes(): string {
  return `${[homeColumns, ...homeRows].join('\n')}\n`;
}

const targetColumns =
  'target_id;kind;name;class;level;code;communes;goal_2026;signed_total;signed_in_group;signed_unknown;source';

/** targets.csv, in the shape of a convention's table: shares, a number, words, an empty cell. */
export function exampleTargets(): string {
  const carried = 'CUS, PP-5 : taux de 2023 reconduit, à confirmer par avenant';
  const rows = [
    'q1-metz;q1OutsideQpv;1er quartile hors QPV, Metz Métropole;statutory;epci;200039865;;25 %;96;20;3;CCH L441-1',
    'qpv-metz;nonQ1InQpv;2e à 4e quartiles en QPV, Metz Métropole;statutory;epci;200039865;;50 %;58;30;2;CCH L441-1',
    'q1-forbach;q1OutsideQpv;1er quartile hors QPV, Forbach;statutory;epci;245700372;;25 %;22;5;0;CCH L441-1',
    'quart-bailleur;quarterLandlord;Ménages prioritaires, logements non réservés;statutory;landlord;;;25 %;240;57;0;CCH L441-1 al. 43',
    'quart-als;quarterActionLogement;Ménages prioritaires, Action Logement;statutory;holder;als-57;;25 %;41;9;1;CCH L313-26-2',
    `pp5-57;transfersAnyLandlord;Mutations, ensemble de la Moselle;convention;departement;57;;30 %;410;119;0;${carried}`,
    `pp5-metz;transfersAnyLandlord;Mutations, Metz Métropole;convention;epci;200039865;;30 %;154;45;0;${carried}`,
    `pp5-thionville;transfersAnyLandlord;Mutations, Thionville (périmètre de la convention);convention;epci;245701362;${communesOf('245701362')};30 %;49;14;0;${carried}`,
    `pp5-fensch;transfersAnyLandlord;Mutations, Val de Fensch (périmètre de la convention);convention;epci;245701222;${communesOf('245701222')};30 %;61;19;0;${carried}`,
    `pp5-forbach;transfersAnyLandlord;Mutations, Forbach Porte de France;convention;epci;245700372;;30 %;38;12;0;${carried}`,
    `pp5-bitche;transfersAnyLandlord;Mutations, Pays de Bitche;convention;epci;200069441;;Parc en vente;0;0;0;${carried}`,
    `pp5-saulnois;transfersAnyLandlord;Mutations, Saulnois;convention;epci;245701206;;;0;0;0;${carried}`,
    'internes-part;internalTransfers;Mutations internes, part des attributions;own;landlord;;;15 %;410;58;0;Objectif propre du bailleur',
    'internes-nombre;internalTransfers;Mutations internes, nombre de l’année;own;landlord;;;60;410;58;0;Objectif propre du bailleur',
  ];
  return `${[targetColumns, ...rows].join('\n')}\n`;
}

/** A commitment keeps the communes of the day it was signed, whatever has become of the EPCI. */
function communesOf(siren: string): string {
  return (geography().epcis.get(siren)?.communes ?? []).join('|');
}

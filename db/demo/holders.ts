/** The préfet and three other reservation holders. */
import type { ReservationHolder } from '../../src/domain/reservation.ts';

export const demoHolders: readonly ReservationHolder[] = [
  {
    id: 'prefet',
    kind: 'state',
    name: 'Préfecture (contingent de l’État)',
    territory: null,
    flowPermille: 300,
  },
  { id: 'als', kind: 'actionLogement', name: 'Action Logement Services', territory: null, flowPermille: 200 },
  { id: 'metz-metropole', kind: 'epci', name: 'Metz Métropole', territory: '200039865', flowPermille: 80 },
  { id: 'ville-nancy', kind: 'commune', name: 'Ville de Nancy', territory: '54395', flowPermille: 50 },
];

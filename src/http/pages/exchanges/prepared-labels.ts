/** Homes of what a search prepared, by their node: where they are and, for a protected household, nothing of it. */
import { type ExchangeMaterial, homeOfNodes } from '../../../portal/exchanges/build.ts';
import { communeName } from '../../../portal/exchanges/words.ts';
import type { NodeLabel } from './plan-picture.tsx';

export function labelsOf(material: ExchangeMaterial): (node: string) => NodeLabel {
  const homeOf = homeOfNodes(material);
  return (node) => {
    const household = material.households.find(({ tenancyId }) => tenancyId === node);
    const { typology, insee } = homeOf(node);
    return {
      home: household?.isProtected ? `${typology}, adresse protégée` : `${typology}, ${communeName(insee)}`,
      who: household ? `bail ${node}` : 'logement libre',
    };
  };
}

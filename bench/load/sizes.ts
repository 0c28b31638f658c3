/** How heavy pages are, plain and compressed: before pictures, none should pass 100 kB. */
import { gzipSync } from 'node:zlib';
import type { Prepared } from './prepare.ts';

const mostKilobytes = 100;

type Size = { page: string; kilobytes: number; compressed: number };

/** The sizes of the pages of each room, the heaviest first. Throws where one does not come. */
export async function sizesOf(
  base: string,
  { adverts, visitors, officers, prefecture, sittingPages }: Prepared,
) {
  const [visitor = '', officer = ''] = [visitors[0], officers[0]];
  const asked: readonly (readonly [string, string])[] = [
    ...[
      '/',
      '/annonces',
      `/annonces/${adverts[0]}`,
      '/regles',
      '/regles/versions',
      '/aide',
      '/facile-a-lire',
    ].map((path) => [path, ''] as const),
    ...['/demandeur', '/demandeur/souhaits', `/annonces/${adverts[0]}`, '/demandeur/documents'].map(
      (path) => [path, visitor] as const,
    ),
    ...[
      ...[
        '/agent',
        '/agent/logements',
        '/agent/seances',
        '/agent/calculs',
        '/agent/suites',
        '/agent/orientation',
      ],
      ...['/agent/mutations', '/agent/dossiers', '/agent/indicateurs', '/agent/annonces', '/agent/pilotage'],
      ...['/agent/echanges', '/agent/doublons', '/agent/sne', '/agent/equite', '/agent/retours'],
      ...sittingPages,
    ].map((path) => [path, officer] as const),
    ...['/prefecture', '/prefecture/q1-outside-qpv', '/prefecture/contingent'].map(
      (path) => [path, prefecture] as const,
    ),
  ];
  const sizes: Size[] = [];
  const notThere: string[] = [];
  for (const [path, cookie] of asked) {
    const answer = await fetch(`${base}${path}`, { headers: { cookie, 'accept-encoding': 'identity' } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const page = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
    if (answer.status !== 200) notThere.push(`${page} (${answer.status})`);
    else sizes.push({ page, kilobytes: inKilobytes(bytes), compressed: inKilobytes(gzipSync(bytes)) });
  }
  sizes.sort((a, b) => b.kilobytes - a.kilobytes);
  return {
    pages: sizes.length,
    over100Kilobytes: sizes.filter(({ kilobytes }) => kilobytes > mostKilobytes).map(({ page }) => page),
    heaviest: sizes.slice(0, 10),
    notThere,
  };
}

function inKilobytes(bytes: Buffer): number {
  return Math.round(bytes.length / 100) / 10;
}

/** One home in the report: its facts, its ranked households with their points, who stands behind, and its pool. */
import type { JSX } from 'preact';
import { HomeFacts } from '../../views/home-facts.tsx';
import { PoolView } from '../../views/pool-view.tsx';
import { type HomeInRun, homeTitle, type RunView } from '../../views/run-view.ts';
import { NextCandidates, ShortlistEntries } from '../../views/shortlist-view.tsx';

/** The section of one home. */
export function HomeSection(props: { view: RunView; place: HomeInRun; anchor: string }): JSX.Element {
  const { view, place, anchor } = props;
  return (
    <section class="card" id={anchor}>
      <h2>{`${homeTitle(place)} (${place.home.id})`}</h2>
      <HomeFacts place={place} today={view.result.date} />
      <ShortlistEntries view={view} place={place} />
      <NextCandidates view={view} next={place.shortlist.next} />
      <PoolView place={place} />
    </section>
  );
}

/** The way through a long list, page by page. */
import type { JSX } from 'preact';

/** Previous and next page; nothing where one page holds all. */
export function PageLinks(props: {
  page: number;
  pages: number;
  href: (page: number) => string;
}): JSX.Element | null {
  const { page, pages, href } = props;
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" class="gesture">
      {page > 1 && (
        <a class="button" rel="prev" href={href(page - 1)}>
          Page précédente
        </a>
      )}
      <span>{`Page ${page} sur ${pages}`}</span>
      {page < pages && (
        <a class="button" rel="next" href={href(page + 1)}>
          Page suivante
        </a>
      )}
    </nav>
  );
}

/** The rows of one page of a list, and where it stands; a page beyond the last is the last. */
export function pageOf<Row>(
  rows: readonly Row[],
  asked: number,
  size: number,
): { rows: readonly Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(Math.max(1, asked), pages);
  return { rows: rows.slice((page - 1) * size, page * size), page, pages };
}

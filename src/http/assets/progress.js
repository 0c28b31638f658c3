/*
 * Keeps the bar of a long task up to date, and shows the page again once the task is over. Only while the page is looked
 * at, and for a quarter of an hour: a screen left alone must not keep its session open. Without this script the link
 * beside the bar does it.
 */
(() => {
  const firstMilliseconds = 1500;
  const longestMilliseconds = 10_000;
  const until = Date.now() + 15 * 60_000;
  const shown = () => [...document.querySelectorAll('[data-progress]')];
  let wait = firstMilliseconds;

  /* Somebody who is typing is not interrupted: the link stays. */
  const isTyping = () => document.activeElement?.matches('input, textarea, select') ?? false;

  function renew(block, fresh) {
    block.querySelector('progress').value = fresh.querySelector('progress').value;
    for (const part of ['[data-percent]', '[role=status]']) {
      const [old, now] = [block.querySelector(part), fresh.querySelector(part)];
      /* A screen reader says the step again only where its words changed. */
      if (old.textContent !== now.textContent) old.textContent = now.textContent;
    }
  }

  async function look() {
    if (Date.now() > until || shown().length === 0) return;
    if (!document.hidden && !isTyping()) {
      try {
        const answer = await fetch(location.href, { redirect: 'error' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const find = ({ dataset }) => page.querySelector(`[data-progress="${CSS.escape(dataset.progress)}"]`);
        if (answer.ok && shown().some((block) => !find(block))) return location.reload();
        for (const block of shown()) renew(block, find(block));
      } catch {
        /* The network is away, or the session is over: the next look, or the link, will tell. */
      }
      wait = Math.min(wait * 1.2, longestMilliseconds);
    }
    setTimeout(look, wait);
  }
  setTimeout(look, wait);
})();

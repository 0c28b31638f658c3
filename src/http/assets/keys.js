/*
 * One key for one button, only while the focus is inside the block that says so (data-keys), never while typing in a
 * field: "i" presses the button marked data-key="i". The buttons themselves need no script.
 */
document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (!(target instanceof Element) || target.closest('input:not([type=hidden]), select, textarea')) return;
  const block = target.closest('[data-keys]');
  const button = block?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!(button instanceof HTMLElement)) return;
  event.preventDefault();
  button.click();
});

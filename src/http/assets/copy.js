/* Buttons that copy the text beside them. Without this script they stay hidden, and the text can be selected. */
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      if (!source) return;
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        button.textContent = 'Copié';
      } catch {
        getSelection()?.selectAllChildren(source);
      }
    });
  }
})();

/*
 * Sends a document piece by piece and takes it up again where it broke off: a lift, a tunnel, a closed page. Without this
 * script the same form sends the file whole.
 */
(() => {
  const pieceBytes = 256 * 1024;
  const tries = 6;

  for (const form of document.querySelectorAll('form[data-upload]')) {
    form.addEventListener('submit', (event) => {
      const file = form.elements.namedItem('fichier').files[0];
      if (!file || !window.fetch) return;
      event.preventDefault();
      send(form, file);
    });
  }

  async function send(form, file) {
    const button = form.querySelector('button[type=submit]');
    const said = form.querySelector('[data-progress]');
    said.hidden = false;
    button.disabled = true;
    try {
      await sendAll(form, file, (sent) => {
        const share = file.size === 0 ? 0 : Math.floor((sent / file.size) * 100);
        said.textContent = `Envoi : ${share} %. Vous pouvez fermer la page et reprendre plus tard.`;
      });
      const code = encodeURIComponent(form.dataset.upload);
      location.assign(`/demandeur/documents?recu=${code}#document-${code}`);
    } catch (fault) {
      said.textContent = fault.isRefusal
        ? fault.message
        : 'L’envoi s’est arrêté. Rien n’est perdu : appuyez de nouveau sur « Envoyer » pour continuer.';
      button.disabled = false;
    }
  }

  async function sendAll(form, file, tell) {
    const token = form.elements.namedItem('_csrf').value;
    const begun = await ask(
      '/demandeur/documents/debut',
      new URLSearchParams({
        _csrf: token,
        document: form.dataset.upload,
        marque: markOf(file),
        taille: file.size,
      }),
    );
    let from = begun.received;
    for (;;) {
      tell(from);
      const body = new FormData();
      body.append('_csrf', token);
      body.append('debut', from);
      body.append('morceau', file.slice(from, from + pieceBytes), 'morceau');
      const taken = await ask(`/demandeur/documents/${begun.id}/morceau`, body);
      if (taken.complete) return;
      from = taken.received;
    }
  }

  /* A cut is tried again after a while; what the service refuses is said at once. */
  async function ask(path, body) {
    for (let tried = 1; ; tried += 1) {
      let answer;
      try {
        answer = await fetch(path, { method: 'POST', body, headers: { accept: 'application/json' } });
      } catch (fault) {
        if (tried >= tries) throw fault;
        await new Promise((later) => setTimeout(later, 1000 * tried));
        continue;
      }
      if (answer.ok) return answer.json();
      const told = await answer.json().catch(() => ({}));
      const fault = new Error(
        told.refusal ?? told.detail ?? 'L’envoi n’a pas pu se faire. Rechargez la page.',
      );
      fault.isRefusal = true;
      throw fault;
    }
  }

  /* The same file of the same telephone, without its name. */
  function markOf(file) {
    return `${file.size}-${file.lastModified}`;
  }
})();

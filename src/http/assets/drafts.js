/*
 * What is typed in a form marked data-draft is kept on the server as one types, and offered back when the page is
 * opened again: after a reload, a crash, or from another tab. Without this script, the browser's own behaviour.
 */
(() => {
  const forms = [...document.querySelectorAll('form[data-draft]')];
  if (forms.length === 0 || !('fetch' in window)) return;
  const page = location.pathname;
  const waitMilliseconds = 800;

  const typed = (element) =>
    element.name !== '' &&
    !element.name.startsWith('_') &&
    !['hidden', 'password', 'file', 'submit', 'button'].includes(element.type) &&
    ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName);

  const fieldsOf = (form) => {
    const fields = {};
    for (const element of form.elements) {
      if (!typed(element)) continue;
      fields[element.name] ??= [];
      if (element.type === 'checkbox' || element.type === 'radio') {
        if (element.checked) fields[element.name].push(element.value);
      } else if (element.multiple) {
        fields[element.name].push(...[...element.selectedOptions].map((option) => option.value));
      } else {
        fields[element.name].push(element.value);
      }
    }
    return fields;
  };

  const fill = (form, fields) => {
    const used = {};
    for (const element of form.elements) {
      const values = typed(element) ? fields[element.name] : undefined;
      if (values === undefined) continue;
      if (element.type === 'checkbox' || element.type === 'radio') {
        element.checked = values.includes(element.value);
      } else if (element.multiple) {
        for (const option of element.options) option.selected = values.includes(option.value);
      } else {
        used[element.name] = (used[element.name] ?? -1) + 1;
        element.value = values[used[element.name]] ?? element.value;
      }
    }
  };

  const send = (path, form, more, options) =>
    fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        _csrf: form.elements._csrf?.value ?? '',
        page,
        form: form.dataset.draft,
        ...more,
      }),
      ...options,
    });

  const tell = (form, savedAt, before) => {
    const note = document.createElement('p');
    note.className = 'alert draft';
    note.setAttribute('role', 'status');
    const hour = new Date(savedAt).toLocaleString('fr-FR', {
      timeZone: 'Europe/Paris',
      day: '2-digit',
      month: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    note.append(`Brouillon du ${hour} repris : rien n’a encore été envoyé. `);
    const drop = document.createElement('button');
    drop.type = 'button';
    drop.textContent = 'Effacer le brouillon';
    drop.addEventListener('click', async () => {
      await send('/brouillons/effacer', form, {});
      fill(form, before);
      note.remove();
      form.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    });
    note.append(drop);
    form.prepend(note);
    form.closest('details')?.setAttribute('open', '');
  };

  const follow = (form) => {
    let timer = null;
    let running = null;
    let changed = false;
    const save = (keepalive) => {
      clearTimeout(timer);
      if (!changed) return;
      changed = false;
      running = new AbortController();
      const champs = JSON.stringify(fieldsOf(form));
      send('/brouillons', form, { champs }, { keepalive, signal: running.signal }).catch(() => undefined);
    };
    form.addEventListener('input', () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, waitMilliseconds, false);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      changed = false;
      running?.abort();
      const mark = document.createElement('input');
      mark.type = 'hidden';
      mark.name = '_brouillon';
      mark.value = `${page} ${form.dataset.draft}`;
      form.append(mark);
    });
    addEventListener('pagehide', () => save(true));
  };

  const restore = async () => {
    const answer = await fetch(`/brouillons?page=${encodeURIComponent(page)}`, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) return;
    const { brouillons } = await answer.json();
    for (const { form: name, fields, savedAt } of brouillons) {
      const form = forms.find(({ dataset }) => dataset.draft === name);
      if (!form) continue;
      const before = fieldsOf(form);
      if (JSON.stringify(before) === JSON.stringify(fields)) continue;
      fill(form, fields);
      tell(form, savedAt, before);
    }
  };

  for (const form of forms) follow(form);
  restore().catch(() => undefined);
})();

// Makes the pages of Fonds instant: results as you type, suggestions by keyboard, "/" to reach the search field.
// Everything here improves pages that are whole without it; nothing is stored, and only this site is asked.

const TYPING_PAUSE = 150; // ms without a keystroke before the server is asked
const SUGGESTIONS = 8;
const KINDS = { person: 'Personnes', dossier: 'Dossiers', title: 'Articles', word: 'Mots' };

const base = document.body.dataset.base ?? '';
const form = document.querySelector('form.searchbar');
const field = form?.querySelector('#q');

// --- Results as you type -------------------------------------------------------------------------------------------

// The address of what the form says, without its empty fields.
function addressOfForm() {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== '') parameters.append(name, value.trim());
  }
  const query = parameters.toString();
  return `${base}/${query ? `?${query}` : ''}`;
}

function liveResults() {
  let pending; // AbortController of the request under way
  let timer;
  let typing = false; // since the first keystroke after a commit: one entry of history for one word, not ten
  let shown = location.pathname + location.search;

  const part = (page, id) => page.getElementById(id);

  function swap(page) {
    for (const id of ['tri', 'resultats']) part(document, id).replaceWith(part(page, id));
    part(document, 'titre').textContent = part(page, 'titre').textContent;
    document.title = page.title;
    document.body.className = page.body.className;
    // The status element itself stays: a screen reader announces a change inside it, not a new element.
    const status = part(document, 'etat');
    if (status.textContent !== part(page, 'etat').textContent) {
      status.replaceChildren(...part(page, 'etat').childNodes);
    }
  }

  // Puts the filters of the page at `address` back into the form; the field itself is the reader's.
  function swapFilters(page) {
    form.querySelectorAll('input[type=hidden]').forEach((input) => input.remove());
    page.querySelectorAll('form.searchbar input[type=hidden]').forEach((input) => form.append(input));
  }

  async function show(address, { filters = false } = {}) {
    clearTimeout(timer);
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    part(document, 'resultats').setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(address, { signal, headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (signal.aborted) return true;
      if (!answer.ok || !part(page, 'resultats')) throw new Error(`status ${answer.status}`);
      swap(page);
      if (filters) swapFilters(page);
      shown = address;
      return true;
    } catch {
      if (signal.aborted) return true;
      part(document, 'resultats').removeAttribute('aria-busy');
      return false;
    }
  }

  async function showTyped() {
    const address = addressOfForm();
    if (address === shown) return;
    if (!(await show(address))) {
      part(document, 'etat').textContent = 'La recherche n’a pas répondu. Appuyez sur Entrée pour réessayer.';
      return;
    }
    if (address !== shown || address !== addressOfForm()) return; // overtaken by a later keystroke
    history[typing ? 'replaceState' : 'pushState'](null, '', address);
    typing = true;
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(showTyped, TYPING_PAUSE);
  });
  field.addEventListener('blur', () => { typing = false; });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const address = addressOfForm();
    if (!(await show(address))) {
      location.assign(address);
      return;
    }
    if (address !== location.pathname + location.search) {
      history[typing ? 'replaceState' : 'pushState'](null, '', address);
    }
    typing = false;
  });

  addEventListener('popstate', async () => {
    const address = location.pathname + location.search;
    if (address === shown) return; // a fragment
    field.value = new URLSearchParams(location.search).get('q') ?? '';
    typing = false;
    if (!(await show(address, { filters: true }))) location.reload();
  });
}

// --- Suggestions: a combobox with a list (ARIA Authoring Practices) --------------------------------------------------

function suggestions() {
  const list = document.createElement('div');
  Object.assign(list, { id: 'suggestions', className: 'suggestions', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  form.querySelector('.searchbar-field').append(list);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) field.setAttribute(name, value);

  let options = [];
  let active = -1; // -1: the field itself
  let pending;
  let timer;

  function close() {
    clearTimeout(timer);
    pending?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }

  function activate(index) {
    options[active]?.element.setAttribute('aria-selected', 'false');
    active = index;
    const option = options[active]?.element;
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      field.setAttribute('aria-activedescendant', option.id);
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  }

  function choose({ kind, text, value }) {
    close();
    if (kind === 'person' || kind === 'dossier') {
      location.assign(`${base}/?${kind}=${encodeURIComponent(value)}`);
    } else if (kind === 'title') {
      location.assign(`${base}/article/${encodeURIComponent(value)}`);
    } else {
      // A word completes the last one typed.
      field.value = field.value.replace(/[^\s"«»“”():]*$/u, text);
      form.requestSubmit();
    }
  }

  function optionElement(suggestion, index) {
    const element = document.createElement('div');
    element.id = `suggestion-${index}`;
    element.className = 'suggestion';
    element.setAttribute('role', 'option');
    element.setAttribute('aria-selected', 'false');
    const text = document.createElement('span');
    text.textContent = suggestion.text;
    element.append(text);
    if (suggestion.kind !== 'title' && suggestion.count > 0) {
      const count = document.createElement('span');
      count.className = 'suggestion-count';
      count.textContent = `${suggestion.count.toLocaleString('fr')} ${suggestion.count < 2 ? 'article' : 'articles'}`;
      element.append(' ', count);
    }
    element.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
    element.addEventListener('click', () => choose(suggestion));
    return element;
  }

  function fill(found) {
    const groups = Map.groupBy ? Map.groupBy(found, ({ kind }) => kind)
      : found.reduce((map, one) => map.set(one.kind, [...(map.get(one.kind) ?? []), one]), new Map());
    options = [];
    list.replaceChildren(...[...groups].map(([kind, members]) => {
      const group = document.createElement('div');
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', KINDS[kind] ?? kind);
      const title = document.createElement('div');
      title.className = 'suggestions-kind';
      title.setAttribute('role', 'presentation');
      title.textContent = KINDS[kind] ?? kind;
      group.append(title);
      for (const suggestion of members) {
        const element = optionElement(suggestion, options.length);
        options.push({ element, suggestion });
        group.append(element);
      }
      return group;
    }));
    active = -1;
    field.removeAttribute('aria-activedescendant');
    list.hidden = options.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
  }

  async function ask() {
    const q = field.value.trim();
    pending?.abort();
    if (q.length < 2) return close();
    pending = new AbortController();
    const { signal } = pending;
    try {
      const answer = await fetch(`${base}/api/v1/suggest?${new URLSearchParams({ q, limit: SUGGESTIONS })}`, { signal });
      if (!answer.ok) return close();
      const found = (await answer.json()).suggestions;
      if (!signal.aborted && document.activeElement === field) fill(found);
    } catch {
      if (!signal.aborted) close();
    }
    return undefined;
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, TYPING_PAUSE);
  });
  field.addEventListener('blur', close);
  form.addEventListener('submit', close);

  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && !list.hidden) {
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      // Round through the options and the field itself.
      const places = options.length + 1;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(((active + 1 + step + places) % places) - 1);
    } else if (event.key === 'ArrowDown') {
      ask();
    } else if (event.key === 'Enter' && active >= 0) {
      choose(options[active].suggestion);
    } else {
      return;
    }
    event.preventDefault();
  });
}

// --- "/" -----------------------------------------------------------------------------------------------------------

function slashKey() {
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

if (field) {
  if (form.hasAttribute('data-live')) liveResults();
  suggestions();
  slashKey();
}

// Makes the pages of Fonds instant: results as you type, filters in place, suggestions by keyboard, "/" to reach the
// search field, steps from match to match. Everything here improves pages that are whole without it; nothing is
// stored, and only this site is asked.

const TYPING_PAUSE = 60; // ms without a keystroke before the server is asked
const REST = 1000; // ms without a change before a screen reader is told how many articles there are
const SUGGESTIONS = 8;
const KINDS = { person: 'Personnes', dossier: 'Dossiers', title: 'Articles', word: 'Mots' };

const base = document.body.dataset.base ?? '';
const form = document.querySelector('form.searchbar');
const field = form?.querySelector('#q');
const part = (page, id) => page.getElementById(id);

// --- Results in place ----------------------------------------------------------------------------------------------

// The address of what the form says, without its empty fields. A word that nothing stands behind is not finished.
function addressOfForm({ typing = false } = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== '') parameters.append(name, value.trim());
  }
  if (typing && parameters.has('q') && !/\s$/u.test(field.value)) parameters.append('typing', '1');
  const query = parameters.toString();
  return `${base}/${query ? `?${query}` : ''}`;
}

function liveResults() {
  let pending; // AbortController of the request under way
  let timer;
  let announcement;
  let typing = false; // since the first keystroke after a commit: one entry of history for one word, not ten
  let shown = location.pathname + location.search; // what was asked of the server
  let here = shown; // what the address bar says of it

  function enter(address) {
    if (address !== location.pathname + location.search) {
      history[typing ? 'replaceState' : 'pushState'](null, '', address);
    }
    here = address;
  }

  // One sentence, once the reader rests: not a number for each letter.
  function announce(delay) {
    clearTimeout(announcement);
    announcement = setTimeout(() => { part(document, 'annonce').textContent = part(document, 'etat').textContent; }, delay);
  }

  function say(text) {
    part(document, 'etat').textContent = text;
    announce(REST);
  }

  // The nameplate and the place in the site. While a word is being typed the field stays where it is: the nameplate
  // becomes that of the results only when the reader asks for them.
  function swapMasthead(page, kept) {
    if (!kept) document.body.className = page.body.className;
    const links = [...page.querySelectorAll('.sections a')];
    document.querySelectorAll('.sections a').forEach((link, i) => {
      if (links[i]?.hasAttribute('aria-current')) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
  }

  // What is shown answers an earlier question: seen to be so, and nothing of it can be followed.
  function setAside(page) {
    for (const id of ['tri', 'resultats']) {
      part(document, id).classList.add('stale');
      part(document, id).inert = true;
    }
    part(document, 'titre').textContent = part(page, 'titre').textContent;
    document.title = page.title;
  }

  function swap(page, kept) {
    for (const id of ['tri', 'resultats']) part(document, id).replaceWith(part(page, id));
    swapMasthead(page, kept);
    part(document, 'titre').textContent = part(page, 'titre').textContent;
    document.title = page.title;
    part(document, 'etat').replaceChildren(...part(page, 'etat').childNodes);
    facetFilters();
  }

  // Puts the filters of the page at `address` back into the form; the field itself is the reader's.
  function swapFilters(page) {
    form.querySelectorAll('input[type=hidden]').forEach((input) => input.remove());
    page.querySelectorAll('form.searchbar input[type=hidden]').forEach((input) => form.append(input));
  }

  // Shows what the server answers at `address`: 'shown', 'nothing' where nothing begins as what is typed, 'overtaken' by
  // a later call, 'silent' where the server did not answer. `kept`: while a word is being typed, results stay until
  // there are others.
  async function show(address, { filters = false, kept = false } = {}) {
    clearTimeout(timer);
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    part(document, 'resultats').setAttribute('aria-busy', 'true');
    try {
      // What is shown while a word is being typed is not yet what the reader asks for.
      const headers = { accept: 'text/html', ...(kept && { purpose: 'typing' }) };
      const answer = await fetch(address, { signal, headers });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (signal.aborted) return 'overtaken';
      if (!answer.ok || !part(page, 'resultats')) throw new Error(`status ${answer.status}`);
      const nothing = kept && page.querySelector('.nothing') !== null;
      if (nothing) {
        part(document, 'resultats').removeAttribute('aria-busy');
        setAside(page);
        say(`Rien ne commence par «\u00A0${field.value.trim()}\u00A0». Entrée pour chercher quand même.`);
      } else {
        swap(page, kept);
        announce(kept ? REST : 0);
      }
      if (filters) swapFilters(page);
      shown = address;
      return nothing ? 'nothing' : 'shown';
    } catch {
      if (signal.aborted) return 'overtaken';
      part(document, 'resultats').removeAttribute('aria-busy');
      return 'silent';
    }
  }

  async function showTyped() {
    if (field.value.trim().length === 1) return; // a letter is not yet the beginning of anything
    const address = addressOfForm({ typing: true });
    if (address === shown) return;
    const outcome = await show(address, { kept: true });
    if (outcome === 'silent') say('La recherche n’a pas répondu. Appuyez sur Entrée pour réessayer.');
    if (outcome !== 'shown' || address !== addressOfForm({ typing: true })) return; // or overtaken by a later keystroke
    // That a word was unfinished is not part of what was looked for.
    enter(addressOfForm());
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
    if ((await show(address)) === 'silent') {
      location.assign(address);
      return;
    }
    enter(address);
    typing = false;
  });

  addEventListener('popstate', async () => {
    const address = location.pathname + location.search;
    if (address === here) return; // a fragment
    here = address;
    field.value = new URLSearchParams(location.search).get('q') ?? '';
    typing = false;
    if ((await show(address, { filters: true })) === 'silent') location.reload();
  });

  // --- Filters, order and pages ---

  // What a link is called within its list, whatever number stands beside it.
  const nameOf = (link) => link.getAttribute('aria-label')
    ?? (link.querySelector('.value-label, .bar-label') ?? link).textContent;
  const listOf = (link) => link.closest('[aria-labelledby], [aria-label]:not(a)');
  const nameOfList = (list) => list?.getAttribute('aria-labelledby') ?? list?.getAttribute('aria-label');

  function focusAgain(name, list) {
    const again = [...document.querySelectorAll('#tri a, #resultats a')].find(
      (link) => nameOf(link) === name && nameOfList(listOf(link)) === list);
    if (again) {
      const folded = again.closest('details:not([open])');
      if (folded) folded.open = true;
      again.focus({ preventScroll: true });
      if (document.activeElement === again) return;
    }
    focusResults();
  }

  function focusResults() {
    const title = part(document, 'resultats-titre');
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
  }

  addEventListener('click', (event) => {
    const link = event.target.closest?.('#tri a, #resultats a');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    follow(link, new URL(link.href), event);
  });

  // Also of a period that was drawn over bars, which is no link's own address.
  async function follow(link, url, event) {
    if (url.origin !== location.origin || url.pathname !== `${base}/` || url.search === '') return;
    const address = url.pathname + url.search;
    if (!document.querySelector('.results') || address === location.pathname + location.search) return;
    event?.preventDefault();
    const name = nameOf(link);
    const list = nameOfList(listOf(link));
    const paging = link.closest('.pager') !== null;
    const outcome = await show(address, { filters: true });
    if (outcome === 'silent') location.assign(address);
    if (outcome !== 'shown') return;
    typing = false;
    enter(address);
    field.value = url.searchParams.get('q') ?? '';
    if (paging) {
      part(document, 'resultats-titre')?.scrollIntoView();
      focusResults();
    } else {
      focusAgain(name, list);
    }
  }

  periods((link, url) => {
    if (document.querySelector('.results')) follow(link, url);
    else location.assign(url);
  });

  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || location.hash !== '#affiner') return;
    location.hash = '#resultats-titre';
    document.querySelector('.to-filters')?.focus();
  });
}

// --- A period drawn over the bars of the timeline, or by two clicks with Shift --------------------------------------

// The first and the last day of a bar: its address says them.
function daysOf(link) {
  const url = new URL(link.href);
  const value = url.searchParams.get('date') ?? /\/date\/([\d/]+)$/.exec(url.pathname)?.[1].replaceAll('/', '-');
  return { from: url.searchParams.get('from') ?? value, to: url.searchParams.get('to') ?? value };
}

function periods(open) {
  const barOf = (target) => target.closest?.('a.bar, a.day');
  const listOf = (bar) => bar?.closest('.bars, .days');
  let first = null;

  function between(one, other) {
    const bars = [...listOf(one).querySelectorAll('a.bar, a.day')];
    const [begin, end] = [bars.indexOf(one), bars.indexOf(other)].sort((a, b) => a - b);
    return bars.slice(begin, end + 1);
  }

  function show(last) {
    document.querySelectorAll('.chosen').forEach((item) => item.classList.remove('chosen'));
    document.querySelectorAll('.choosing').forEach((list) => list.classList.remove('choosing'));
    if (!last || last === first) return;
    listOf(first).classList.add('choosing');
    between(first, last).forEach((bar) => bar.parentElement.classList.add('chosen'));
  }

  function choose(one, other) {
    const chosen = between(one, other);
    const url = new URL(`${base}/`, location);
    const form = new FormData(document.querySelector('form.searchbar'));
    for (const [name, value] of form) {
      if (value !== '' && !['date', 'from', 'to'].includes(name)) url.searchParams.append(name, value);
    }
    url.searchParams.set('from', daysOf(chosen[0]).from);
    url.searchParams.set('to', daysOf(chosen.at(-1)).to);
    open(other, url);
  }

  addEventListener('dragstart', (event) => { if (barOf(event.target)) event.preventDefault(); });
  addEventListener('pointerdown', (event) => {
    first = event.pointerType === 'mouse' && event.button === 0 && !event.shiftKey ? barOf(event.target) ?? null : null;
  });
  addEventListener('pointerover', (event) => {
    const bar = first && barOf(event.target);
    if (bar && listOf(bar) === listOf(first)) show(bar);
  });
  addEventListener('pointerup', (event) => {
    const last = first && barOf(event.target);
    const one = first;
    if (first) show(null);
    first = null;
    if (last && last !== one && listOf(last) === listOf(one)) choose(one, last);
  });
  addEventListener('click', (event) => {
    const bar = barOf(event.target);
    const chosen = event.shiftKey && listOf(bar)?.querySelector('a.on');
    if (!chosen || chosen === bar) return;
    event.preventDefault();
    choose(chosen, bar);
  });
}

// --- The list of persons, filtered as one types ---------------------------------------------------------------------

function liveList(filter) {
  const name = filter.querySelector('input');
  let timer;
  let pending;
  async function show() {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    const query = name.value.trim() === '' ? '' : `?${new URLSearchParams({ q: name.value.trim() })}`;
    const address = filter.action + query;
    try {
      const answer = await fetch(address, { signal, headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (signal.aborted || !answer.ok || !part(page, 'liste')) return;
      part(document, 'liste').replaceWith(part(page, 'liste'));
      part(document, 'liste-etat').textContent = part(page, 'liste-etat').textContent;
      history.replaceState(null, '', address);
    } catch {
      // The button still works.
    }
  }
  name.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(show, TYPING_PAUSE * 2);
  });
}

// --- Suggestions: a combobox with a list (ARIA Authoring Practices) --------------------------------------------------

// Letter by letter, so that places in the folded text are places in the text.
const folded = (text) => [...text].map((letter) => letter.normalize('NFD')[0].toLowerCase()).join('');

// The beginnings of words that were typed, in <b>.
function emphasised(text, typed) {
  const letters = [...text];
  const plain = folded(text);
  const bold = new Array(letters.length).fill(false);
  for (const word of folded(typed).split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u').exec(plain);
    if (found) bold.fill(true, found.index, found.index + word.length);
  }
  const parts = [];
  letters.forEach((letter, i) => {
    if (i > 0 && bold[i] === bold[i - 1]) {
      parts.at(-1).textContent += letter;
      return;
    }
    const piece = bold[i] ? document.createElement('b') : document.createTextNode('');
    piece.textContent = letter;
    parts.push(piece);
  });
  return parts;
}

// An id as the server writes it in addresses: with its slashes, unless a part of it would be taken for something else.
const pathOf = (id) => (/(^|\/)\.{0,2}(\/|$)/.test(id) ? encodeURIComponent(id) : id.split('/').map(encodeURIComponent).join('/'));

// What is typed with a word or an expression in the place of the words that it begins with; of the last word where it
// begins with none, for a slip.
function completed(typed, text) {
  const words = (some) => folded(some).replace(/[^\p{L}\p{N}]+/gu, ' ');
  const starts = [...typed.matchAll(/[^\s"«»“”():'’]+/gu)].map(({ index }) => index);
  const at = starts.find((start) => words(text).startsWith(words(typed.slice(start))))
    ?? starts.at(-1) ?? typed.length;
  return typed.slice(0, at) + text;
}

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
      const folder = kind === 'person' ? 'personnes' : 'dossiers';
      location.assign(`${base}/${folder}/${encodeURIComponent(value)}`);
    } else if (kind === 'title') {
      location.assign(`${base}/article/${pathOf(value)}`);
    } else {
      field.value = completed(field.value, text);
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
    text.append(...emphasised(suggestion.text, field.value));
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

// --- A long list: a field that filters what it names --------------------------------------------------------------------

function facetFilters() {
  for (const title of document.querySelectorAll('[data-filter]')) {
    const values = title.dataset.filter;
    title.removeAttribute('data-filter');
    const filter = Object.assign(document.createElement('input'), { type: 'search', autocomplete: 'off' });
    const label = document.createElement('label');
    label.className = 'facet-filter';
    label.append(`Filtrer les ${title.firstChild.textContent.trim().toLowerCase()}`, filter);
    filter.addEventListener('input', () => {
      const wanted = folded(filter.value.trim());
      for (const value of document.querySelectorAll(values)) value.hidden = !folded(value.textContent).includes(wanted);
      for (const group of document.querySelectorAll('.index-group')) group.hidden = !group.querySelector('li:not([hidden])');
    });
    title.after(label);
  }
}

// --- An article: from match to match, and sharing it ---------------------------------------------------------------

function button(text, label, act) {
  const element = document.createElement('button');
  Object.assign(element, { type: 'button', textContent: text });
  if (label) element.setAttribute('aria-label', label);
  element.addEventListener('click', act);
  return element;
}

function matchSteps(story) {
  const marks = [...story.querySelectorAll('mark')];
  if (marks.length < 2) return;
  let here = -1;
  const place = document.createElement('span');
  place.setAttribute('role', 'status');
  place.textContent = `${marks.length} occurrences`;
  const go = (step) => {
    marks[here]?.classList.remove('here');
    here = here < 0 && step < 0 ? marks.length - 1 : (here + step + marks.length) % marks.length;
    marks[here].classList.add('here');
    marks[here].scrollIntoView({ block: 'center' });
    place.textContent = `Occurrence ${here + 1} sur ${marks.length}`;
  };
  const steps = document.createElement('span');
  steps.className = 'matches';
  steps.append(place, button('↑', 'Occurrence précédente', () => go(-1)), button('↓', 'Occurrence suivante', () => go(1)));
  document.querySelector('.way')?.append(steps);
}

function sharing(deeds) {
  if (!navigator.share) return;
  const url = document.querySelector('link[rel=canonical]')?.href ?? location.href;
  const title = document.querySelector('h1').textContent;
  deeds.append(button('Partager', '', () => navigator.share({ title, url }).catch(() => {})));
}

if (field) {
  if (form.hasAttribute('data-live')) liveResults();
  suggestions();
  slashKey();
  facetFilters();
}

const namesFilter = document.querySelector('form[data-list]');
if (namesFilter) liveList(namesFilter);

const story = document.querySelector('.story');
if (story) {
  matchSteps(story);
  sharing(document.querySelector('.deeds'));
}

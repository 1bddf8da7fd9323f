// The archive on other sites: <fonds-recherche>, a search box with its results, and <fonds-articles>, a list that keeps
// itself up to date; and searchClient, which lets the widgets of InstantSearch search here.
//
//   <script type="module" src="https://archives.example/embed.js"></script>
//   <fonds-recherche dossier="pole-numerique" hits="5"></fonds-recherche>

const HERE = new URL('.', import.meta.url).href;
const TYPING_PAUSE = 120; // ms
const REFRESH = 300; // s between two looks for newer articles

const TEXTS = {
  fr: {
    lang: 'fr', label: 'Chercher dans les archives', go: 'Chercher', more: 'Suite des résultats', none: 'Aucun article',
    one: '1 article', many: (n) => `${n} articles`, failed: 'La recherche n’a pas répondu. Réessayez.',
    busy: 'Trop de demandes. Réessayez dans un instant.', dossier: 'Dossiers', person: 'Personnes', date: 'Années',
    undated: 'Sans date', suggestions: 'Suggestions', instead: (q) => `Résultats pour « ${q} »`,
    all: 'Voir tout dans les archives', results: 'Résultats', count: (n) => `${n} suggestion${n > 1 ? 's' : ''}`,
  },
  en: {
    lang: 'en', label: 'Search the archive', go: 'Search', more: 'More results', none: 'No article', one: '1 article',
    many: (n) => `${n} articles`, failed: 'The search did not answer. Try again.',
    busy: 'Too many requests. Try again in a moment.', dossier: 'Topics', person: 'People', date: 'Years',
    undated: 'Undated', suggestions: 'Suggestions', instead: (q) => `Results for “${q}”`,
    all: 'See all in the archive', results: 'Results', count: (n) => `${n} suggestion${n > 1 ? 's' : ''}`,
  },
};

const STYLE = `
:host { display: block; color-scheme: light dark; font: inherit; line-height: 1.45; container-type: inline-size;
  --_accent: var(--fonds-accent, light-dark(#8a1c1c, #f0a8a0)); --_text: var(--fonds-text, light-dark(#1b1b1b, #eceae6));
  --_paper: var(--fonds-paper, light-dark(#fff, #1c1b1a)); --_quiet: var(--fonds-quiet, light-dark(#595959, #b5b1ab));
  --_line: var(--fonds-line, light-dark(#8c8782, #77726c)); --_mark: var(--fonds-mark, light-dark(#fff0b3, #3d3100));
  --_radius: var(--fonds-radius, 3px); color: var(--_text); background: var(--_paper); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
form { display: flex; flex-wrap: wrap; gap: .4em; position: relative; }
label { flex-basis: 100%; }
input[type=search] { flex: 1 1 10em; min-width: 0; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--_line); border-radius: var(--_radius); padding: .5em .6em; min-height: 2.75em; }
button { font: inherit; color: var(--_paper); background: var(--_accent); border: 1px solid var(--_accent);
  border-radius: var(--_radius); padding: .5em 1em; min-height: 2.75em; cursor: pointer; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
ul, ol { list-style: none; margin: 0; padding: 0; }
[role=listbox] { position: absolute; inset: 100% 0 auto; z-index: 9; background: var(--_paper); border: 1px solid var(--_line);
  max-height: 20em; overflow: auto; }
[role=option] { padding: .5em .6em; cursor: pointer; }
[aria-selected=true] { background: var(--_accent); color: var(--_paper); }
a { color: var(--_accent); }
mark { background: var(--_mark); color: inherit; }
.hit { margin: 1em 0; } .meta { color: var(--_quiet); font-size: .875em; margin: .1em 0; } .excerpt { margin: .2em 0; }
.title { font-weight: 600; } fieldset { border: 0; margin: 1em 0 0; padding: 0; } legend { font-weight: 600; padding: 0; }
.value { display: flex; gap: .5em; align-items: center; flex-basis: auto; min-height: 1.75em; }
.value span:last-child { color: var(--_quiet); margin-inline-start: auto; }
.bars { display: flex; align-items: flex-end; gap: 2px; height: 5em; margin: 1em 0 0; }
.bars li { flex: 1 1 0; height: 100%; min-width: 0; }
.bars button { width: 100%; height: 100%; min-height: 0; padding: 0; border: 0; background: none; display: flex;
  align-items: flex-end; } .bars i { display: block; width: 100%; background: var(--_line); }
.bars [aria-pressed=true] i { background: var(--_accent); }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (min-width: 40em) { .found { display: grid; grid-template-columns: minmax(0, 1fr) 15em; gap: 2em; } }
@media (forced-colors: active) { .bars i { background: CanvasText; } [aria-selected=true] { outline: 2px solid; } }`;

// An element with attributes, properties (a function: a listener) and children.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (typeof value === 'boolean') node.toggleAttribute(name, value);
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const plain = (html) => html.replace(/&(?:lt|gt|quot|#39|amp);/gu, (entity) => ENTITIES[entity]);
// The escaped HTML of an answer, whose only tag is <mark>, as nodes: never parsed as HTML.
const marked = (html) => html.split(/<mark>(.*?)<\/mark>/su).map((part, i) => (
  i % 2 ? make('mark', { part: 'mark' }, plain(part)) : document.createTextNode(plain(part))));

// Asks the API; `parameters` may hold lists.
async function ask(server, key, path, parameters = {}, options = {}) {
  // Readers find articles, as on the site; pages of the paper have their address.
  if (path === 'search') parameters = { ...parameters, kind: 'article' };
  const url = new URL(`api/v1/${path}`, server);
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) if (value !== undefined && value !== null && value !== '') url.searchParams.append(name, value);
  }
  const answer = await fetch(url, { ...options, headers: { ...options.headers, ...(key && { 'X-API-Key': key }) } });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(json.detail), { status: answer.status });
  return json;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

class Part extends HTMLElement {
  #root;

  connectedCallback() {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: 'open' });
      this.#root.adoptedStyleSheets = [sheet];
    }
    this.start(this.#root);
  }

  disconnectedCallback() { this.stop?.(); }
  attributeChangedCallback(_, before, now) { if (this.#root && before !== now) this.start(this.#root); }

  get server() { return `${this.getAttribute('server') ?? HERE}`.replace(/\/*$/u, '/'); }
  get texts() { return TEXTS[(this.getAttribute('lang') ?? document.documentElement.lang ?? '').slice(0, 2)] ?? TEXTS.fr; }
  get hits() { return Math.min(Math.max(Number.parseInt(this.getAttribute('hits') ?? '10', 10) || 10, 1), 100); }
  // What the page has fixed: dossier="a, b".
  get fixed() {
    const fixed = {};
    for (const name of ['dossier', 'person', 'date', 'from', 'to']) {
      if (this.getAttribute(name)) fixed[name] = this.getAttribute(name).split(',').map((value) => value.trim());
    }
    return fixed;
  }

  ask(path, parameters, options) { return ask(this.server, this.getAttribute('key'), path, parameters, options); }
  say(error) { return error.status === 429 ? this.texts.busy : this.texts.failed; }

  item(hit, q) {
    const address = `${this.server}article/${encodeURIComponent(hit.id)}${q ? `?q=${encodeURIComponent(q)}` : ''}`;
    const day = hit.date && new Date(`${hit.date}T12:00:00Z`).toLocaleDateString(this.texts.lang, { dateStyle: 'long', timeZone: 'UTC' });
    const item = make('li', { class: 'hit', part: 'hit' },
      make('a', { class: 'title', part: 'title', href: address }, ...marked(hit.title_html)),
      make('p', { class: 'meta', part: 'meta' }, [day ?? this.texts.undated, hit.author].filter(Boolean).join(' · ')));
    if (hit.excerpt_html && !this.hasAttribute('compact')) {
      item.append(make('p', { class: 'excerpt', part: 'excerpt' }, ...marked(hit.excerpt_html)));
    }
    return item;
  }
}

let instances = 0;

class Recherche extends Part {
  static observedAttributes = ['server', 'key', 'dossier', 'person', 'date', 'from', 'to', 'lang', 'hits', 'compact', 'q'];

  #number; #field; #list; #status; #found; #pending; #timer; #chosen; #next; #suggestions = [];

  start(root) {
    const texts = this.texts;
    this.#number ??= instances += 1;
    const id = `fonds-${this.#number}`;
    this.#chosen = { dossier: new Set(), person: new Set(), date: new Set() };
    this.#field = make('input', {
      type: 'search', id, part: 'field', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-autocomplete': 'list',
      'aria-controls': `${id}-list`, enterkeyhint: 'search', input: () => this.#typed(), keydown: (event) => this.#pressed(event),
      blur: () => this.#close(),
    });
    this.#list = make('ul', { id: `${id}-list`, role: 'listbox', part: 'suggestions', 'aria-label': texts.suggestions, hidden: true,
      mousedown: (event) => event.preventDefault(), click: (event) => this.#pick([...this.#list.children].indexOf(event.target.closest('li'))) });
    this.#status = make('p', { role: 'status', part: 'status', class: 'meta' });
    this.#found = make('div', { part: 'results' });
    root.replaceChildren(make('form', { role: 'search', part: 'form', 'aria-label': this.#number > 1 ? `${texts.label} ${this.#number}` : texts.label, submit: (event) => { event.preventDefault(); this.#search(true); } },
      make('label', { for: id, part: 'label' }, texts.label), this.#field, make('button', { part: 'button' }, texts.go), this.#list),
    this.#status, this.#found);
    this.#field.value = this.getAttribute('q') ?? '';
    if (this.#field.value) this.#search(true);
  }

  stop() { clearTimeout(this.#timer); this.#pending?.abort(); }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const q = this.#field.value.trim();
      if (q.length < 2) return this.#close();
      try {
        const { suggestions } = await this.ask('suggest', { q, limit: 6 });
        if (q === this.#field.value.trim() && this.shadowRoot.activeElement === this.#field) this.#offer(suggestions);
      } catch { this.#close(); }
    }, TYPING_PAUSE);
  }

  #offer(suggestions) {
    this.#suggestions = suggestions;
    this.#list.replaceChildren(...suggestions.map((one, i) => make('li', { role: 'option', part: 'suggestion', id: `${this.#field.id}-${i}`, 'aria-selected': 'false' }, one.text)));
    this.#list.hidden = suggestions.length === 0;
    this.#field.setAttribute('aria-expanded', String(suggestions.length > 0));
    this.#field.removeAttribute('aria-activedescendant');
    if (suggestions.length > 0) this.#status.textContent = this.texts.count(suggestions.length);
  }

  #close() {
    clearTimeout(this.#timer);
    if (!this.#list.hidden) this.#offer([]);
  }

  get #active() { return [...this.#list.children].findIndex((one) => one.getAttribute('aria-selected') === 'true'); }

  #pressed(event) {
    const options = [...this.#list.children];
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && !this.#list.hidden) {
      event.preventDefault();
      this.#close();
    } else if (event.key === 'Enter' && this.#active >= 0) {
      event.preventDefault();
      this.#pick(this.#active);
    } else if (move && options.length > 0) {
      event.preventDefault();
      // One place more than there are: the field itself.
      const at = (this.#active + move + 1 + options.length + 1) % (options.length + 1) - 1;
      options.forEach((one, i) => one.setAttribute('aria-selected', String(i === at)));
      if (at >= 0) {
        this.#field.setAttribute('aria-activedescendant', options[at].id);
        options[at].scrollIntoView({ block: 'nearest' });
      } else {
        this.#field.removeAttribute('aria-activedescendant');
      }
    }
  }

  #pick(i) {
    const one = this.#suggestions[i];
    if (!one) return;
    if (one.kind === 'title') {
      location.href = `${this.server}article/${encodeURIComponent(one.value)}`;
      return;
    }
    this.#field.value = one.text;
    this.#search(true);
  }

  async #search(anew, more = false) {
    this.#close();
    this.#pending?.abort();
    this.#pending = new AbortController();
    const { signal } = this.#pending;
    const q = this.#field.value.trim();
    if (anew) Object.values(this.#chosen).forEach((values) => values.clear());
    const fixed = this.fixed;
    const full = !this.hasAttribute('compact');
    const parameters = { q, ...fixed, limit: this.hits, facets: full ? 'date,dossier,person' : 'none', facet_limit: full ? 8 : undefined };
    for (const [name, values] of Object.entries(this.#chosen)) if (values.size > 0) parameters[name] = [...fixed[name] ?? [], ...values];
    if (more) parameters.cursor = this.#next;
    this.#found.setAttribute('aria-busy', 'true');
    try {
      const answer = await this.ask('search', parameters, { signal });
      this.#show(answer, q, more);
      this.dispatchEvent(new CustomEvent('fonds-recherche', { bubbles: true, detail: { q, total: answer.total } }));
    } catch (error) {
      if (error.name !== 'AbortError') this.#status.textContent = this.say(error);
    }
    if (!signal.aborted) this.#found.removeAttribute('aria-busy');
  }

  #show(answer, q, more) {
    const texts = this.texts;
    const { total } = answer;
    const count = total === 0 ? texts.none : total === 1 ? texts.one : texts.many(total.toLocaleString(texts.lang));
    this.#status.textContent = [count, answer.query.corrected && texts.instead(answer.query.corrected)].filter(Boolean).join('. ');
    this.#next = answer.links.next && new URL(answer.links.next, this.server).searchParams.get('cursor');
    const items = answer.hits.map((hit) => this.item(hit, q));
    if (more) {
      this.#found.querySelector('ol.hits').append(...items);
      this.#found.querySelector('.more').hidden = !this.#next;
      items[0]?.querySelector('a').focus();
      return;
    }
    const focus = this.shadowRoot.activeElement?.dataset.choice;
    this.#found.replaceChildren();
    if (total === 0 && !Object.values(this.#chosen).some((values) => values.size)) return;
    const all = new URL(this.server);
    all.search = new URL(answer.links.self, this.server).search;
    for (const name of ['limit', 'facets', 'facet_limit']) all.searchParams.delete(name);
    const list = make('div', {}, make('ol', { class: 'hits', part: 'hits', 'aria-label': texts.results }, ...items),
      make('button', { type: 'button', class: 'more', part: 'button more', hidden: !this.#next, click: () => this.#search(false, true) }, texts.more),
      make('p', {}, make('a', { part: 'all', href: all.href }, texts.all)));
    const found = make('div', { class: 'found' }, list);
    if (!this.hasAttribute('compact')) {
      const filters = make('div', { part: 'filters' });
      if (answer.facets.date?.buckets.length > 1 && this.#free('date')) filters.append(this.#bars(answer.facets.date.buckets));
      for (const name of ['dossier', 'person']) {
        const values = answer.facets[name]?.values ?? [];
        if (values.length > 0 && this.#free(name)) filters.append(this.#values(name, values));
      }
      found.append(filters);
    }
    this.#found.append(found);
    if (focus) [...this.#found.querySelectorAll('[data-choice]')].find((one) => one.dataset.choice === focus)?.focus();
  }

  // Whether the page leaves it to the reader; what it excludes stays out.
  #free(name) { return (this.fixed[name] ?? []).every((value) => value.startsWith('-')); }

  #toggle(name, value) {
    const chosen = this.#chosen[name];
    if (!chosen.delete(value)) chosen.add(value);
    this.#search(false);
  }

  #values(name, values) {
    return make('fieldset', { part: 'facet' }, make('legend', { part: 'facet-title' }, this.texts[name]),
      ...values.map(({ value, label, count, selected }) => make('label', { class: 'value', part: 'value' },
        make('input', { type: 'checkbox', checked: selected, 'data-choice': `${name} ${value}`, change: () => this.#toggle(name, value) }),
        make('span', {}, label), make('span', {}, String(count)))));
  }

  #bars(buckets) {
    const most = Math.max(...buckets.map(({ count }) => count), 1);
    return make('ol', { class: 'bars', part: 'histogram', 'aria-label': this.texts.date }, ...buckets.map(({ value, count, selected }) => {
      const bar = make('i', { part: 'bar' });
      bar.style.height = `${count ? Math.max(4, Math.round((100 * count) / most)) : 0}%`;
      const name = `${value} : ${count}`;
      return make('li', {}, make('button', { type: 'button', title: name, 'aria-pressed': String(selected), 'data-choice': `date ${value}`, click: () => this.#toggle('date', value) },
        bar, make('span', { class: 'vh' }, name)));
    }));
  }
}

class Articles extends Part {
  static observedAttributes = ['server', 'key', 'dossier', 'person', 'date', 'from', 'to', 'lang', 'hits', 'compact', 'q', 'article', 'text', 'refresh'];

  #timer; #list;

  start(root) {
    this.stop();
    this.#list = make('ol', { part: 'hits' });
    root.replaceChildren(this.#list);
    this.#look();
    const seconds = Number.parseInt(this.getAttribute('refresh') ?? REFRESH, 10);
    if (seconds > 0) this.#timer = setInterval(() => { if (!document.hidden) this.#look(); }, Math.max(seconds, 30) * 1000);
  }

  stop() { clearInterval(this.#timer); }

  async #look() {
    const list = this.#list;
    try {
      const { hits } = await this.#hits();
      if (list !== this.#list) return;
      list.replaceChildren(...hits.map((hit) => this.item(hit)));
      this.hidden = hits.length === 0;
    } catch (error) {
      if (!list.children.length) list.replaceChildren(make('li', { part: 'status', class: 'meta' }, this.say(error)));
    }
  }

  // text="#story": related to what the page says there; article="ID": to an article; else the newest.
  #hits() {
    const limit = this.getAttribute('hits') ? this.hits : 5;
    const source = this.getAttribute('text') && document.querySelector(this.getAttribute('text'));
    if (source) {
      const body = source.textContent.replace(/\s+/gu, ' ').trim().slice(0, 50_000);
      return this.ask('related', { limit }, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body });
    }
    const article = this.getAttribute('article');
    if (article) return this.ask(`articles/${encodeURIComponent(article)}/related`, { limit });
    return this.ask('search', { q: this.getAttribute('q'), ...this.fixed, sort: 'newest', limit, facets: 'none' });
  }
}

if (!customElements.get('fonds-recherche')) {
  customElements.define('fonds-recherche', Recherche);
  customElements.define('fonds-articles', Articles);
}

// --- InstantSearch ---

// A client for Algolia's InstantSearch (JavaScript, React, Vue): instantsearch({ indexName: 'archive', searchClient: searchClient() }).
// Facets: dossier, person (by their labels), and date.lvl0 to date.lvl2 for hierarchicalMenu.
export function searchClient({ server = HERE, key } = {}) {
  const base = server.replace(/\/*$/u, '/');
  const get = (path, parameters) => ask(base, key, path, parameters);
  const values = { dossier: new Map(), person: new Map() }; // label -> value

  async function valueOf(name, label) {
    if (!values[name].has(label)) {
      const listing = await get(`facets/${name}`, { q: label, limit: 100 });
      for (const one of listing.values) values[name].set(one.label, one.value);
    }
    return values[name].get(label) ?? label;
  }

  async function filters(facetFilters = []) {
    const chosen = {};
    for (const filter of [facetFilters].flat(2)) {
      const colon = filter.indexOf(':');
      const name = filter.slice(0, colon);
      const excluded = filter[colon + 1] === '-';
      const label = filter.slice(colon + 1 + excluded);
      if (name.startsWith('date.')) (chosen.date ??= []).push(label.split(' > ').at(-1));
      else if (values[name]) (chosen[name] ??= []).push((excluded ? '-' : '') + await valueOf(name, label));
    }
    return chosen;
  }

  function facetsOf({ date, dossier, person }) {
    const facets = {};
    for (const [name, facet] of Object.entries({ dossier, person })) {
      if (!facet) continue;
      facets[name] = {};
      for (const { label, value, count } of facet.values) {
        values[name].set(label, value);
        if (count > 0) facets[name][label] = count;
      }
    }
    const level = (name, buckets, path) => {
      facets[name] = {};
      for (const { value, count } of buckets) if (count > 0) facets[name][path(value)] = count;
    };
    if (date) level('date.lvl0', date.buckets, (year) => year);
    const { granularity, buckets } = date?.drilldown ?? {};
    if (granularity === 'month') level('date.lvl1', buckets, (month) => `${month.slice(0, 4)} > ${month}`);
    if (granularity === 'day') level('date.lvl2', buckets, (day) => `${day.slice(0, 4)} > ${day.slice(0, 7)} > ${day}`);
    return facets;
  }

  async function one({ indexName, params = {}, ...rest }) {
    for (const unknown of ['filters', 'numericFilters', 'tagFilters']) if (params[unknown]?.length) throw new Error(`${unknown}: use facetFilters`);
    const { query = '', page = 0, hitsPerPage = 20, facetFilters, maxValuesPerFacet = 20, highlightPreTag = '<em>', highlightPostTag = '</em>' } = { ...rest, ...params };
    const limit = Math.min(hitsPerPage, 100);
    const answer = await get('search', { q: query, ...await filters(facetFilters), limit, offset: Math.min(page * limit, 10_000), facet_limit: Math.min(maxValuesPerFacet, 1000) });
    const shown = (html) => {
      const value = plain(html.replaceAll('<mark>', '\u0001').replaceAll('</mark>', '\u0002')).replaceAll('\u0001', highlightPreTag).replaceAll('\u0002', highlightPostTag);
      return { value, matchLevel: html.includes('<mark>') ? 'full' : 'none', matchedWords: [] };
    };
    return {
      index: indexName,
      hits: answer.hits.map((hit) => ({
        ...hit, objectID: hit.id, page: `${base}article/${encodeURIComponent(hit.id)}`, excerpt: plain(hit.excerpt_html.replace(/<\/?mark>/gu, '')),
        _highlightResult: { title: shown(hit.title_html), excerpt: shown(hit.excerpt_html) },
        _snippetResult: { excerpt: shown(hit.excerpt_html) },
      })),
      nbHits: answer.total, page, hitsPerPage: limit, nbPages: limit ? Math.min(Math.ceil(answer.total / limit), Math.floor(10_000 / limit) + 1) : 0,
      facets: facetsOf(answer.facets), facets_stats: {}, exhaustiveNbHits: true, exhaustiveFacetsCount: true, exhaustive: { nbHits: true, facetsCount: true },
      query, params: '', processingTimeMS: Math.ceil(answer.took_ms),
    };
  }

  return {
    search: async (requests) => ({ results: await Promise.all(requests.map(one)) }),
    searchForFacetValues: (requests) => Promise.all(requests.map(async ({ params: { facetName, facetQuery, maxFacetHits = 10 } }) => {
      const listing = await get(`facets/${facetName}`, { q: facetQuery, limit: maxFacetHits });
      for (const { label, value } of listing.values) values[facetName].set(label, value);
      return { facetHits: listing.values.map(({ label, count }) => ({ value: label, highlighted: label, count })), exhaustiveFacetsCount: true };
    })),
  };
}

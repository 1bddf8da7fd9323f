// The archive on other sites: the elements and InstantSearch on pages of another origin with a strict policy, by keyboard,
// light and dark, and the page that makes their code.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { violations } from './accessibility.mjs';
import { startElsewhere } from './elsewhere.mjs';
import { CONCURRENCY, numberIn } from './visit.mjs';

const MOST_BYTES = 8000; // of the module, compressed

export async function testEmbed(visits, known) {
  const archive = visits.origin;
  const module = `<script type="module" src="${archive}/embed.js"></script>`;
  const plain = `<form action="${archive}/"><input type="search" name="q" aria-label="Chercher dans les archives"> <button>Chercher</button></form>`;
  const elsewhere = await startElsewhere(archive, {
    '/box': `<main><h1>La commune</h1><fonds-recherche hits="3">${plain}</fonds-recherche></main>${module}`,
    '/several': `<main><h1>La commune</h1><fonds-recherche id="one" compact hits="2" q="${known.word}"></fonds-recherche>`
      + `<fonds-recherche id="two" lang="en" hits="1" dossier="${known.dossier.value}" q="${known.word}"></fonds-recherche>`
      + `<fonds-articles id="newest" dossier="${known.dossier.value}" hits="4"></fonds-articles>`
      + `<fonds-articles id="like" article="${known.hit.id}" hits="3"></fonds-articles>`
      + `<p id="story">${known.hit.title}. Le conseil municipal et l’école.</p><fonds-articles id="text" text="#story" hits="2"></fonds-articles></main>${module}`,
    '/fixed': `<main><h1>La commune</h1><fonds-recherche id="year" date="${known.year.value}" q="${known.word}"></fonds-recherche>`
      + `<fonds-recherche id="without" dossier="-${known.dossier.value}" q="${known.word}"></fonds-recherche></main>${module}`,
    // What WordPress makes of a block of HTML.
    '/wordpress': `<main><h1>Un billet</h1><div class="entry-content wp-block-post-content"><p>Nos archives :</p>\n${module}\n`
      + `<fonds-recherche hits="5">\n  ${plain}\n</fonds-recherche>\n</div></main>`,
    '/instantsearch': {
      policy: `default-src 'none'; script-src 'self' ${archive} 'nonce-NONCE'; connect-src ${archive}`.replace('NONCE', 'c2VjcmV0'),
      body: `<main><h1>Recherche</h1><div id="box"></div><div id="stats"></div><div id="hits"></div><div id="dossiers"></div><div id="dates"></div><div id="pages"></div></main>
        <script src="/instantsearch.js"></script>
        <script type="module" nonce="NONCE">
          import { searchClient } from '${archive}/embed.js';
          const { widgets } = instantsearch;
          const search = instantsearch({ indexName: 'archive', searchClient: searchClient(), initialUiState: { archive: { query: '${known.word}' } } });
          search.addWidgets([
            widgets.searchBox({ container: '#box' }), widgets.stats({ container: '#stats' }), widgets.configure({ hitsPerPage: 4 }),
            widgets.hits({ container: '#hits', templates: { item: (hit, { html, components }) => html\`<a href="\${hit.page}">\${components.Highlight({ hit, attribute: 'title' })}</a>\` } }),
            widgets.refinementList({ container: '#dossiers', attribute: 'dossier', searchable: true }),
            widgets.hierarchicalMenu({ container: '#dates', attributes: ['date.lvl0', 'date.lvl1', 'date.lvl2'] }),
            widgets.pagination({ container: '#pages' }),
          ]);
          search.start();
          window.search = search;
        </script>`,
    },
  });
  after(() => elsewhere.stop());

  // A page of the other site, under the same watch as ours.
  async function visit(path, body, options = {}) {
    const context = await visits.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', ...options });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(error.message));
    try {
      await page.goto(elsewhere.origin + path);
      await body(page);
      assert.deepEqual(await context.cookies(), []);
      assert.deepEqual(faults, [], path);
    } finally {
      await context.close();
    }
  }
  const totalOf = async (page, element) => numberIn(await page.locator(`${element} [part=status]`).innerText());
  const searched = (page, element) => page.waitForFunction((one) => /\d/u.test(document.querySelector(one).shadowRoot.querySelector('[part=status]').textContent), element);

  describe('the element on another site', { concurrency: CONCURRENCY }, () => {
    test('it is small', async () => {
      const answer = await fetch(`${archive}/embed.js`, { headers: { 'accept-encoding': 'identity' } });
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
      const bytes = gzipSync(await answer.text()).length;
      assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
    });

    for (const colorScheme of ['light', 'dark']) {
      test(`a search, its filters and more, ${colorScheme}`, () => visit('/box', async (page) => {
        const expected = await visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}`);
        await page.locator('fonds-recherche input[role=combobox]').fill(known.word);
        await page.keyboard.press('Enter');
        await searched(page, 'fonds-recherche');
        assert.equal(await totalOf(page, 'fonds-recherche'), expected.total);
        assert.equal(await page.locator('fonds-recherche .hit').count(), Math.min(3, expected.total));
        assert.ok(await page.locator('fonds-recherche mark').count() > 0);
        assert.deepEqual(await violations(page), []);
        const [first] = expected.facets.dossier.values;
        await page.locator('fonds-recherche [part=facet] input').first().check();
        await page.waitForFunction((n) => document.querySelector('fonds-recherche').shadowRoot.querySelector('[part=status]').textContent.replace(/\D/gu, '') === String(n), first.count);
        assert.equal(await page.evaluate(() => document.querySelector('fonds-recherche').shadowRoot.activeElement.type), 'checkbox');
        await page.locator('fonds-recherche [part=facet] input').first().uncheck();
        await page.locator('fonds-recherche .more').click();
        await page.waitForFunction(() => document.querySelector('fonds-recherche').shadowRoot.querySelectorAll('.hit').length > 3);
        const links = await page.locator('fonds-recherche .hit a').evaluateAll((all) => all.map((a) => a.href));
        assert.equal(new Set(links).size, links.length);
        assert.equal((await fetch(links[0])).status, 200);
        assert.equal((await fetch(await page.locator('fonds-recherche [part=all]').getAttribute('href'))).status, 200);
        assert.deepEqual(await violations(page), []);
      }, { colorScheme }));
    }

    test('suggestions by keyboard', () => visit('/box', async (page) => {
      const field = page.locator('fonds-recherche input[role=combobox]');
      await field.click();
      await page.keyboard.type(known.word.slice(0, 3), { delay: 20 });
      await page.locator('fonds-recherche [role=option]').first().waitFor();
      assert.equal(await field.getAttribute('aria-expanded'), 'true');
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press('ArrowDown');
      const active = await field.getAttribute('aria-activedescendant');
      assert.equal(await page.evaluate((id) => document.querySelector('fonds-recherche').shadowRoot.getElementById(id).ariaSelected, active), 'true');
      await page.keyboard.press('ArrowUp');
      assert.equal(await field.getAttribute('aria-activedescendant'), null);
      await page.keyboard.press('Escape');
      assert.equal(await field.getAttribute('aria-expanded'), 'false');
      assert.equal(await field.inputValue(), known.word.slice(0, 3));
    }));

    test('several in a page, each its own; lists that are related or newest', () => visit('/several', async (page) => {
      for (const one of ['#one', '#two']) await searched(page, one);
      const all = await visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}&limit=0`);
      const within = await visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}&dossier=${known.dossier.value}&limit=0`);
      assert.equal(await totalOf(page, '#one'), all.total);
      assert.equal(await totalOf(page, '#two'), within.total);
      assert.equal(await page.locator('#one .excerpt, #one [part=filters]').count(), 0);
      assert.equal(await page.locator('#two [part=button]').first().innerText(), 'Search');
      for (const [id, most] of [['#newest', 4], ['#like', 3], ['#text', 2]]) {
        await page.locator(`${id} .hit`).first().waitFor();
        const count = await page.locator(`${id} .hit`).count();
        assert.ok(count > 0 && count <= most, `${id}: ${count}`);
      }
      assert.deepEqual(await violations(page), []);
    }));

    test('what the page has fixed stays, whatever a reader chooses', () => visit('/fixed', async (page) => {
      for (const one of ['#year', '#without']) await searched(page, one);
      const of = (parameters) => visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}&${parameters}`);
      assert.equal(await totalOf(page, '#year'), (await of(`date=${known.year.value}&limit=0`)).total);
      assert.equal(await page.locator('#year [part=histogram]').count(), 0);
      const without = await of(`dossier=-${known.dossier.value}`);
      assert.equal(await totalOf(page, '#without'), without.total);
      const offered = without.facets.dossier.values.find(({ value, count }) => value !== known.dossier.value && count > 0);
      await page.locator('#without [part=value]', { hasText: offered.label }).first().locator('input').check();
      const { total } = await of(`dossier=-${known.dossier.value}&dossier=${offered.value}&limit=0`);
      await page.waitForFunction((n) => document.querySelector('#without').shadowRoot.querySelector('[part=status]').textContent.replace(/\D/gu, '') === String(n), total);
      assert.deepEqual(await violations(page), []);
    }));

    test('in a narrow column', () => visit('/several', async (page) => {
      for (const one of ['#one', '#two']) await searched(page, one);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      for (const button of await page.locator('#two button:visible').all()) assert.ok((await button.boundingBox()).width >= 4);
      assert.deepEqual(await violations(page), []);
    }, { viewport: { width: 320, height: 640 } }));

    test('a theme by custom properties and parts', () => visit('/box', async (page) => {
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('fonds-recherche { --fonds-accent: rgb(0, 80, 0) } fonds-recherche::part(button) { text-transform: uppercase }');
        document.adoptedStyleSheets = [sheet];
      });
      const style = await page.locator('fonds-recherche [part=button]').first().evaluate((one) => ({ ...['backgroundColor', 'textTransform'].map((name) => getComputedStyle(one)[name]) }));
      assert.deepEqual(Object.values(style), ['rgb(0, 80, 0)', 'uppercase']);
    }));

    test('pasted into WordPress', () => visit('/wordpress', async (page) => {
      await page.locator('fonds-recherche input[role=combobox]').fill(known.word);
      await page.keyboard.press('Enter');
      await searched(page, 'fonds-recherche');
      assert.equal(await page.locator('fonds-recherche > form').first().isVisible(), false);
    }));

    test('without JavaScript, a form that leads to the archive', () => visit('/box', async (page) => {
      await page.fill('fonds-recherche input', known.word);
      await Promise.all([page.waitForEvent('load'), page.click('fonds-recherche button')]);
      assert.equal(new URL(page.url()).origin, archive);
      assert.equal(new URL(page.url()).searchParams.get('q'), known.word);
    }, { javaScriptEnabled: false }));
  });

  describe('InstantSearch', () => {
    test('its own widgets', () => visit('/instantsearch', async (page) => {
      const expected = await visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}`);
      await page.locator('.ais-Hits-item').first().waitFor();
      assert.equal(await page.locator('.ais-Hits-item').count(), Math.min(4, expected.total));
      assert.equal(numberIn(await page.locator('.ais-Stats-text').innerText()), expected.total);
      const [first] = expected.facets.dossier.values;
      const item = page.locator('#dossiers .ais-RefinementList-item', { hasText: first.label }).first();
      assert.equal(numberIn(await item.locator('.ais-RefinementList-count').innerText()), first.count);
      await item.locator('input').click();
      await page.waitForFunction((n) => document.querySelector('.ais-Stats-text').innerText.startsWith(String(n)), first.count);
      // Several at once are alternatives: the list keeps them all.
      assert.ok(await page.locator('#dossiers .ais-RefinementList-item').count() > 1);
      await page.locator('#dossiers .ais-RefinementList-item input:checked').first().click();
      const year = expected.facets.date.buckets.find(({ count }) => count > 0);
      await page.locator('#dates .ais-HierarchicalMenu-link', { hasText: year.value }).first().click();
      await page.waitForFunction((n) => document.querySelector('.ais-Stats-text').innerText.startsWith(String(n)), year.count);
      await page.locator('#dates .ais-HierarchicalMenu-list--child .ais-HierarchicalMenu-link').first().waitFor();
      await page.locator('#dates .ais-HierarchicalMenu-link', { hasText: year.value }).first().click();
      await page.waitForFunction((n) => document.querySelector('.ais-Stats-text').innerText.startsWith(String(n)), expected.total);
      if (expected.total > 4) {
        const before = await page.locator('.ais-Hits-item a').first().getAttribute('href');
        await page.locator('.ais-Pagination-item--nextPage a').click();
        await page.waitForFunction((href) => document.querySelector('.ais-Hits-item a').getAttribute('href') !== href, before);
      }
      assert.ok(await page.locator('.ais-Hits-item mark').count() > 0);
    }));

    test('what it cannot do is said, not passed over', () => visit('/instantsearch', async (page) => {
      const said = await page.evaluate(async (address) => {
        const { searchClient } = await import(address);
        return searchClient().search([{ indexName: 'archive', params: { filters: 'dossier:x' } }]).catch((error) => error.message);
      }, `${archive}/embed.js`);
      assert.match(said, /^filters/u);
    }));
  });

  describe('the page that makes the code', { concurrency: CONCURRENCY }, () => {
    test('what is chosen is in the code and in the preview', () => visits.visit('/integrer', async (page) => {
      await page.locator('#b-preview fonds-recherche').waitFor();
      await page.selectOption('#b-dossier', known.dossier.value);
      await page.fill('#b-hits', '2');
      await page.waitForFunction((value) => document.querySelector('#b-code').value.includes(`dossier="${value}" hits="2"`), known.dossier.value);
      assert.match(await page.inputValue('#b-code'), new RegExp(`<script type="module" src="${archive}/embed.js"></script>`, 'u'));
      await page.check('input[value=articles]');
      await page.locator('#b-preview fonds-articles .hit').first().waitFor();
      assert.equal(await page.locator('#b-preview fonds-articles .hit').count(), Math.min(2, known.dossier.count));
      assert.deepEqual(await violations(page), []);
    }));
  });
}

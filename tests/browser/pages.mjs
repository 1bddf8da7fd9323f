// Every page, with and without JavaScript: whole, safe and in order.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONCURRENCY, follow, numberIn, total } from './visit.mjs';

const WIDTHS = [320, 640, 768, 1280, 1920]; // px; 640 is 1280 zoomed to 200 %

async function assertSound(page, response, status) {
  assert.equal(response.status(), status);
  const policy = response.headers()['content-security-policy'] ?? '';
  assert.equal(response.headers()['cross-origin-opener-policy'], 'same-origin');
  assert.match(response.headers()['permissions-policy'] ?? '', /camera=\(\)/u);
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(rule), `${rule} in ${policy}`);
  }
  assert.ok(!policy.includes('unsafe'), policy);
  assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('main').count(), 1);
  assert.ok((await page.title()).length > 3);
  assert.equal(await page.locator('[style], style, [onclick], script:not([src]):not([type="application/ld+json"])').count(), 0);
  // A template that went wrong shows its braces.
  // Citations are text, with braces of their own.
  const html = (await page.locator('html').innerHTML()).replaceAll(/<pre>[^<]*<\/pre>/gu, '');
  assert.ok(!/\{\{|\}\}/u.test(html));
  const ids = await page.locator('[id]').evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), [], 'ids used twice');
}

const tooWideBy = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

export function testPages(visits, known) {
  for (const javaScriptEnabled of [true, false]) {
    describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { concurrency: CONCURRENCY }, () => {
      for (const [name, address] of Object.entries(known.pages)) {
        test(name, () => visits.visit(address, (page, response) => assertSound(page, response, 200), { javaScriptEnabled }));
      }
      for (const [name, address] of Object.entries(known.missing)) {
        test(name, () => visits.visit(address, (page, response) => assertSound(page, response, 404),
          { javaScriptEnabled, allowedErrors: ['404'] }));
      }
    });
  }

  describe('no horizontal scrolling', { concurrency: CONCURRENCY }, () => {
    for (const [name, address] of Object.entries({ ...known.pages, ...known.missing })) {
      test(name, () => visits.visit(address, async (page) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          assert.equal(await tooWideBy(page), 0, `at ${width} px`);
        }
      }, { allowedErrors: ['404'] }));
    }
    test('one long word at 360', async () => {
      const word = 'anticonstitutionnellement'.repeat(6);
      for (const address of [`/?q=${word}`, `/frise?q=${word}&q=a`, `/?dossier=${word}`, `/?q=${known.word}&from=${word}`, `/personnes?q=${word}`]) {
        await visits.visit(address, async (page) => assert.equal(await tooWideBy(page), 0, address), { viewport: { width: 360, height: 760 } });
      }
    });
    test('letters twice as large at 360: the field keeps its width', () => visits.visit('/', async (page) => {
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('html { font-size: 200%; }');
        document.adoptedStyleSheets = [sheet];
      });
      assert.equal(await tooWideBy(page), 0);
      assert.ok((await page.locator('#q').boundingBox()).width > 250);
    }, { viewport: { width: 360, height: 760 } }));
    // WCAG 1.4.12: with wider text nothing is cut off.
    test('results at 320 with the text spacing of WCAG 1.4.12', () => visits.visit(known.pages['filtered results'], async (page) => {
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }');
        document.adoptedStyleSheets = [sheet];
      });
      assert.equal(await tooWideBy(page), 0);
    }, { viewport: { width: 320, height: 800 } }));
  });

  describe('reading and searching without JavaScript', { concurrency: CONCURRENCY }, () => {
    const options = { javaScriptEnabled: false };

    test('a search from the front page, an article, and back', () => visits.visit('/', async (page) => {
      await page.fill('#q', known.word);
      await follow(page, page.locator('form.searchbar button'));
      assert.equal(new URL(page.url()).searchParams.get('q'), known.word);
      const found = await total(page);
      assert.ok(found > 0);
      assert.ok(await page.locator('.hit mark').count() > 0);
      await follow(page, page.locator('.hit-title a').first());
      assert.ok(new URL(page.url()).pathname.startsWith('/article/'));
      assert.ok(await page.locator('.story mark').count() > 0);
      await follow(page, page.locator('a.back'));
      assert.equal(await total(page), found);
    }, options));

    test('the way back keeps filters and page', () => visits.visit('/?sort=oldest&offset=10', async (page) => {
      const address = page.url();
      await follow(page, page.locator('.hit-title a').first());
      await follow(page, page.locator('a.back'));
      const [before, after] = [new URL(address), new URL(page.url())].map((url) => [...url.searchParams].sort());
      assert.deepEqual(after, before);
    }, options));

    test('filters are shown, and leave something', () => visits.visit(known.pages['filtered results'], async (page) => {
      assert.ok(await total(page) > 0);
      assert.equal(await page.locator('.hit').count(), Math.min(10, await total(page)));
      assert.equal(await page.locator('.chips li').count(), 3); // two, and the one that takes both back
      assert.equal(await page.locator('.bars-year .on').count(), 1);
    }, options));

    test('page after page, every article once', async () => {
      const seen = new Set();
      await visits.visit('/?limit=100', async (page) => {
        const all = await total(page);
        for (;;) {
          // A copy of an article stands folded under it.
          const links = page.locator('.hit-title a, .copies li > a');
          for (const href of await links.evaluateAll((all) => all.map((a) => a.pathname))) {
            assert.ok(!seen.has(href), href);
            seen.add(href);
          }
          const next = page.locator('a[rel=next]');
          if (await next.count() === 0) break;
          await follow(page, next);
        }
        assert.equal(seen.size, all);
      }, options);
    });

    test('a period typed in French', () => visits.visit('/?sort=newest', async (page) => {
      await page.fill('#from', `1er janvier ${known.year.value}`);
      await page.fill('#to', `31/12/${known.year.value}`);
      await follow(page, page.locator('.period button'));
      assert.equal(await total(page), known.year.count);
      assert.match(await page.locator('.chips').innerText(), new RegExp(`du 1er\\sjanvier\\s${known.year.value}`, 'u'));
      assert.equal(await page.inputValue('#from'), `1er janvier ${known.year.value}`);
    }, options));

    test('what is no date is explained beside the results', () => visits.visit(known.pages['a period that is no date'], async (page) => {
      assert.equal(await page.getAttribute('#from', 'aria-invalid'), 'true');
      assert.match(await page.locator('.messages').innerText(), /31 février 2017/u);
    }, options));

    test('nothing found shows ways out that lead somewhere', () => visits.visit(known.pages['nothing found'], async (page) => {
      assert.equal(await page.locator('#etat').innerText().then((text) => /^Aucun article/u.test(text)), true);
      const ways = await page.locator('.nothing ul a').evaluateAll((links) => links.map((a) => a.href));
      assert.ok(ways.length >= 3);
      for (const way of ways) assert.equal((await fetch(way)).status, 200, way);
    }, options));

    test('markup in a query is text', () => visits.visit(`/?q=${encodeURIComponent('"><script>alert(1)</script><img src=x>{{site}} école')}`, async (page) => {
      assert.equal(await page.locator('main script, main img[src=x]').count(), 0);
      assert.match(await page.inputValue('#q'), /<script>alert\(1\)<\/script><img src=x>\{\{site\}\}/u);
    }, options));

    test('every example of the help page that is a link finds something', () => visits.visit('/aide', async (page) => {
      const links = await page.locator('.lessons dt a').evaluateAll((all) => all.map((a) => ({ href: a.href, text: a.innerText })));
      assert.ok(links.length >= 12);
      for (const { href, text } of links) {
        await page.goto(href);
        assert.equal(await page.inputValue('#q').then((q) => q.replace(/\s/gu, ' ')), text.replace(/\s/gu, ' '));
        assert.ok(await total(page) > 0, text);
        if (text.includes('31 février')) assert.match(await page.locator('.messages').innerText(), /31 février/u);
      }
    }, options));

    test('dossiers and persons lead to as many articles as they say', async () => {
      for (const address of ['/dossiers', '/personnes']) {
        const entries = await visits.visit(address, (page) => page.locator('.index-list a').evaluateAll(
          (all) => all.map((a) => ({ href: a.getAttribute('href'), text: a.querySelector('.value-count').innerText }))), options);
        assert.ok(entries.length > 5, address);
        for (const { href, text } of entries.slice(0, 12)) {
          await visits.visit(href, async (page) => {
            // Persons and dossiers have pages of their own, which lead to their articles.
            await follow(page, page.locator('.page-ways a').first());
            assert.equal(await total(page), numberIn(text), href);
          }, options);
        }
      }
    });
  });

  describe('on a phone', { concurrency: CONCURRENCY }, () => {
    const phone = { viewport: { width: 360, height: 640 } };
    const bottomOf = (page, selector) => page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().bottom);
    for (const [name, title] of [['front page', '.lead-title'], ['results', '.hit-title'], ['filtered results', '.hit-title'],
      ['a month', '.hit-title'], ['dossier', 'h1'], ['article', 'h1']]) {
      test(`${name}: the first headline is above the fold`, () => visits.visit(known.pages[name], async (page) => {
        const bottom = await bottomOf(page, title);
        assert.ok(bottom <= 640, `${bottom} px`);
      }, phone));
    }
    test('filters are a sheet above the list, without JavaScript too', () => visits.visit(known.pages.results, async (page) => {
      assert.equal(await page.locator('#affiner').isVisible(), false);
      await page.click('.to-filters');
      assert.ok(await page.locator('#affiner').isVisible());
      await page.click('.sheet-close a');
      assert.equal(await page.locator('#affiner').isVisible(), false);
      await page.click('.to-filters');
      const value = page.locator('#affiner a.value-link').first();
      const count = numberIn(await value.locator('.value-count').innerText());
      await follow(page, value);
      assert.equal(await total(page), count);
    }, { ...phone, javaScriptEnabled: false }));
    test('what one taps is 40 px high', () => visits.visit(known.pages['filtered results'], async (page) => {
      await page.click('.to-filters');
      const low = await page.locator('.sections a, .sorts a, .chips a, .to-filters, #affiner a, #affiner button, #affiner summary, .pager a, a.bar, .hit-meta a, .why a, .colophon li a').evaluateAll(
        (all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 39.5).map((one) => `${one.outerHTML.slice(0, 80)} ${one.getBoundingClientRect().height}`));
      assert.deepEqual(low, []);
    }, phone));
  });

  test('what one taps around an article and on the front page', async () => {
    for (const name of ['article', 'front page']) {
      await visits.visit(known.pages[name], async (page) => {
        const low = await page.locator('.kicker a, .hit-meta a, .colophon li a').evaluateAll(
          (all) => all.filter((one) => one.getBoundingClientRect().height < 39.5).map((one) => one.outerHTML.slice(0, 80)));
        assert.deepEqual(low, [], name);
      }, { viewport: { width: 360, height: 640 } });
    }
  });

  describe('bars', { concurrency: CONCURRENCY }, () => {
    const year = `/date/${known.hit.date.slice(0, 4)}`;
    for (const [name, address, width] of [['beside a year', year, 1280], ['under a year', year, 360], ['of a search', `/?date=${known.hit.date.slice(0, 4)}`, 360]]) {
      test(`twelve months ${name} at ${width}`, () => visits.visit(address, async (page) => {
        const strip = await page.locator('.strip:has(.bars-month)').evaluate((one) => [one.scrollWidth, one.clientWidth]);
        assert.ok(strip[0] <= strip[1], `${strip}`);
        const narrow = await page.locator('.bars-month > li').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().width < 24).length);
        assert.equal(narrow, 0);
      }, { viewport: { width, height: 760 } }));
    }
    test('empty ones stand on the same line', () => visits.visit(known.pages['filtered results'], async (page) => {
      assert.ok(await page.locator('.bars-month span.bar').count() > 0);
      const lines = await page.locator('.bars-month .bar-ink').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom)));
      assert.equal(new Set(lines).size, 1, `${lines}`);
    }));
    test('a chosen day has its month open', async () => {
      await visits.visit(`/?date=${known.hit.date}`, async (page) => assert.ok(await page.locator('.day.on').isVisible()));
      await visits.visit(`/?date=${known.hit.date.slice(0, 7)}`, async (page) => {
        assert.equal(await page.locator('.month').evaluate((one) => one.open), false);
        assert.equal(await page.locator('.month summary').evaluate((one) => getComputedStyle(one).display), 'list-item');
      });
    });
    test('years under the curves do not touch at 360', () => visits.visit(known.pages.compared, async (page) => {
      const labels = await page.locator('.axis span').evaluateAll((all) => all.filter((one) => one.textContent && getComputedStyle(one).visibility === 'visible').map((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const { left, right } = range.getBoundingClientRect();
        return { left, right };
      }));
      assert.ok(labels.length > 2);
      labels.forEach(({ left }, i) => assert.ok(i === 0 || left > labels[i - 1].right + 4, JSON.stringify(labels)));
    }, { viewport: { width: 360, height: 760 } }));
  });

  test('the front page in the order of its weight, on any screen', async () => {
    for (const width of [360, 768]) {
      await visits.visit('/', async (page) => {
        const tops = await page.locator('.lead-story, .second, .band-lead').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
        assert.deepEqual(tops, [...tops].sort((a, b) => a - b));
        const running = await page.locator('.card-last a').evaluateAll((all) => all.map((one) => one.href));
        assert.equal(new Set(running).size, running.length);
      }, { viewport: { width, height: 760 } });
    }
  });
  test('forced colours tell the tab and the bar that are chosen', () => visits.visit(known.pages['filtered results'], async (page) => {
    const borders = await page.locator('.sections a').evaluateAll((all) => all.map((one) => getComputedStyle(one).borderBottomColor));
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.deepEqual(borders.map((one) => one !== paper), [true, false, false, false]);
    const [stroke, ink] = await page.evaluate(() => [getComputedStyle(document.querySelector('.searchbar .icon')).stroke, getComputedStyle(document.body).color]);
    assert.equal(stroke, ink);
    const fill = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).fill);
    assert.notEqual(await fill('.bar.on .bar-ink'), await fill('.bar:not(.on) .bar-ink'));
  }, { forcedColors: 'active' }));
  test('the filter of the dossiers is named', () => visits.visit('/dossiers', async (page) => {
    const field = page.getByLabel('Filtrer les dossiers');
    assert.ok((await field.boundingBox()).width <= 320);
    await field.fill('zzzz');
    assert.equal(await page.locator('.index-list li:visible').count(), 0);
  }));

  describe('print', () => {
    test('an article without its surroundings', () => visits.visit(known.pages.article, async (page) => {
      await page.emulateMedia({ media: 'print' });
      for (const hidden of ['.searchbar', '.sections', '.rail', '.skip', '.back']) {
        for (const one of await page.locator(hidden).all()) assert.equal(await one.isVisible(), false, hidden);
      }
      assert.ok(await page.locator('.story-body').isVisible());
      assert.ok(await page.locator('h1').isVisible());
    }));
  });

  describe('what machines read', { concurrency: CONCURRENCY }, () => {
    test('an article names itself', () => visits.visit(known.pages.article, async (page) => {
      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').first().textContent());
      assert.equal(data['@type'], 'NewsArticle');
      assert.equal(data.headline, known.hit.title);
      assert.equal(data.datePublished.slice(0, 4), known.hit.date.slice(0, 4));
      // By its address with slashes, whichever way it was asked for.
      assert.equal(new URL(await page.getAttribute('link[rel=canonical]', 'href'), page.url()).pathname,
        new URL(page.url()).pathname.replaceAll('%2F', '/'));
    }));
    test('a search names its feeds', () => visits.visit(known.pages['filtered results'], async (page) => {
      const feeds = await page.locator('link[rel=alternate]').evaluateAll((all) => all.map((one) => one.href));
      assert.equal(feeds.length, 3);
      for (const feed of feeds) {
        assert.ok(feed.includes('dossier='), feed);
        assert.equal((await fetch(feed)).status, 200, feed);
      }
    }));
    test('what one reader leaves out is there for the next', async () => {
      const address = `/?q=${encodeURIComponent(known.word)}`;
      await visits.visit(`${address}&facets=none`, async (page) => assert.equal(await page.locator('.value').count(), 0));
      await visits.visit(address, async (page) => assert.notEqual(await page.locator('.value').count(), 0));
    });
    test('static files may be kept for ever', () => visits.visit('/', async (page) => {
      const files = await page.locator('link[rel=stylesheet], link[rel=icon], script[src]').evaluateAll(
        (all) => all.map((one) => one.href || one.src));
      assert.equal(files.length, 3);
      for (const file of files) {
        const answer = await fetch(file);
        assert.equal(answer.status, 200, file);
        assert.match(answer.headers.get('cache-control') ?? '', /immutable/u, file);
      }
    }));
  });
}

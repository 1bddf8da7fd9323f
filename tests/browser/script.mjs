// What the script adds: results as you type, suggestions by keyboard, "/".
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { violations } from './accessibility.mjs';
import { CONCURRENCY, follow, numberIn, total } from './visit.mjs';

const shownFor = (page, q) => page.waitForFunction(
  (wanted) => document.querySelector('#etat').textContent.includes(`«\u00A0${wanted}\u00A0»`), q);

export function testScript(visits, known) {
  describe('results as you type', { concurrency: CONCURRENCY }, () => {
    test('the page follows the field, and the focus stays', () => visits.visit('/', async (page) => {
      const all = await total(page);
      await page.evaluate(() => { window.samePage = true; });
      await page.click('#q');
      await page.keyboard.type(known.word, { delay: 20 });
      await shownFor(page, known.word);
      const expected = await visits.json(`/api/v1/search?q=${encodeURIComponent(known.word)}&limit=0`);
      assert.equal(await total(page), expected.total);
      assert.notEqual(expected.total, all);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
      assert.equal(await page.evaluate(() => document.activeElement.selectionStart), known.word.length);
      await page.waitForFunction((word) => new URLSearchParams(location.search).get('q') === word, known.word);
      assert.ok(await page.evaluate(() => window.samePage), 'the page was not loaded again');
      assert.match(await page.title(), new RegExp(known.word, 'u'));
      assert.equal(await page.locator('.searchbar > label').evaluate((label) => getComputedStyle(label).position), 'absolute');
      assert.deepEqual(await violations(page), []);
    }));

    test('the status element stays, so that its change is announced', () => visits.visit('/', async (page) => {
      await page.locator('#annonce').evaluate((status) => { window.status0 = status; });
      await page.fill('#q', known.word);
      await page.waitForFunction((word) => document.querySelector('#annonce').textContent.includes(word), known.word);
      assert.ok(await page.evaluate(() => window.status0 === document.querySelector('#annonce') && window.status0.getAttribute('role') === 'status'));
    }));

    test('going back shows what was there before, going forward what came after', () => visits.visit('/', async (page) => {
      const all = await total(page);
      await page.click('#q');
      await page.keyboard.type(known.word, { delay: 20 });
      await shownFor(page, known.word);
      await page.waitForFunction(() => location.search !== '');
      await page.keyboard.press('Escape');
      const found = await total(page);
      await page.goBack();
      await page.waitForFunction((number) => !document.querySelector('#etat').textContent.includes('«') && number, all);
      assert.equal(await total(page), all);
      assert.equal(await page.inputValue('#q'), '');
      await page.goForward();
      await shownFor(page, known.word);
      assert.equal(await total(page), found);
      assert.equal(await page.inputValue('#q'), known.word);
    }));

    test('filters stay while typing', () => visits.visit(`/?dossier=${known.dossier.value}`, async (page) => {
      await page.fill('#q', known.word);
      await shownFor(page, known.word);
      await page.waitForFunction(() => location.search.includes('q='));
      assert.equal(new URL(page.url()).searchParams.get('dossier'), known.dossier.value);
      assert.ok(await page.locator('.chips').isVisible());
    }));

    test('an answer that comes late does not replace a newer one', () => visits.visit('/', async (page) => {
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      await page.route('**/?q=maire&typing=1', async (route) => {
        await held;
        await route.continue().catch(() => {});
      });
      await page.fill('#q', 'maire');
      await page.waitForRequest('**/?q=maire&typing=1');
      await page.fill('#q', known.word);
      await shownFor(page, known.word);
      release();
      await page.waitForLoadState('networkidle');
      assert.match(await page.locator('#etat').innerText(), new RegExp(known.word, 'u'));
      assert.equal(new URL(page.url()).searchParams.get('q'), known.word);
    }));

    test('a server that does not answer is said, not hidden', () => visits.visit('/', async (page) => {
      await page.route('**/?q=*', (route) => route.abort());
      await page.fill('#q', known.word);
      await page.waitForFunction(() => document.querySelector('#etat').textContent.includes('n’a pas répondu'));
    }, { allowedErrors: ['ERR_FAILED'] }));

    test('Enter searches', () => visits.visit('/', async (page) => {
      await page.click('#q');
      await page.keyboard.type(known.word);
      await page.keyboard.press('Enter');
      await shownFor(page, known.word);
      await page.waitForFunction((word) => new URLSearchParams(location.search).get('q') === word, known.word);
    }));

    test('letter by letter: never a correction, never nothing', () => visits.visit('/', async (page) => {
      for (const word of ['médiathèque', 'tram-train', 'conseil municipal', 'bibliothèque', 'Vasseur', 'école numérique']) {
        await page.fill('#q', '');
        for (let letters = 2; letters <= word.length; ++letters) {
          const q = word.slice(0, letters);
          const asked = (one) => new URL(one.url()).searchParams.get('q') === q.trim() && one.url().includes('/?');
          // A word and a space ask what the word alone has asked.
          if (q.endsWith(' ')) continue;
          const answer = page.waitForResponse(asked);
          await page.fill('#q', q);
          const html = await (await answer).text();
          assert.ok(!html.includes('au lieu de'), q);
          assert.ok(!html.includes('class="nothing"'), q);
        }
      }
    }));

    test('where nothing begins so, it is said, and the results are seen to be of before', () => visits.visit('/?q=maire', async (page) => {
      const before = await page.locator('.hit').count();
      const entries = await page.evaluate(() => history.length);
      await page.fill('#q', 'zzyzxq');
      await page.waitForFunction(() => document.querySelector('#etat').textContent.includes('Rien ne commence par'));
      assert.equal(await page.locator('.hit').count(), before);
      for (const id of ['#resultats', '#tri']) assert.ok(await page.locator(id).evaluate((one) => one.inert && getComputedStyle(one).opacity < 0.5), id);
      assert.match(await page.title(), /zzyzxq/u);
      assert.equal(new URL(page.url()).search, '?q=maire');
      assert.equal(await page.evaluate(() => history.length), entries);
      await page.fill('#q', known.word);
      await shownFor(page, known.word);
      assert.equal(await page.locator('#resultats').evaluate((one) => one.inert), false);
    }));

    test('that a word was unfinished is in no address', () => visits.visit('/', async (page) => {
      await page.fill('#q', known.word.slice(0, 3));
      await shownFor(page, known.word.slice(0, 3));
      await page.waitForFunction(() => location.search !== '');
      const addresses = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.href));
      assert.deepEqual([page.url(), ...addresses].filter((one) => one.includes('typing')), []);
    }));

    test('the nameplate and the place in the site are those of what is shown', () => visits.visit('/', async (page) => {
      const shown = () => page.evaluate(() => [document.body.className, document.querySelector('.sections [aria-current]')?.textContent ?? '']);
      assert.deepEqual(await shown(), ['front', '']);
      await page.fill('#q', known.word);
      await shownFor(page, known.word);
      assert.equal((await shown())[1], 'Articles');
      await page.press('#q', 'Enter');
      await page.waitForFunction(() => document.body.className === '');
      await follow(page, page.locator('.hit-title a').first());
      await page.goBack();
      await page.goBack();
      await page.waitForSelector('.lead-title');
      assert.deepEqual(await shown(), ['front', '']);
    }));

    test('nothing jumps while one types', () => visits.visit('/', async (page) => {
      await page.evaluate(() => {
        window.shift = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value; })
          .observe({ type: 'layout-shift', buffered: true });
      });
      const top = () => page.locator('#q').evaluate((one) => one.getBoundingClientRect().top);
      const before = await top();
      await page.click('#q');
      await page.keyboard.type(known.word, { delay: 30 });
      await shownFor(page, known.word);
      assert.equal(await top(), before);
      assert.ok(await page.evaluate(() => window.shift) < 0.05);
    }));

    test('a facet, an order and a page change in place, focus and scroll kept', () => visits.visit('/?sort=newest', async (page) => {
      await page.evaluate(() => { window.samePage = true; });
      const value = page.locator('section[aria-labelledby=dossiers] a.value-link').nth(1);
      const label = await value.locator('.value-label').innerText();
      const count = numberIn(await value.locator('.value-count').innerText());
      await value.focus();
      const scrolled = await page.evaluate(() => window.scrollY);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.search.includes('dossier='));
      assert.equal(await total(page), count);
      assert.equal(await page.evaluate(() => document.activeElement.querySelector('.value-label')?.textContent), label);
      assert.equal(await page.evaluate(() => window.scrollY), scrolled);
      await page.click('.sorts a >> text=Plus anciens');
      await page.waitForFunction(() => location.search.includes('sort=oldest'));
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Plus anciens');
      assert.ok(await page.evaluate(() => window.samePage));
      await page.goBack();
      await page.waitForFunction(() => !location.search.includes('sort=oldest'));
      assert.ok(await page.evaluate(() => window.samePage));
    }));

    test('a period by a stroke over the bars, and by two clicks with Shift', () => visits.visit('/?sort=newest', async (page) => {
      const bars = page.locator('#frise .strip a.bar');
      const years = await bars.evaluateAll((all) => all.map((bar) => new URL(bar.href).searchParams.get('date')));
      const shown = async (from, to) => {
        const wanted = await visits.json(`/api/v1/search?limit=0&from=${from}&to=${to}`);
        await page.waitForFunction(([first, last]) => new URLSearchParams(location.search).get('from') === first
          && new URLSearchParams(location.search).get('to') === last, [from, to]);
        assert.equal(await total(page), wanted.total);
      };
      const middle = async (bar) => {
        const box = await bar.boundingBox();
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      await page.mouse.move(...await middle(bars.nth(1)));
      await page.mouse.down();
      await page.mouse.move(...await middle(bars.nth(2)));
      await page.mouse.move(...await middle(bars.nth(3)));
      assert.equal(await page.locator('.bars .chosen').count(), 3);
      await page.mouse.up();
      await shown(years[1], years[3]);
      await page.locator('.chips a').first().click();
      await page.waitForFunction(() => !location.search.includes('from='));
      await bars.nth(4).click();
      await page.waitForFunction(() => location.search.includes('date='));
      await bars.nth(2).click({ modifiers: ['Shift'] });
      await shown(years[2], years[4]);
    }));

    test('a period by two lists', () => visits.visit('/?sort=newest', async (page) => {
      const years = await page.locator('#annee-de option').allInnerTexts();
      await page.selectOption('#annee-de', years[1]);
      await page.selectOption('#annee-a', years[2]);
      await follow(page, page.locator('.span button'));
      const wanted = await visits.json(`/api/v1/search?limit=0&from=${years[1]}&to=${years[2]}`);
      assert.equal(await total(page), wanted.total);
    }, { javaScriptEnabled: false }));

    test('persons are filtered as one types, slips forgiven', () => visits.visit('/personnes', async (page) => {
      const [given, family] = [known.person.label.split(' ')[0], known.person.label.split(' ').at(-1)];
      await page.click('#nom');
      await page.keyboard.type(family, { delay: 20 });
      await page.waitForFunction((name) => [...document.querySelectorAll('#liste .value-label')].every((one) => one.textContent.includes(name)), family);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'nom');
      assert.ok((await page.locator('#liste').innerText()).includes(given));
      const at = [...family].findIndex((letter, i) => i > 1 && letter !== family[i + 1]);
      await page.fill('#nom', family.slice(0, at) + family[at + 1] + family[at] + family.slice(at + 2));
      await page.waitForFunction(() => document.querySelector('#liste-etat').textContent.includes('ressemblent'));
      assert.ok((await page.locator('#liste').innerText()).includes(known.person.label));
    }));

    test('from match to match in an article', () => visits.visit(`/article/${encodeURIComponent(known.hit.id)}?q=${encodeURIComponent('le la les de')}`, async (page) => {
      if (await page.locator('.story mark').count() < 2) return;
      await page.click('.matches button[aria-label="Occurrence suivante"]');
      assert.equal(await page.locator('mark.here').count(), 1);
      assert.match(await page.locator('.matches [role=status]').innerText(), /^Occurrence 1 sur \d+$/u);
    }));

    test('an article page searches too', () => visits.visit(known.pages.article, async (page) => {
      await page.fill('#q', known.word);
      await page.press('#q', 'Enter');
      await page.waitForURL('**/?q=*');
      assert.ok(await total(page) > 0);
    }));
  });

  describe('suggestions', { concurrency: CONCURRENCY }, () => {
    const typed = known.person.label.split(' ').pop().slice(0, 4);
    const open = async (page) => {
      await page.click('#q');
      await page.keyboard.type(typed, { delay: 10 });
      await page.waitForSelector('#suggestions [role=option]');
    };

    test('a person by keyboard', () => visits.visit('/', async (page) => {
      await open(page);
      assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'true');
      assert.deepEqual(await violations(page), []);
      const options = page.locator('#suggestions [role=option]');
      const names = await options.evaluateAll((all) => all.map((one) => one.firstChild.textContent));
      const at = names.indexOf(known.person.label);
      assert.ok(at >= 0, `${known.person.label} in ${names}`);
      for (let i = 0; i <= at; ++i) await page.keyboard.press('ArrowDown');
      assert.equal(await page.getAttribute('#q', 'aria-activedescendant'), await options.nth(at).getAttribute('id'));
      assert.equal(await options.nth(at).getAttribute('aria-selected'), 'true');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/personnes/*');
      assert.equal(new URL(page.url()).pathname, `/personnes/${known.person.value}`);
    }));

    test('they leave the first result in sight', async () => {
      for (const viewport of [{ width: 360, height: 640 }, { width: 1280, height: 900 }]) {
        await visits.visit('/?q=maire', async (page) => {
          await page.fill('#q', 'vas');
          await page.waitForSelector('#suggestions [role=option]');
          await page.waitForFunction(() => document.querySelector('#etat').textContent.includes('vas'));
          const [list, title] = await Promise.all(['#suggestions', '.hit-title'].map((one) => page.locator(one).first().boundingBox()));
          const apart = list.y + list.height <= title.y + 1 || list.x >= title.x + title.width - 1;
          assert.ok(apart, JSON.stringify({ list, title }));
        }, { viewport });
      }
    });

    test('the arrows go round, Escape closes and keeps the text', () => visits.visit('/', async (page) => {
      await open(page);
      const count = await page.locator('#suggestions [role=option]').count();
      await page.keyboard.press('ArrowUp');
      assert.equal(await page.getAttribute('#q', 'aria-activedescendant'), `suggestion-${count - 1}`);
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.getAttribute('#q', 'aria-activedescendant'), null);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#suggestions').isVisible(), false);
      assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'false');
      assert.equal(await page.inputValue('#q'), typed);
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('#suggestions [role=option]');
    }));

    test('by mouse', () => visits.visit('/aide', async (page) => {
      await open(page);
      await page.locator('#suggestions [role=option]', { hasText: known.person.label }).first().click();
      await page.waitForURL('**/personnes/*');
    }));

    test('Enter without a choice searches what is typed', () => visits.visit('/', async (page) => {
      await open(page);
      await page.keyboard.press('Enter');
      await shownFor(page, typed);
      assert.equal(await page.locator('#suggestions').isVisible(), false);
    }));

    test('Tab leaves and closes', () => visits.visit('/', async (page) => {
      await open(page);
      await page.keyboard.press('Tab');
      assert.equal(await page.locator('#suggestions').isVisible(), false);
    }));
  });

  test('/ reaches the search field, and is a character inside it', () => visits.visit('/aide', async (page) => {
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    assert.equal(await page.inputValue('#q'), '');
    await page.keyboard.press('/');
    assert.equal(await page.inputValue('#q'), '/');
  }));

  test('nothing is stored', () => visits.visit('/', async (page) => {
    await page.fill('#q', known.word);
    await shownFor(page, known.word);
    const stored = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    assert.deepEqual(stored, { local: 0, session: 0, caches: 0, workers: 0 });
  }));

  test('less motion where it is asked for', () => visits.visit('/', async (page) => {
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return style.transitionDuration !== '0s' || style.animationName !== 'none';
    }).length);
    assert.equal(moving, 0);
  }, { reducedMotion: 'reduce' }));
}

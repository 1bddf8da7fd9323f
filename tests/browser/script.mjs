// What the script adds: results as you type, suggestions by keyboard, "/".
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { violations } from './accessibility.mjs';
import { CONCURRENCY, total } from './visit.mjs';

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
      await page.locator('#etat').evaluate((status) => { window.status0 = status; });
      await page.fill('#q', known.word);
      await shownFor(page, known.word);
      assert.ok(await page.evaluate(() => window.status0 === document.querySelector('#etat') && window.status0.getAttribute('role') === 'status'));
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
      await page.route('**/?q=maire', async (route) => {
        await held;
        await route.continue().catch(() => {});
      });
      await page.fill('#q', 'maire');
      await page.waitForRequest('**/?q=maire');
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
      await page.waitForURL('**/?person=*');
      assert.equal(new URL(page.url()).searchParams.get('person'), known.person.value);
      assert.equal(await total(page), known.person.count);
    }));

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
      await page.waitForURL('**/?person=*');
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

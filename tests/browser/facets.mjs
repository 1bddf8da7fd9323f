// Every count shown equals the total after clicking it; choices can be added, excluded and taken back.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONCURRENCY, follow, generator, numberIn, total } from './visit.mjs';

const STATES = 30;
const SEED = 20260102;
const QUERIES = ['', 'école', 'conseil municipal', 'maire OU mairie', 'campus', 'date:"depuis 2016"', 'travaux rue',
  'association -maire', 'ecole rivière cantine'];
const ARTICLES = '/?sort=newest';
const COUNTED = '.value a.value-link, a.bar, a.day, .crumbs a:has(.value-count)';

export function testFacets(visits) {
  const options = { javaScriptEnabled: false };

  describe('counts', { concurrency: CONCURRENCY }, () => {
    for (let state = 0; state < STATES; ++state) {
      const random = generator(SEED + state);
      const query = QUERIES[random(QUERIES.length)];
      test(`state ${state + 1} of ${STATES}: ${query || 'everything'}`, () => visits.visit(query ? `/?q=${encodeURIComponent(query)}` : ARTICLES, async (page) => {
        // A walk to somewhere: plain choices, additions, exclusions, dates.
        for (let step = random(4); step > 0; --step) {
          const links = await page.locator('.value a, a.bar, a.day').evaluateAll((all) => all.map((a) => a.href));
          if (links.length > 0) await page.goto(links[random(links.length)]);
        }
        // Without query and filters one is on the front page, which has no facets.
        const here = new URL(page.url()).search ? page.url() : new URL(ARTICLES, page.url()).href;
        for (let click = 0; click < 4; ++click) {
          await page.goto(here);
          const counted = page.locator(COUNTED);
          const many = await counted.count();
          if (many === 0) return;
          const link = counted.nth(random(many));
          const details = await link.evaluate((a) => ({
            text: a.innerText,
            count: a.querySelector('.value-count, .bar-count').textContent,
          }));
          // Open the list that it is folded in, as a reader would.
          const folded = link.locator('xpath=ancestor::details[not(@open)]/summary');
          if (await folded.count() > 0) await folded.click();
          await follow(page, link);
          assert.equal(await total(page), numberIn(details.count), `${here} → ${details.text} → ${page.url()}`);
        }
      }, options));
    }
  });

  describe('choosing', { concurrency: CONCURRENCY }, () => {
    test('a value, then another one in its place', () => visits.visit('/?sort=newest', async (page) => {
      const dossiers = page.locator('section[aria-labelledby=dossiers] a.value-link');
      await follow(page, dossiers.nth(0));
      await follow(page, dossiers.nth(1));
      assert.equal(new URL(page.url()).searchParams.getAll('dossier').length, 1);
      assert.equal(await page.locator('section[aria-labelledby=dossiers] [aria-current=true]').count(), 1);
    }, options));

    test('plus adds, the cross takes back, minus excludes', () => visits.visit('/?sort=newest', async (page) => {
      const all = await total(page);
      const section = page.locator('section[aria-labelledby=dossiers]');
      await follow(page, section.locator('a.value-link').first());
      const one = await total(page);
      await follow(page, section.locator('.value:not(.on) a[aria-label^="Ajouter"]').first());
      const two = await total(page);
      assert.ok(two >= one, `${two} with a second dossier, ${one} with one`);
      assert.equal(new URL(page.url()).searchParams.getAll('dossier').length, 2);
      await follow(page, page.locator('.chips a').first());
      assert.equal(new URL(page.url()).searchParams.getAll('dossier').length, 1);
      await follow(page, section.locator('a[aria-label^="Retirer"]').first());
      assert.equal(await total(page), all);

      await page.goto(new URL(ARTICLES, page.url()).href);
      const first = section.locator('.value').first();
      const count = numberIn(await first.locator('.value-count').innerText());
      await first.hover();
      await follow(page, first.locator('a[aria-label^="Exclure"]'));
      assert.equal(await total(page), all - count);
      assert.match(page.url(), /dossier=-/u);
      await follow(page, page.locator('.chips a').first());
      assert.equal(await total(page), all);
    }, options));

    test('from the years to the months to the days', () => visits.visit('/?sort=newest', async (page) => {
      const tallest = (bars) => bars.evaluateAll((all) => {
        const counts = all.map((bar) => Number(bar.querySelector('.bar-count').textContent.replace(/\s/gu, '')));
        return counts.indexOf(Math.max(...counts));
      });
      for (const unit of ['year', 'month', 'day']) {
        if (unit === 'day') await page.locator('.month summary').click();
        const bars = page.locator(unit === 'day' ? '.days a.day' : `.bars-${unit} a.bar`);
        const bar = bars.nth(await tallest(bars));
        const count = numberIn(await bar.locator('.bar-count').innerText());
        // What a screen reader says: « 2017 : 12 articles ».
        assert.match((await bar.textContent()).replace(/\s+/gu, ' '), /\d{4} : .*article/u);
        await follow(page, bar);
        assert.equal(await total(page), count, unit);
      }
      assert.match(new URL(page.url()).searchParams.get('date'), /^\d{4}-\d\d-\d\d$/u);
      await follow(page, page.locator('text=Toutes les dates'));
      assert.equal(new URL(page.url()).searchParams.get('date'), null);
    }, options));
  });
}

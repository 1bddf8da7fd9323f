// axe-core on every page, light and dark; and what axe cannot see: the keyboard's way through the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { Missing } from './environment.mjs';
import { CONCURRENCY } from './visit.mjs';

function axeSource() {
  try {
    return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  } catch {
    throw new Missing('axe-core is missing: run npm install in tests/browser');
  }
}

// All rules of WCAG 2.2 A and AA and axe's good practice; target-size (2.5.8) is off in axe unless asked for.
const RULES = { rules: { 'target-size': { enabled: true } } };

export async function violations(page) {
  await page.evaluate(axeSource());
  const result = await page.evaluate((options) => window.axe.run(document, options), RULES);
  return result.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

export function testAccessibility(visits, known) {
  axeSource();
  describe('axe', { concurrency: CONCURRENCY }, () => {
    for (const [name, address] of Object.entries({ ...known.pages, ...known.missing })) {
      test(name, () => visits.visit(address, async (page) => {
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await violations(page), [], colorScheme);
        }
      }, { allowedErrors: ['404'] }));
    }
    test('results at 320', () => visits.visit(known.pages['filtered results'], async (page) => {
      assert.deepEqual(await violations(page), []);
    }, { viewport: { width: 320, height: 800 } }));
    test('results in forced colours', () => visits.visit(known.pages['filtered results'], async (page) => {
      assert.deepEqual(await violations(page), []);
    }, { forcedColors: 'active' }));
  });
  describe('keyboard', { concurrency: CONCURRENCY }, () => {
    for (const name of ['front page', 'results', 'article', 'dossiers', 'persons', 'help']) {
      const address = known.pages[name];
      test(`${name}: the first stop skips to the content`, () => visits.visit(address, async (page) => {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
        await page.waitForFunction(() => document.querySelector('.skip').getBoundingClientRect().top >= 0);
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => document.activeElement.id), 'contenu');
      }));
    }
    test('every stop of the results page is seen', () => visits.visit(known.pages['filtered results'], async (page) => {
      const stops = await page.locator('a[href]:visible, button:visible, input:visible, summary:visible').count();
      const seen = new Set();
      for (let i = 0; i < stops; ++i) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const one = document.activeElement;
          if (one === document.body) return null;
          const style = getComputedStyle(one);
          const field = one.closest('.searchbar-row');
          const outlined = style.outlineStyle !== 'none' || (field && getComputedStyle(field).outlineStyle !== 'none');
          let opacity = 1;
          for (let up = one; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
          const box = one.getBoundingClientRect();
          return { name: one.outerHTML.slice(0, 120), shown: outlined && opacity === 1 && box.width > 0 };
        });
        if (stop === null) break;
        assert.ok(stop.shown, stop.name);
        seen.add(stop.name);
      }
      assert.ok(seen.size > 20, `${seen.size} stops`);
    }));
    test('nothing takes the focus by itself', () => visits.visit(known.pages.results, async (page) => {
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    }));
  });
}

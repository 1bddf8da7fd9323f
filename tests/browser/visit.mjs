// A page of the site under watch: whatever a reader must never see (an error in the console, a blocked style, a
// request to elsewhere, a cookie) is collected while the page is open, and fails the test when it is closed.
import assert from 'node:assert/strict';

// Pages open at once. Each test has its own browser context, so they see nothing of each other.
export const CONCURRENCY = 3;

export class Visits {
  constructor(browser, origin) {
    this.browser = browser;
    this.origin = origin;
  }

  // Runs `body(page)`; `expectedStatus` lets a page be an error page. Options are those of a browser context.
  async visit(address, body, { allowedErrors = [], ...options } = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', ...options });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => {
      const text = `console ${message.type()}: ${message.text()}`;
      if (['error', 'warning'].includes(message.type()) && !allowedErrors.some((one) => text.includes(one))) faults.push(text);
    });
    page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${this.origin}/`)) faults.push(`request to ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} for ${response.url()}`);
      if (response.headers()['set-cookie']) faults.push(`cookie set by ${response.url()}`);
    });
    try {
      const response = await page.goto(this.origin + address);
      const result = await body(page, response);
      assert.deepEqual(await context.cookies(), [], 'cookies');
      assert.deepEqual(faults, [], address);
      return result;
    } finally {
      await context.close();
    }
  }

  // Of a search what the site finds: articles, without the pages of the paper itself.
  async json(address) {
    const kind = address.startsWith('/api/v1/search') ? `${address.includes('?') ? '&' : '?'}kind=article` : '';
    const answer = await fetch(this.origin + address + kind);
    assert.equal(answer.status, 200, address);
    return answer.json();
  }
}

// "1 234 articles", with any kind of space, as a number; "Aucun article" is 0.
export function numberIn(text) {
  const digits = text.replace(/[\s\u00A0\u202F]/gu, '').match(/\d+/u);
  return digits ? Number(digits[0]) : 0;
}

// Follows a link, or presses a button that sends a form, and waits for the page that it leads to: a click alone ends
// before the new page is there, and what is read next may be the old one.
export async function follow(page, link) {
  await Promise.all([page.waitForEvent('load'), link.click()]);
}

export async function total(page) {
  return numberIn(await page.locator('#etat strong').innerText());
}

// A small generator with a seed (mulberry32): a failing walk can be walked again.
export function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

// What reference managers make of an article: its files by the readers of citation-js, its page by the rules that Zotero's
// translator « Embedded Metadata » follows. Zotero itself is in no package; these rules are its own, told again here.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { Missing } from './environment.mjs';
import { CONCURRENCY } from './visit.mjs';

function reader() {
  try {
    const require = createRequire(import.meta.url);
    const { Cite } = require('@citation-js/core');
    require('@citation-js/plugin-bibtex');
    require('@citation-js/plugin-ris');
    return Cite;
  } catch {
    throw new Missing('@citation-js/core or one of its plugins is missing: run npm install in tests/browser');
  }
}

// Runs in the page. Names with a known prefix are statements; those of Highwire Press fill fields and win over statements.
// The kind is what Dublin Core says where that is one of Zotero's own, unless a title of a journal makes it an article of one.
function asZotero() {
  const kinds = ['newspaperArticle', 'journalArticle', 'magazineArticle', 'webpage', 'blogPost', 'book', 'report'];
  const metas = [...document.querySelectorAll('meta')].map((meta) => [meta.getAttribute('name') || meta.getAttribute('property'), meta.content]);
  const first = (...names) => names.map((name) => metas.find(([one, value]) => one?.toLowerCase() === name && value)?.[1]).find(Boolean);
  const kind = first('dc.type');
  const language = first('citation_language') ?? document.documentElement.lang;
  return {
    itemType: first('citation_journal_title') ? 'journalArticle' : kinds.includes(kind) ? kind : first('citation_title') ? 'journalArticle' : 'webpage',
    title: first('citation_title', 'og:title'),
    creators: metas.filter(([name]) => name === 'citation_author').map(([, value]) => value),
    date: first('citation_publication_date', 'citation_date'),
    publicationTitle: first('prism.publicationname', 'dc.source', 'og:site_name'),
    abstractNote: first('citation_abstract', 'og:description', 'description'),
    url: new URL(first('citation_public_url', 'og:url') ?? location.href, location.href).href,
    language,
    tags: first('citation_keywords')?.split(';').map((tag) => tag.trim()) ?? [],
  };
}

export function testCitations(visits, known) {
  const Cite = reader();
  const page = `/article/${known.hit.id.split('/').map(encodeURIComponent).join('/')}`;

  describe('citations', { concurrency: CONCURRENCY }, () => {
    test('the page, as Zotero reads it', () => visits.visit(page, async (opened) => {
      const article = await visits.json(`/api/v1/articles/${encodeURIComponent(known.hit.id)}`);
      const found = await opened.evaluate(asZotero);
      assert.equal(found.itemType, 'newspaperArticle');
      assert.equal(found.title, article.title);
      assert.equal(found.creators.length > 0, article.author !== null);
      assert.equal(found.date, article.date.replaceAll('-', '/'));
      assert.ok(found.publicationTitle);
      assert.equal(found.url, visits.origin + page);
      assert.equal(found.language, article.lang ?? 'fr');
      assert.deepEqual(found.tags, article.dossiers.map(({ label }) => label));
      const data = await opened.evaluate(() => JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent));
      assert.equal(data['@type'], 'NewsArticle');
      assert.equal(data.headline, article.title);
    }));

    test('its other forms are where the page says', () => visits.visit(page, async (opened) => {
      const forms = await opened.evaluate(() => [...document.querySelectorAll('link[rel=alternate]')].map(({ type, href }) => [type, href]));
      const types = forms.map(([type]) => type);
      for (const type of ['application/json', 'text/plain', 'application/x-bibtex', 'application/x-research-info-systems', 'application/rss+xml', 'application/atom+xml', 'application/feed+json']) {
        assert.ok(types.includes(type), type);
      }
      for (const [type, href] of forms) {
        const answer = await fetch(href);
        assert.equal(answer.status, 200, href);
        assert.equal(answer.headers.get('content-type').split(';')[0], type, href);
      }
    }));

    for (const format of ['bibtex', 'ris']) {
      test(`an export as ${format}, by another's reader`, async () => {
        const { hits, total } = await visits.json('/api/v1/search?limit=100');
        const text = await (await fetch(`${visits.origin}/api/v1/export?format=${format}&limit=100`)).text();
        const read = new Cite(text).data;
        assert.equal(read.length, Math.min(100, total));
        const plain = (title) => title.replace(/<[^>]*>/gu, '').replace(/[\s\u00a0\u202f{}]+/gu, ' ').trim();
        read.forEach((one, i) => {
          assert.equal(plain(one.title), plain(hits[i].title));
          const [[year, month, day] = []] = one.issued?.['date-parts'] ?? [];
          // Of RIS it reads the year (PY) alone; the day is in DA.
          const date = format === 'ris' ? hits[i].date?.slice(0, 4) : hits[i].date;
          assert.equal(year ? [year, month, day].filter(Boolean).map((part) => String(part).padStart(2, '0')).join('-') : undefined, date ?? undefined);
          assert.ok(one.URL.startsWith(visits.origin) || hits[i].url);
          // This reader calls who wrote for a newspaper its reporter.
          assert.equal((one.author ?? one.reporter ?? []).length > 0, hits[i].author !== null);
        });
      });
    }
  });
}

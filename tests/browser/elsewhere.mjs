// Another site, on an origin of its own, whose pages show the archive: strict about what they run, as a careful webmaster's.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NONCE = 'c2VjcmV0';

// Nothing inline, no style but by sheets that scripts construct, no HTML out of text.
const policyFor = (archive) => [
  "default-src 'none'", `script-src ${archive} 'nonce-${NONCE}'`, `connect-src ${archive}`, `form-action ${archive}`,
  "style-src 'none'", "require-trusted-types-for 'script'", "base-uri 'none'",
].join('; ');

// `pages`: path -> HTML of the body, or { body, policy }. Resolves to { origin, stop }.
export async function startElsewhere(archive, pages) {
  const library = readFileSync(createRequire(import.meta.url).resolve('instantsearch.js/dist/instantsearch.production.min.js'));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (pathname === '/instantsearch.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(library);
      return;
    }
    const page = pages[pathname];
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const { body, policy = policyFor(archive) } = typeof page === 'string' ? { body: page } : page;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Ailleurs</title></head><body>${
      body.replaceAll('NONCE', NONCE)}</body></html>`);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

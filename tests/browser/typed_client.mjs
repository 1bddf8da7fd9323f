// A client in TypeScript from the description: its types are generated, client.ts is compiled by them without a complaint
// and run against the server.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Missing } from './environment.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
// Below node_modules, so that what is compiled there finds its modules, and nothing is left beside the sources.
const folder = path.join(here, 'node_modules', '.typed-client');

async function tools() {
  try {
    const require = createRequire(import.meta.url);
    require.resolve('openapi-fetch');
    return { generator: await import('openapi-typescript'), ts: require('typescript') };
  } catch {
    throw new Missing('openapi-typescript, openapi-fetch or typescript is missing: run npm install in tests/browser');
  }
}

export async function testTypedClient(visits, known) {
  const { generator, ts } = await tools();

  function compile() {
    const options = {
      strict: true, noUncheckedIndexedAccess: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022,
      moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [], skipLibCheck: true,
    };
    const program = ts.createProgram([path.join(folder, 'client.ts')], options);
    const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
    return found.map(({ file, start, messageText }) => {
      const line = file ? `${path.basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : '';
      return line + ts.flattenDiagnosticMessageText(messageText, ' ');
    });
  }

  describe('a client generated from the description', () => {
    test('is typed, compiled and answered', async () => {
      const document = await visits.json('/api/v1/openapi.json');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(path.join(folder, 'archive.d.ts'), generator.astToString(await generator.default(document)));
      writeFileSync(path.join(folder, 'client.ts'), readFileSync(path.join(here, 'client.ts')));
      assert.deepEqual(compile(), []);
      const client = await import(pathToFileURL(path.join(folder, 'client.js')).href);
      const api = client.archive(visits.origin);
      const expected = await (await fetch(`${visits.origin}/api/v1/search?q=${encodeURIComponent(known.word)}&limit=5&sort=newest`)).json();
      const found = await client.overview(api, known.word);
      assert.equal(found.total, expected.total);
      assert.deepEqual(found.titles, expected.hits.map(({ date, title }) => `${date?.slice(0, 4) ?? 'sans date'} ${title}`));
      assert.deepEqual([...found.dossiers], expected.facets.dossier.values.map(({ label, count }) => [label, count]));
      assert.equal((await client.related(api, known.hit.id, known.hit.title)).length, 4);
      assert.equal(await client.mistake(api), 'limit');
    });
  });
}

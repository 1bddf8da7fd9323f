// The description of the API: valid by Redocly's linter, and its ten-line examples do what they say.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Missing } from './environment.mjs';

const examples = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../web/examples');
const run = promisify(execFile);

function linter() {
  try {
    return createRequire(import.meta.url)('@redocly/openapi-core');
  } catch {
    throw new Missing('@redocly/openapi-core is missing: run npm install in tests/browser');
  }
}

export function testDescription(visits, known) {
  const { createConfig, lintFromString } = linter();
  describe('the description of the API', () => {
    test('is valid, and nothing of it is against good practice', async () => {
      const document = await visits.json('/api/v1/openapi.json');
      // The one server, so that a tool need not be told.
      assert.deepEqual(document.servers.map(({ url }) => url), ['/']);
      const config = await createConfig({ extends: ['recommended'] });
      const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
      assert.deepEqual(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`), []);
    });
    for (const [program, file] of [['python3', 'search.py'], ['node', 'search.mjs']]) {
      test(`the example ${file} finds what the API finds`, async () => {
        const expected = await (await fetch(`${visits.origin}/api/v1/search?q=${encodeURIComponent(known.word)}&limit=5&facets=none`)).json();
        const { stdout } = await run(program, [path.join(examples, file), visits.origin, known.word]);
        const [count, ...lines] = stdout.trim().split('\n');
        assert.equal(count, `${expected.total} articles`);
        assert.deepEqual(lines, expected.hits.map(({ date, title }) => `${program === 'python3' && date === null ? 'None' : date} ${title}`));
      });
    }
  });
}

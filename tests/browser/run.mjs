// Runs all browser tests in one process: one server, one Chromium. See environment.mjs for what it needs.
import { after } from 'node:test';
import { addresses } from './addresses.mjs';
import { testCitations } from './citations.mjs';
import { Missing, startBrowser, startSite } from './environment.mjs';
import { testDesk } from './desk.mjs';
import { testDescription } from './description.mjs';
import { testEmbed } from './embed.mjs';
import { testAccessibility } from './accessibility.mjs';
import { testFacets } from './facets.mjs';
import { testPages } from './pages.mjs';
import { testScript } from './script.mjs';
import { testTypedClient } from './typed_client.mjs';
import { Visits } from './visit.mjs';

try {
  const site = await startSite();
  const { browser, stop: stopBrowser } = await startBrowser().catch(async (error) => {
    await site.stop();
    throw error;
  });
  after(async () => {
    await stopBrowser();
    const code = await site.stop();
    if (code !== 0) throw new Error(`fonds-server ended with ${code} after SIGTERM`);
  });
  const visits = new Visits(browser, site.origin);
  const known = await addresses(visits);
  testPages(visits, known);
  testAccessibility(visits, known);
  testFacets(visits);
  testScript(visits, known);
  testDescription(visits, known);
  testCitations(visits, known);
  await testTypedClient(visits, known);
  testDesk(visits);
  await testEmbed(visits, known);
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(`The browser tests cannot run: ${error.message}`);
  process.exit(1);
}

// Pictures of the site for the README: npm run screenshots -- FOLDER
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addresses } from './addresses.mjs';
import { startBrowser, startSite } from './environment.mjs';
import { Visits } from './visit.mjs';

const folder = process.argv[2] ?? 'screenshots';
mkdirSync(folder, { recursive: true });
const site = await startSite();
const { browser, stop: stopBrowser } = await startBrowser();
const visits = new Visits(browser, site.origin);
const { pages } = await addresses(visits);
const pictures = [
  ['accueil', pages['front page']],
  ['resultats', pages['filtered results']],
  ['article', pages['article with highlights']],
  ['dossiers', pages.dossiers],
  ['personnes', pages.persons],
  ['aide', pages.help],
];
for (const [name, address] of pictures) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 360]) {
      const file = path.join(folder, `${name}-${colorScheme}-${width}.png`);
      await visits.visit(address, (page) => page.screenshot({ path: file }), { colorScheme, viewport: { width, height: width > 500 ? 900 : 760 } });
      console.log(file);
    }
  }
}
await stopBrowser();
await site.stop();

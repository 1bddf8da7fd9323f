// The editors' desk in a browser: from the door to what readers see, and back; every section without a fault of axe's, on
// wide and narrow screens, light and dark. The desk has no script, so there is nothing to do twice without one.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { describe, test } from 'node:test';
import { violations } from './accessibility.mjs';
import { EDITOR } from './environment.mjs';
import { follow } from './visit.mjs';

const SECTIONS = ['', '/texte', '/recherche?q=conseil+municipal', '/personnes', '/personnes?q=vasseur', '/dossiers', '/retraits',
  '/alertes', '/lecteurs', '/lecteurs?montrer=sans-resultat', '/dossiers?valeur=conseil-municipal', '/synonymes', '/synonymes?ligne=bahut+%3D+%C3%A9cole', '/synonymes?ligne=rien', '/temoins', '/journal', '/etat', '/n-importe-quoi'];

// Asks until it holds: asking takes time enough.
async function until(holds) {
  for (let i = 0; i < 5000 && !await holds(); ++i);
  assert.ok(await holds());
}

// What a reader at another address of this machine is answered: 127.0.0.2, 127.0.0.3, …
function readFrom(localAddress, address) {
  return new Promise((resolve, reject) => {
    get(address, { localAddress }, (answer) => { answer.resume().on('end', () => resolve(answer.statusCode)); }).on('error', reject);
  });
}

// Runs `body(page)` as somebody who has signed in.
async function signedIn(visits, body, options = {}) {
  const context = await visits.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('404')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  try {
    await page.goto(`${visits.origin}/redaction/temoins`);
    // To the door, and from there to where one wanted to go.
    await page.getByLabel('Nom').fill(EDITOR.name);
    await page.getByLabel('Mot de passe').fill(EDITOR.password);
    await follow(page, page.getByRole('button', { name: 'Entrer' }));
    assert.equal(new URL(page.url()).pathname, '/redaction/temoins');
    await body(page, context);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

export function testDesk(visits) {
  describe('desk', () => {
    test('axe: the door', async () => {
      const context = await visits.browser.newContext({ locale: 'fr-FR' });
      const page = await context.newPage();
      await page.goto(`${visits.origin}/redaction`);
      assert.deepEqual(await violations(page), []);
      await page.getByLabel('Nom').fill(EDITOR.name);
      await page.getByLabel('Mot de passe').fill('faux');
      await follow(page, page.getByRole('button', { name: 'Entrer' }));
      assert.match(await page.getByRole('alert').innerText(), /n’est pas le bon/u);
      assert.deepEqual(await violations(page), []);
      await context.close();
    });
    for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 320, height: 800 } }]) {
      test(`axe: every section ${JSON.stringify(options)}`, () => signedIn(visits, async (page) => {
        for (const section of SECTIONS) {
          await page.goto(`${visits.origin}/redaction${section}`);
          assert.deepEqual(await violations(page), [], section);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
          assert.equal(wide, false, `${section} is wider than the screen`);
        }
      }, options));
    }
    test('an alert: a search from the desk, followed and left', () => signedIn(visits, async (page) => {
      await page.goto(`${visits.origin}/redaction/recherche?q=piscine`);
      await follow(page, page.getByRole('link', { name: 'Suivre cette recherche' }));
      assert.equal(await page.getByLabel('Recherche').inputValue(), 'piscine');
      await page.getByLabel('Nom').fill('La piscine');
      await follow(page, page.getByRole('button', { name: 'Suivre', exact: true }));
      assert.match(await page.locator('main').innerText(), /La piscine\s+piscine.: rien de nouveau/u);
      assert.deepEqual(await violations(page), []);
      await page.goto(`${visits.origin}/redaction`);
      assert.match(await page.locator('main').innerText(), /Rien de nouveau sur ce que la rédaction suit/u);
      await page.goto(`${visits.origin}/redaction/alertes`);
      await follow(page, page.getByRole('button', { name: 'Ne plus suivre La piscine' }));
      assert.match(await page.locator('main').innerText(), /Aucune pour l’instant/u);
    }));
    test('a synonym: tried, kept, counted for readers, taken back', () => signedIn(visits, async (page) => {
      const found = async () => (await (await fetch(`${visits.origin}/api/v1/search?q=ludoth%C3%A8ques&kind=article&limit=1`)).json()).total;
      const before = await found();
      await page.goto(`${visits.origin}/redaction/synonymes`);
      await page.getByLabel('Ligne').fill('ludothèques = médiathèque');
      await follow(page, page.getByRole('button', { name: 'Essayer' }));
      assert.match(await page.locator('section[aria-labelledby=essai]').innerText(), /13.articles avec cette ligne/u);
      assert.equal(await found(), before);
      await follow(page, page.getByRole('button', { name: 'Enregistrer cette ligne' }));
      assert.match(await page.locator('[role=status]').innerText(), /enregistré/u);
      await until(async () => await found() === 13);
      await follow(page, page.getByRole('button', { name: 'Retirer ludothèques = médiathèque' }));
      await until(async () => await found() === before);
    }));
    test('what readers look for: from three readers to a synonym, and forgotten', () => signedIn(visits, async (page) => {
      for (const reader of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
        assert.equal(await readFrom(reader, `${visits.origin}/?q=trottibus`), 200);
        assert.equal(await readFrom(reader, `${visits.origin}/?q=conseil+municipal+de+mars`), 200);
      }
      await page.goto(`${visits.origin}/redaction/lecteurs`);
      assert.match(await page.locator('tbody').innerText(), /conseil municipal de mars\s+3\s+0/u);
      await follow(page, page.getByRole('link', { name: 'Sans résultat' }));
      assert.doesNotMatch(await page.locator('tbody').innerText(), /conseil municipal/u);
      assert.deepEqual(await violations(page), []);
      await follow(page, page.getByRole('link', { name: 'Un synonyme pour trottibus' }));
      assert.equal(await page.getByLabel('Ligne').inputValue(), 'trottibus =');
      await page.goto(`${visits.origin}/redaction/lecteurs`);
      for (const q of ['trottibus', 'conseil municipal de mars']) {
        await follow(page, page.getByRole('button', { name: `Oublier la recherche ${q}` }));
        assert.match(await page.locator('[role=status]').innerText(), /oubliée/u);
      }
      assert.equal(await page.locator('tbody').count(), 0);
    }));
    test('the private feed: its address alone opens it', () => signedIn(visits, async (page) => {
      await page.goto(`${visits.origin}/redaction/alertes`);
      const address = new URL(await page.getByRole('link', { name: 'Votre fil Atom' }).getAttribute('href'), visits.origin);
      const feed = await fetch(address);
      assert.equal(feed.status, 200);
      assert.match(feed.headers.get('content-type'), /^application\/atom\+xml/u);
      address.searchParams.set('cle', 'autre');
      assert.equal((await fetch(address)).status, 404);
    }));
    test('an article filed in a dossier by a click, and taken back', () => signedIn(visits, async (page, context) => {
      // One that lacks an article.
      await page.goto(`${visits.origin}/redaction/dossiers`);
      const dossiers = await page.locator('.desk-list a').evaluateAll((links) => links.map((link) => link.href));
      const classer = page.getByRole('button', { name: /^Classer dans ce dossier/u });
      for (const dossier of dossiers) {
        await page.goto(dossier);
        if (await classer.count() > 0) break;
      }
      const value = new URL(page.url()).searchParams.get('valeur');
      const article = await page.locator('.desk-hits h3 a').first().getAttribute('href');
      const reader = await context.newPage();
      const isInDossier = async () => {
        await reader.goto(visits.origin + article);
        return await reader.locator(`a[href$="/dossiers/${value}"]`).count() > 0;
      };
      assert.equal(await isInDossier(), false);
      await follow(page, classer.first());
      assert.match(await page.locator('[role=status]').innerText(), /dans le dossier/u);
      assert.equal(await isInDossier(), true);
      await page.goto(`${visits.origin}/redaction/journal`);
      await follow(page, page.getByRole('button', { name: /^Annuler/u }).first());
      assert.equal(await isInDossier(), false);
    }));
    test('a draft', () => signedIn(visits, async (page) => {
      await page.goto(`${visits.origin}/redaction/texte`);
      await page.getByLabel('Texte', { exact: true }).fill('Le conseil municipal de Charvoisy a voté le budget de la piscine.');
      await follow(page, page.getByRole('button', { name: 'Vérifier' }));
      assert.ok(await page.locator('section[aria-labelledby=lies] li').count() > 0);
      assert.deepEqual(await violations(page), []);
    }));
    test('a witness search, from a page of results to the desk and away', () => signedIn(visits, async (page) => {
      await page.goto(`${visits.origin}/redaction/recherche?q=conseil+municipal`);
      await follow(page, page.getByRole('button', { name: 'En premier' }).first());
      assert.match(await page.getByRole('status').innerText(), /enregistrée/u);
      assert.match(await page.locator('tbody').innerText(), /conseil municipal[^]*en premier[^]*Oui/u);
      assert.deepEqual(await violations(page), []);
      await follow(page, page.getByRole('button', { name: /^Retirer la recherche témoin/u }).first());
      assert.equal(await page.locator('tbody').count(), 0);
    }));
    test('an article out of search, its receipt, and back', () => signedIn(visits, async (page, context) => {
      await page.goto(`${visits.origin}/redaction/recherche?q=titre:piscine`);
      const article = await page.locator('.desk-hits h2 a').first().getAttribute('href');
      await follow(page, page.getByRole('link', { name: /^Retirer de la recherche/u }).first());
      await page.getByLabel('Motif').fill('à sa demande');
      await follow(page, page.getByRole('button', { name: 'Retirer', exact: true }));
      assert.match(await page.getByRole('status').innerText(), /plus nulle part/u);
      assert.deepEqual(await violations(page), []);
      const reader = await context.newPage();
      assert.equal((await reader.goto(visits.origin + article)).status(), 404);
      await page.goto(`${visits.origin}/redaction/journal`);
      await follow(page, page.getByRole('button', { name: /^Annuler/u }).first());
      for (let i = 0; i < 50 && (await reader.goto(visits.origin + article)).status() === 404; ++i);
      assert.equal((await reader.goto(visits.origin + article)).status(), 200);
    }));
    test('out again', () => signedIn(visits, async (page) => {
      await follow(page, page.getByRole('button', { name: 'Se déconnecter', exact: true }));
      await page.goto(`${visits.origin}/redaction/journal`);
      assert.equal(new URL(page.url()).pathname, '/redaction/connexion');
    }));
  });
}

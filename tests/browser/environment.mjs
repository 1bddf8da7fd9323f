// What the browser tests need: the two programs, Chromium, and an index of corpus/ served on a free port.
// Whatever is missing is said in a sentence and fails the run: a test that is not run has not passed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

const START_MS = 60_000; // for the server to open its index, on a busy machine

// Of the editors' desk.
export const EDITOR = { name: 'marie', password: 'un mot de passe à elle' };

export class Missing extends Error {}

function program(variable, what) {
  const file = process.env[variable];
  if (!file) throw new Missing(`set ${variable} to the path of ${what}`);
  try {
    accessSync(file, constants.X_OK);
  } catch {
    throw new Missing(`${variable} is ${file}, which is not a program that can be run`);
  }
  return file;
}

function chromiumPath() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Missing('Chromium is missing: install the Debian package chromium, or set CHROMIUM');
  return found;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Serves an index of corpus/. Resolves to { origin, stop }.
export async function startSite() {
  const indexer = program('FONDS_INDEXER', 'fonds-indexer');
  const server = program('FONDS_SERVER', 'fonds-server');
  const folder = mkdtempSync(path.join(tmpdir(), 'fonds-browser-'));
  try {
    return await serve(indexer, server, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function serve(indexer, server, folder) {
  const index = path.join(folder, 'index');
  const built = spawnSync(indexer, ['build', '--quiet', '--index', index, path.join(root, 'corpus')], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`fonds-indexer build: exit ${built.status}\n${built.stderr}`);

  const desk = path.join(folder, 'desk');
  const account = spawnSync(server, ['account', '--desk', desk, EDITOR.name], {
    encoding: 'utf8', input: `${EDITOR.password}\n${EDITOR.password}\n`,
  });
  if (account.status !== 0) throw new Error(`fonds-server account: exit ${account.status}\n${account.stderr}`);

  const port = await freePort();
  const log = [];
  const options = ['--index', index, '--listen', `127.0.0.1:${port}`, '--config', 'demonstration/fonds.toml', '--desk', desk];
  const child = spawn(server, options, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk) => log.push(chunk));
  child.stderr.on('data', (chunk) => log.push(chunk));
  let ended = null;
  const exit = new Promise((resolve) => {
    child.on('exit', (code, signal) => { ended = signal ?? code; resolve(ended); });
  });

  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (ended !== null) throw new Error(`fonds-server ended with ${ended}\n${Buffer.concat(log)}`);
    if (Date.now() > deadline) throw new Error(`fonds-server is not ready after ${START_MS} ms\n${Buffer.concat(log)}`);
    try {
      if ((await fetch(`${origin}/readyz`)).ok) break;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return {
    origin,
    async stop() {
      child.kill('SIGTERM');
      const code = await exit;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

export async function startBrowser() {
  const executablePath = chromiumPath();
  let chromium;
  try {
    ({ chromium } = await import('playwright-core'));
  } catch {
    throw new Missing(`playwright-core is missing: run npm install in ${here}`);
  }
  const profile = mkdtempSync(path.join(tmpdir(), 'fonds-chromium-'));
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
    env: { ...process.env, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
  });
  return {
    browser,
    async stop() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// The page /integrer: makes the code to paste from what is chosen, and shows what it will look like.
const form = document.querySelector('#composer-form');
const code = document.querySelector('#b-code');
const preview = document.querySelector('#b-preview');
const copy = document.querySelector('#b-copy');
const { server } = form.dataset;
const PLAIN = '#8a1c1c'; // the accent that the elements have by themselves

await import(new URL('../embed.js', import.meta.url));

const escaped = (text) => text.replace(/[&<>"]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

function chosen() {
  const data = new FormData(form);
  const attributes = {};
  for (const name of ['q', 'dossier', 'person', 'hits', 'lang']) {
    const value = String(data.get(name) ?? '').trim();
    if (value !== '') attributes[name] = value;
  }
  if (data.get('compact')) attributes.compact = '';
  return { tag: `fonds-${data.get('what')}`, attributes, accent: data.get('accent') === PLAIN ? '' : data.get('accent') };
}

function show() {
  const { tag, attributes, accent } = chosen();
  const written = Object.entries(attributes).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');
  const within = tag === 'fonds-recherche'
    ? `\n  <form action="${server}/"><input type="search" name="q" aria-label="Chercher dans les archives"> <button>Chercher</button></form>\n`
    : `\n  <a href="${server}/">Les archives</a>\n`;
  const style = accent ? `<style>${tag} { --fonds-accent: ${accent} }</style>\n` : '';
  code.value = `<script type="module" src="${server}/embed.js"></script>\n${style}<${tag}${written}>${within}</${tag}>`;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (accent) element.style.setProperty('--fonds-accent', accent);
  preview.replaceChildren(element);
}

let timer;
form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(show, 200); });
form.addEventListener('submit', (event) => event.preventDefault());
copy.hidden = false;
copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(code.value);
  } catch {
    code.select();
    document.execCommand('copy');
  }
  document.querySelector('#b-copied').textContent = 'Copié.';
});
show();

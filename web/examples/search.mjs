const [server, words] = process.argv.slice(2);
const address = `${server}/api/v1/search?${new URLSearchParams({ q: words, limit: 5, facets: 'none' })}`;
const answer = await fetch(address);
if (!answer.ok) throw new Error((await answer.json()).detail);
const found = await answer.json();
console.log(found.total, 'articles');
for (const hit of found.hits) console.log(hit.date, hit.title);

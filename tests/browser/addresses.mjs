// One address of every kind of page, made of what the index itself says it holds.
export async function addresses(visits) {
  const everything = await visits.json('/api/v1/search?limit=100');
  const dossier = everything.facets.dossier.values[0];
  const person = everything.facets.person.values[0];
  const year = everything.facets.date.buckets.find((bucket) => bucket.count > 0);
  const hit = everything.hits.find((one) => one.dossiers.length > 0 && one.persons.length > 0) ?? everything.hits[0];
  const word = 'école';
  const of = encodeURIComponent;
  // Filters that leave something to look at.
  const found = await visits.json(`/api/v1/search?q=${of(word)}`);
  const within = found.facets.dossier.values[0];
  const narrowed = await visits.json(`/api/v1/search?q=${of(word)}&dossier=${within.value}`);
  const when = narrowed.facets.date.buckets.reduce((most, one) => (one.count > most.count ? one : most));
  const named = (await visits.json(`/api/v1/search?person=${person.value}&limit=1`)).hits[0];
  // Two letters in each other's place.
  const slip = (name) => name.slice(0, 2) + name[3] + name[2] + name.slice(4);
  const author = (await visits.json('/api/v1/search?limit=0&facets=author')).facets.author.values[0];
  return {
    dossier,
    person,
    year,
    hit,
    word,
    pages: {
      'front page': '/',
      'all articles': '/?sort=newest',
      'results': `/?q=${of(word)}`,
      'results by date': `/?q=${of(word)}&sort=oldest`,
      'filtered results': `/?q=${of(word)}&dossier=${within.value}&date=${when.value}`,
      'several values and an exclusion': `/?dossier=${dossier.value}&dossier=${everything.facets.dossier.values[1].value}&person=-${person.value}`,
      'a month': `/?date=${year.value}-10`,
      'undated': '/?date=undated',
      'second page': '/?offset=10',
      'nothing found': `/?q=${of('"zygomatique quarante-douze"')}&dossier=${dossier.value}&date=${year.value}`,
      'a period': `/?from=${year.value}-01-01&to=${of(`31 décembre ${year.value}`)}`,
      'a period that is no date': `/?from=${of('31 février 2017')}`,
      'a query with a note': `/?q=${of('école date:"31 février 2017"')}`,
      'article': `/article/${of(hit.id)}`,
      'article with highlights': `/article/${of(hit.id)}?q=${of(hit.title)}`,
      'dossiers': '/dossiers',
      'dossiers by count': '/dossiers?tri=nombre',
      'persons': '/personnes',
      'persons filtered': `/personnes?q=${of(person.label.split(' ')[0])}`,
      'no such person': '/personnes?q=zzzz',
      'person': `/personnes/${of(person.value)}`,
      'dossier': `/dossiers/${of(dossier.value)}`,
      'a day': `/date/${hit.date.replaceAll('-', '/')}`,
      'a month of the paper': `/date/${hit.date.slice(0, 7).replace('-', '/')}`,
      'a year of the paper': `/date/${hit.date.slice(0, 4)}`,
      'persons together': `/?person=${person.value}&person=${everything.facets.person.values[1].value}&together=1`,
      'while typing': `/?q=${of(word.slice(0, 3))}&typing=1`,
      'article with names in the text': `/article/${of(named.id)}`,
      'persons of a letter': '/personnes?lettre=B',
      'a name with a slip': `/personnes?q=${of(slip(person.label.split(' ').at(-1)))}`,
      'compared': `/frise?q=${of(word)}&q=march%C3%A9&q=tram`,
      'nothing to compare yet': '/frise',
      'a page of the paper': '/article/pages/contact',
      'by an author': `/?author=${author.value}`,
      'help': '/aide',
      'for other sites': '/integrer',
      'the description of the API': '/api',
    },
    missing: { 'no such page': '/rien', 'no such article': '/article/il-n-y-en-a-pas', 'nobody': '/personnes/personne', 'no such dossier': '/dossiers/aucun', 'no such day': '/date/2017/02/31' },
  };
}

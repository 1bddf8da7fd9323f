// A program of another site, in TypeScript, by types that are made of the description: what it takes for granted is what
// the description promises. description.mjs compiles it strictly and runs it.
import createClient from 'openapi-fetch';
import type { components, paths } from './archive';

type Hit = components['schemas']['Hit'];

export const archive = (baseUrl: string) => createClient<paths>({ baseUrl });
type Archive = ReturnType<typeof archive>;

// The titles of a search with their years, and how many articles each dossier would leave.
export async function overview(api: Archive, q: string): Promise<{ titles: string[]; dossiers: Map<string, number>; total: number }> {
  const { data, error } = await api.GET('/api/v1/search', { params: { query: { q, limit: 5, sort: 'newest', facets: ['dossier'] } } });
  if (error) throw new Error(`${error.status} ${error.title}: ${error.detail} (${error.param ?? ''})`);
  const year = (hit: Hit): string => (hit.date === null ? 'sans date' : hit.date.slice(0, 4));
  const dossiers = new Map<string, number>();
  for (const { label, count } of data.facets.dossier?.values ?? []) dossiers.set(label, count);
  return { titles: data.hits.map((hit) => `${year(hit)} ${hit.title}`), dossiers, total: data.total };
}

export async function related(api: Archive, id: string, body: string): Promise<string[]> {
  const one = await api.GET('/api/v1/articles/{id}/related', { params: { path: { id }, query: { limit: 2 } } });
  const other = await api.POST('/api/v1/related', { params: { query: { limit: 2 } }, body: { title: '', body } });
  return [...one.data?.hits ?? [], ...other.data?.hits ?? []].map((hit) => hit.id);
}

// What is wrong is told as the description says.
export async function mistake(api: Archive): Promise<string | undefined> {
  const { error } = await api.GET('/api/v1/search', { params: { query: { limit: 1000 } } });
  return error?.param;
}

// None of these compiles: the types know addresses, parameters, their values and the fields of an answer.
export async function wrong(api: Archive): Promise<void> {
  // @ts-expect-error: no such address
  await api.GET('/api/v1/recherche');
  // @ts-expect-error: no such parameter
  await api.GET('/api/v1/search', { params: { query: { page: 2 } } });
  // @ts-expect-error: no such order
  await api.GET('/api/v1/search', { params: { query: { sort: 'best' } } });
  // @ts-expect-error: a dossier has no id
  (await api.GET('/api/v1/search')).data?.hits[0]?.dossiers[0]?.id;
  // @ts-expect-error: a date may be missing
  (await api.GET('/api/v1/search')).data?.hits[0]?.date.length;
}

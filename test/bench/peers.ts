// Peers: what two widely used libraries find and cost on the same concepts and questions, as they come.

import { create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { Concept } from '#knowledge/concept.ts'

export type Peer = {
  readonly name: string
  /** Gives a search: passages best first, at most six. */
  readonly build: (
    concepts: readonly Concept[],
  ) => Promise<(question: string) => readonly string[] | Promise<readonly string[]>>
}

type Document = { readonly id: string; readonly title: string; readonly text: string }

const shown = 6

/** One document for each language, as these libraries know no twins. */
const documentsOf = (concepts: readonly Concept[]): Document[] =>
  concepts.flatMap(({ id, texts }) =>
    Object.values(texts).map(({ language, title, text }) => ({
      id: `${id} ${language}`,
      title,
      text,
    })),
  )

/** A passage's language is chosen as ours is: the better one comes first, its twin is left out. */
const withoutTwins = (found: readonly Document[]): readonly string[] =>
  [...new Map(found.toReversed().map((each) => [each.id.replace(/ \w+$/, ''), each])).values()]
    .toReversed()
    .slice(0, shown)
    .map(({ title, text }) => `${title}\n${text}`)

export const peers: readonly Peer[] = [
  {
    name: 'MiniSearch',
    async build(concepts) {
      const documents = documentsOf(concepts)
      const byId = new Map(documents.map((document) => [document.id, document]))
      const index = new MiniSearch<Document>({ fields: ['title', 'text'] })
      await index.addAllAsync(documents, { chunkSize: 100 })
      return (question) =>
        withoutTwins(
          index
            .search(question)
            .slice(0, 2 * shown)
            .flatMap(({ id }) => byId.get(id as string) ?? []),
        )
    },
  },
  {
    name: 'Orama',
    async build(concepts) {
      const index = create({ schema: { id: 'string', title: 'string', text: 'string' } as const })
      await insertMultiple(index, documentsOf(concepts), 500)
      return async (question) => {
        const { hits } = await search(index, {
          term: question,
          properties: ['title', 'text'],
          limit: 2 * shown,
        })
        return withoutTwins(hits.map(({ document }) => document))
      }
    },
  },
]

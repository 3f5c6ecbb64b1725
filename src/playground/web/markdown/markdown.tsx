// Markdown: blocks and marks drawn as elements; text only ever becomes text.

import { useMemo } from 'preact/hooks'
import { blocks } from './blocks.ts'
import { Text } from './emoji.tsx'
import { Fence } from './fence.tsx'
import { inline } from './inline.ts'
import { Link } from './link.tsx'
import { CommandMention, Mention, Time } from './mention.tsx'
import { Spoiler } from './spoiler.tsx'
import type { Block, Inline } from './tree.ts'

function Mark({ node }: { readonly node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <Text text={node.text} />
    case 'code':
      return <code class="inline-code">{node.text}</code>
    case 'bold':
      return (
        <strong>
          <Marks nodes={node.children} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Marks nodes={node.children} />
        </em>
      )
    case 'underline':
      return (
        <u>
          <Marks nodes={node.children} />
        </u>
      )
    case 'strike':
      return (
        <s>
          <Marks nodes={node.children} />
        </s>
      )
    case 'spoiler':
      return (
        <Spoiler>
          <Marks nodes={node.children} />
        </Spoiler>
      )
    case 'link':
      return (
        <Link href={node.href}>
          <Marks nodes={node.children} />
        </Link>
      )
    case 'mention':
      return <Mention of={node.of} id={node.id} raw={node.raw} />
    case 'command':
      return <CommandMention name={node.name} />
    case 'time':
      return <Time unix={node.unix} style={node.style} />
  }
}

function Marks({ nodes }: { readonly nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Mark key={index} node={node} />
      ))}
    </>
  )
}

function List({ block }: { readonly block: Block & { readonly kind: 'list' } }) {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Marks nodes={item.children} />
      <Blocks nodes={item.lists} />
    </li>
  ))
  return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
}

function Part({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'gap':
      return <div class="md-gap" />
    case 'fence':
      return <Fence language={block.language} text={block.text} />
    case 'list':
      return <List block={block} />
    case 'quote':
      return (
        <blockquote>
          <Blocks nodes={block.children} />
        </blockquote>
      )
    case 'heading': {
      // Messages stand under the page's own headings, so `#` is the third level here.
      const Heading = (['h3', 'h4', 'h5'] as const)[block.level - 1] ?? 'h5'
      return (
        <Heading class={`md-h${block.level}`}>
          <Marks nodes={block.children} />
        </Heading>
      )
    }
    case 'subtext':
      return (
        <p class="md-subtext">
          <Marks nodes={block.children} />
        </p>
      )
    case 'paragraph':
      return (
        <p>
          <Marks nodes={block.children} />
        </p>
      )
  }
}

function Blocks({ nodes }: { readonly nodes: readonly Block[] }) {
  return (
    <>
      {nodes.map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </>
  )
}

/** A message's text as Discord shows it. */
export function Markdown({ source }: { readonly source: string }) {
  const nodes = useMemo(() => blocks(source), [source])
  return (
    <div class="md">
      <Blocks nodes={nodes} />
    </div>
  )
}

/** One line's marks, without blocks: embed titles, poll questions, footers. */
export function Line({ source }: { readonly source: string }) {
  return <Marks nodes={useMemo(() => inline(source), [source])} />
}

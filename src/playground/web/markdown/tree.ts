// Tree: what a piece of Discord's markdown means, before anything is drawn.

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: Style; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | {
      readonly kind: 'mention'
      readonly of: MentionKind
      readonly id: string
      readonly raw: string
    }
  | { readonly kind: 'command'; readonly name: string; readonly id: string; readonly raw: string }
  | { readonly kind: 'time'; readonly unix: number; readonly style: string; readonly raw: string }

export type Style = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'
export type MentionKind = 'user' | 'role' | 'channel' | 'everyone'

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: 'subtext'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly Item[] }
  | { readonly kind: 'fence'; readonly language: string; readonly text: string }
  | { readonly kind: 'gap' }

export type Item = { readonly children: readonly Inline[]; readonly lists: readonly Block[] }

const inlineText = (node: Inline): string => {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text
    case 'mention':
    case 'command':
    case 'time':
      return node.raw
    case 'link':
      return `${node.children.map(inlineText).join('')} ${node.href}`
    default:
      return node.children.map(inlineText).join('')
  }
}

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'gap':
      return ''
    case 'fence':
      return `${block.language}\n${block.text}`
    case 'quote':
      return textOf(block.children)
    case 'list':
      return block.items
        .map((item) => `${item.children.map(inlineText).join('')}\n${textOf(item.lists)}`)
        .join('\n')
    default:
      return block.children.map(inlineText).join('')
  }
}

/** Everything a reader could read in these blocks, link targets and code languages included. */
export const textOf = (blocks: readonly Block[]): string => blocks.map(blockText).join('\n')

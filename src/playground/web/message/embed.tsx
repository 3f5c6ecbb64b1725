// Embed: a card with a coloured edge.

import type { APIEmbed } from 'discord-api-types/v10'
import { Link } from '#playground/web/markdown/link.tsx'
import { Line, Markdown } from '#playground/web/markdown/markdown.tsx'
import { webAddress } from '#playground/web/markdown/token.ts'
import { usePage } from '#playground/web/page-context.ts'
import { stamp } from '#playground/web/time.ts'
import { Picture } from './picture.tsx'

/** Discord's colours are numbers: 0x5865f2 → `#5865f2`. */
export const colourOf = (colour: number | null | undefined): string | undefined =>
  typeof colour === 'number' ? `#${colour.toString(16).padStart(6, '0')}` : undefined

function Title({ embed }: { readonly embed: APIEmbed }) {
  if (embed.title === undefined) return null
  const href = webAddress(embed.url ?? '')
  const line = <Line source={embed.title} />
  return <p class="embed-title">{href === undefined ? line : <Link href={href}>{line}</Link>}</p>
}

export function Embed({ embed }: { readonly embed: APIEmbed }) {
  const { clock } = usePage()
  const edge = colourOf(embed.color)
  const footer = [
    embed.footer?.text,
    embed.timestamp && stamp(clock, Date.parse(embed.timestamp), 's'),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
  return (
    <div class="embed" style={edge === undefined ? {} : { borderInlineStartColor: edge }}>
      <div class="embed-main">
        {embed.author !== undefined && <p class="embed-author">{embed.author.name}</p>}
        <Title embed={embed} />
        {embed.description !== undefined && <Markdown source={embed.description} />}
        {embed.fields !== undefined && embed.fields.length > 0 && (
          <dl class="embed-fields">
            {embed.fields.map((field, index) => (
              <div key={index} class={field.inline === true ? 'inline' : ''}>
                <dt>
                  <Line source={field.name} />
                </dt>
                <dd>
                  <Markdown source={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {embed.image !== undefined && <Picture url={embed.image.url} alt={embed.title} />}
        {footer !== '' && <p class="embed-footer">{footer}</p>}
      </div>
      {embed.thumbnail !== undefined && (
        <Picture class="thumbnail" url={embed.thumbnail.url} alt={embed.title} />
      )}
    </div>
  )
}

// Component: one of Discord's message components and all it contains.

import type {
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APIMediaGalleryComponent,
  APIMessageTopLevelComponent,
  APISectionComponent,
} from 'discord-api-types/v10'
import { Markdown } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { File } from './attachments.tsx'
import { Button } from './button.tsx'
import { colourOf } from './embed.tsx'
import { mediaUrl, useMessage } from './message-context.ts'
import { Picture } from './picture.tsx'
import { Select } from './select.tsx'
import { Veil } from './veil.tsx'

function Unsupported({ what }: { readonly what: string }) {
  const { texts } = usePage()
  return <p class="unsupported">{texts.unsupported(what)}</p>
}

function Control({ component }: { readonly component: APIComponentInMessageActionRow }) {
  switch (component.type) {
    case 2:
      return <Button button={component} />
    case 3:
      return <Select select={component} />
    default:
      return <Unsupported what={`component ${component.type}`} />
  }
}

function Container({ container }: { readonly container: APIContainerComponent }) {
  const edge = colourOf(container.accent_color)
  return (
    <Veil on={container.spoiler === true}>
      <div
        class={edge === undefined ? 'container' : 'container accented'}
        style={edge === undefined ? {} : { borderInlineStartColor: edge }}
      >
        {container.components.map((part, index) => (
          <Component key={index} component={part} />
        ))}
      </div>
    </Veil>
  )
}

function Section({ section }: { readonly section: APISectionComponent }) {
  const { accessory } = section
  return (
    <div class="section">
      <div>
        {section.components.map((text, index) => (
          <Markdown key={index} source={text.content} />
        ))}
      </div>
      {accessory.type === 2 ? (
        <Button button={accessory} />
      ) : (
        <Picture class="thumbnail" url={accessory.media.url} alt={accessory.description} />
      )}
    </div>
  )
}

function Gallery({ gallery }: { readonly gallery: APIMediaGalleryComponent }) {
  const count = Math.min(gallery.items.length, 4)
  return (
    <div class={`gallery gallery-${count}`}>
      {gallery.items.map((item, index) => (
        <Veil key={index} on={item.spoiler === true}>
          <Picture
            url={item.media.url}
            alt={item.description}
            width={item.media.width}
            height={item.media.height}
          />
        </Veil>
      ))}
    </div>
  )
}

type Props = { readonly component: APIMessageTopLevelComponent | APIComponentInContainer }

export function Component({ component }: Props) {
  const message = useMessage()
  switch (component.type) {
    case 1:
      return (
        <div class="row">
          {component.components.map((control, index) => (
            <Control key={index} component={control} />
          ))}
        </div>
      )
    case 9:
      return <Section section={component} />
    case 10:
      return <Markdown source={component.content} />
    case 12:
      return <Gallery gallery={component} />
    case 13: {
      const url = mediaUrl(message, component.file.url)
      const name = component.name ?? url.split('/').at(-1) ?? url
      return (
        <Veil on={component.spoiler === true}>
          <File name={name} url={url} size={component.size} />
        </Veil>
      )
    }
    case 14:
      return (
        <hr
          class={`separator ${component.spacing === 2 ? 'wide' : ''} ${component.divider === false ? 'clear' : ''}`}
        />
      )
    case 17:
      return <Container container={component} />
    default:
      return <Unsupported what="component" />
  }
}

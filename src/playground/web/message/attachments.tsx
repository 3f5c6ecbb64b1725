// Attachments: pictures shown, other files named and offered.

import type { APIAttachment } from 'discord-api-types/v10'
import { Picture } from './picture.tsx'

const isPicture = (file: APIAttachment): boolean =>
  file.content_type?.startsWith('image/') ?? /\.(png|jpe?g|gif|webp|avif)$/i.test(file.filename)

/** `812 B`, `57.3 kB`, `1.2 MB`. */
const fileSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function File({ name, url, size }: { name: string; url: string; size: number | undefined }) {
  return (
    <a class="file" href={url} download={name}>
      <svg viewBox="0 0 24 30" width="24" height="30" aria-hidden="true">
        <path d="M3 0h12l8 8v19a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z" fill="#5b6270" />
        <path d="M15 0l8 8h-6a2 2 0 0 1-2-2V0Z" fill="#8b93a3" />
      </svg>
      <span>
        <b>{name}</b>
        {size !== undefined && <small>{fileSize(size)}</small>}
      </span>
    </a>
  )
}

export function Attachments({ files }: { readonly files: readonly APIAttachment[] }) {
  if (files.length === 0) return null
  return (
    <div class="attachments">
      {files.map((file) =>
        isPicture(file) ? (
          <Picture
            key={file.id}
            url={file.url}
            alt={file.description}
            width={file.width}
            height={file.height}
          />
        ) : (
          <File key={file.id} name={file.filename} url={file.url} size={file.size} />
        ),
      )}
    </div>
  )
}

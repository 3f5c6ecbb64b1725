// Page: the playground's page, bundled in memory at start and served with its fonts and emoji.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Hono } from 'hono'

const folder = fileURLToPath(new URL('./web/', import.meta.url))
const packages = createRequire(import.meta.url)

const folderOf = (file: string): string => dirname(packages.resolve(file))
const fonts = folderOf('@fontsource/pretendard/files/pretendard-latin-400-normal.woff2')
const emoji = folderOf('@twemoji/svg/package.json')

/** The page asks nothing of any other origin, and runs nothing written into its markup. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const shell = `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="dark">
<meta name="theme-color" content="#2b2d31">
<title>공부 playground</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/fonts/400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/page.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="18" fill="#23814a"/><path d="M18 18h28M46 18v9M12 32h40M32 24v8" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none"/><circle cx="32" cy="46" r="8" stroke="#fff" stroke-width="5" fill="none"/></svg>`

/** The script and the style sheet of the page, from their sources. */
const bundle = async (): Promise<{ readonly script: string; readonly style: string }> => {
  const { outputFiles } = await build({
    entryPoints: { page: join(folder, 'main.tsx'), 'page-style': join(folder, 'style/page.css') },
    outdir: '/assets',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2024',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/assets/*'],
    logLevel: 'silent',
  })
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { script: text('.js'), style: text('.css') }
}

/** An emoji's picture by its code points; some pictures' names carry a variation selector. */
const emojiFile = async (code: string): Promise<Buffer<ArrayBuffer> | undefined> => {
  for (const name of [code, `${code}-fe0f`, code.replace('-20e3', '-fe0f-20e3')]) {
    try {
      return await readFile(join(emoji, `${name}.svg`))
    } catch {
      // Try the next spelling; the page shows the character itself when none exists.
    }
  }
  return undefined
}

/** A year, in seconds: fonts and emoji change only with their packages. */
const long = 'public, max-age=31536000'

/** Serves the page at `/` and `/note/…`, and everything it needs under `/assets/`. */
export const mountPage = async (app: Hono): Promise<void> => {
  // Routes come first and at once: a server that already listens takes no later ones.
  const bundled = bundle()
  const headers = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  }
  const page = () =>
    new Response(shell, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
  const file = (body: string | Uint8Array<ArrayBuffer>, type: string, cache = 'no-cache') =>
    new Response(body, { headers: { ...headers, 'content-type': type, 'cache-control': cache } })

  app.get('/', page)
  app.get('/note/*', page)
  app.get('/assets/page.js', async () =>
    file((await bundled).script, 'text/javascript; charset=utf-8'),
  )
  app.get('/assets/page.css', async () => file((await bundled).style, 'text/css; charset=utf-8'))
  app.get('/assets/icon.svg', () => file(icon, 'image/svg+xml', long))
  app.get('/assets/fonts/:weight{(?:400|500|600|700).woff2}', async ({ req }) => {
    const weight = req.param('weight').replace('.woff2', '')
    const font = await readFile(join(fonts, `pretendard-latin-${weight}-normal.woff2`))
    return file(font, 'font/woff2', long)
  })
  app.get('/assets/emoji/:code{[0-9a-f-]{1,80}.svg}', async (context) => {
    const picture = await emojiFile(context.req.param('code').replace('.svg', ''))
    return picture === undefined ? context.notFound() : file(picture, 'image/svg+xml', long)
  })
  await bundled
}

// Browser: a real Chromium for the page's tests, and what a page did that it must not.

import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

/** The browser's program: `CHROMIUM`, else where Debian puts it; undefined where there is none. */
export const chromiumPath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
)

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

export type Visit = { readonly page: Page; readonly faults: string[] }

/** Opens the page in a profile of its own; `faults` gathers errors and requests that leave `origin`. */
export async function visit(
  browser: Browser,
  origin: string,
  options: { path?: string; locale?: string; width?: number; height?: number } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: options.locale ?? 'ko-KR',
    viewport: { width: options.width ?? 1180, height: options.height ?? 820 },
  })
  const page = await context.newPage()
  // Below a test's own limit, so that a failure names the step that waited in vain.
  page.setDefaultTimeout(12_000)
  const faults: string[] = []
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) faults.push(line.text())
  })
  page.on('response', async (response) => {
    if (response.status() < 400) return
    faults.push(`${response.status()} ${response.url()} ${await response.text().catch(String)}`)
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) faults.push(`asked for ${url}`)
  })
  await page.goto(origin + (options.path ?? '/'))
  return { page, faults }
}

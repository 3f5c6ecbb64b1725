// Memory: what the page remembers between visits, in the browser's own storage.

import type { Language } from './wire.ts'

const prefix = 'gongbu.playground.'

/** A remembered value; undefined when there is none or the browser keeps nothing. */
export const recall = (key: string): string | undefined => {
  try {
    return localStorage.getItem(prefix + key) ?? undefined
  } catch {
    return undefined
  }
}

export const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(prefix + key, value)
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

/** The remembered language, else the browser's, else English. */
export const rememberedLanguage = (browser: readonly string[]): Language => {
  const known = recall('language')
  if (known === 'ko' || known === 'en') return known
  const first = browser.find((tag) => /^(ko|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

/** The newest message seen in each channel at the last visit. */
export const rememberedSeen = (): Readonly<Record<string, string>> => {
  try {
    const known: unknown = JSON.parse(recall('seen') ?? '{}')
    return typeof known === 'object' && known !== null ? (known as Record<string, string>) : {}
  } catch {
    return {}
  }
}

// Texts: every sentence of the page's own chrome, by language.

import { en } from './texts-en.ts'
import { ko } from './texts-ko.ts'
import type { Language } from './wire.ts'

/** The sentences of one language. */
export type Texts = typeof en

export const texts: Readonly<Record<Language, Texts>> = { en, ko }

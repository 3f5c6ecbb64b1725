// Concept: one idea of a course, told in Korean, in English or in both under one anchor.

import { hash } from 'node:crypto'
import type { Language } from '#core/language.ts'

/** First and last line in a file, both counted from 1 and included. */
export type Lines = readonly [from: number, to: number]

export type ConceptText = {
  readonly language: Language
  /** The way to the concept: "SQS, SNS, Kinesis > SQS visibility timeout". */
  readonly title: string
  /** Markdown as it stands in the file. */
  readonly text: string
  /** Relative to the knowledge folder. */
  readonly file: string
  readonly lines: Lines
  /** What the exam still expects where the service has moved on. */
  readonly exam?: string
  readonly hash: string
}

export type Concept = {
  /** The anchor. */
  readonly id: string
  readonly course: string
  readonly topic: string
  readonly domain: string | undefined
  readonly task: string | undefined
  /** The day it was last checked, such as 2026-11-22. */
  readonly verified: string | undefined
  readonly source: string | undefined
  readonly texts: Partial<Record<Language, ConceptText>>
}

/** Title and text together may have this many characters: a passage must fit a model's and a reader's eye. */
export const conceptLimit = 800

export const crumb = ' > '

/** What a concept's title and text are worth as a version: equal for equal words. */
export const textHash = (title: string, text: string): string =>
  hash('sha256', `${title}\n${text}`).slice(0, 16)

/** The text in the language asked for, or the twin's where it is missing. */
export const textIn = (concept: Concept, language: Language): ConceptText | undefined =>
  concept.texts[language] ?? concept.texts.en ?? concept.texts.ko

/** What an item of the concept was written from: another value when either language's text changes. */
export const proofOf = ({ texts }: Pick<Concept, 'texts'>): string =>
  [texts.ko?.hash, texts.en?.hash].join(' ')

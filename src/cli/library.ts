// Library for a command: the notes of KNOWLEDGE_DIR, or the end in words when there are none.

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Environment } from '#core/environment.ts'
import type { Language } from '#core/language.ts'
import { type Library, loadLibrary } from '#knowledge/library.ts'

/** Nothing to work with: a wrong folder or wrong words on the command line. */
export const unusable = 2

const texts = {
  en: {
    missing: (folder: string) =>
      `There is no folder ${folder}. Make it and put .md, .txt, .pdf, .docx or .html notes there, or set KNOWLEDGE_DIR to the folder that holds them.`,
    empty: (folder: string) =>
      `There are no notes in ${folder}. Put .md, .txt, .pdf, .docx or .html files there, or set KNOWLEDGE_DIR to the folder that holds them.`,
  },
  ko: {
    missing: (folder: string) =>
      `${folder} 폴더가 없어요. 폴더를 만들어 .md, .txt, .pdf, .docx, .html 노트를 넣거나, KNOWLEDGE_DIR로 노트가 있는 폴더를 가리켜 주세요.`,
    empty: (folder: string) =>
      `${folder} 폴더에 노트가 없어요. .md, .txt, .pdf, .docx, .html 파일을 넣거나, KNOWLEDGE_DIR로 노트가 있는 폴더를 가리켜 주세요.`,
  },
} satisfies Record<Language, object>

/**
 * The library of the environment's knowledge folder. When it is empty, says so on standard error, with
 * what is wrong in its files, and ends the command with exit code 2. A lint asks for `problems` to be
 * enough: files in which every note is broken are what it is for.
 */
export async function libraryOrEnd(
  { knowledgeDir, language }: Environment,
  enough: 'concepts' | 'problems' = 'concepts',
): Promise<Library> {
  const isThere = statSync(knowledgeDir, { throwIfNoEntry: false })?.isDirectory() === true
  const library = isThere ? await loadLibrary(knowledgeDir) : undefined
  // The folder's own problem is that it is empty, which is said below.
  const problems = library?.problems.filter(({ file }) => file !== '.') ?? []
  const isEnough = enough === 'problems' && problems.length > 0
  if (library !== undefined && (library.concepts.size > 0 || isEnough)) return library
  for (const { file, line, problem } of problems) {
    process.stderr.write(`${file}:${line}: ${problem}\n`)
  }
  const say = texts[language][isThere ? 'empty' : 'missing']
  process.stderr.write(`${say(resolve(knowledgeDir))}\n`)
  process.exit(unusable)
}

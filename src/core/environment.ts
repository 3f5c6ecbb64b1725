// Environment: the shell's variables over those of .env, for the bot and every command.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type Language, languageOfLocale } from '#core/language.ts'
import { fail, ok, type Result } from '#lib/result.ts'

/** EX_CONFIG of sysexits.h: the environment cannot be used. */
export const misconfigured = 78

export type Environment = {
  /** Every variable that has a value, without the white space around it. */
  readonly variables: Readonly<Record<string, string>>
  readonly language: Language
  /** The folder of notes or courses. */
  readonly knowledgeDir: string
}

const texts = {
  en: {
    unreadable: (file: string, reason: string) =>
      `${file} cannot be read (${reason}). Make it a readable text file of NAME=value lines, or remove it.`,
    notText:
      'is not UTF-8 text. Save it again as UTF-8: some editors and shells of Windows write UTF-16.',
    notAssignment: (line: number) => `line ${line} is neither NAME=value nor a comment.`,
  },
  ko: {
    unreadable: (file: string, reason: string) =>
      `${file} 파일을 읽을 수 없어요(${reason}). 읽을 수 있는 텍스트 파일(한 줄에 이름=값)로 만들거나 지워 주세요.`,
    notText:
      '파일이 UTF-8 텍스트가 아니에요. UTF-8로 다시 저장해 주세요. 윈도우의 일부 편집기와 셸은 UTF-16으로 저장해요.',
    notAssignment: (line: number) => `파일의 ${line}번째 줄이 이름=값도 주석도 아니에요.`,
  },
} satisfies Record<Language, object>

const filled = (variables: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const text = value?.trim() ?? ''
      return text === '' ? [] : [[name, text]]
    }),
  )

/** The first line, from 1, that assigns nothing; a quoted value may go over several lines. */
function strayLine(text: string): number | undefined {
  const lines = text
    .replaceAll(
      /=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`)/gu,
      (value) => `=${value.replaceAll(/[^\n]/gu, '')}`,
    )
    .split('\n')
  const at = lines.findIndex((line) => !/^\s*(?:#.*|(?:export\s+)?[\w.-]+\s*=.*)?$/u.test(line))
  return at < 0 ? undefined : at + 1
}

/** What stands in the file, '' when there is none. */
function bytesOf(file: string): Result<Buffer, string> {
  try {
    return ok(readFileSync(file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'ENOENT' ? ok(Buffer.alloc(0)) : fail(code)
  }
}

/** The bytes as text with Unix line ends; undefined when they are not UTF-8 text. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text.replaceAll(/\r\n?/gu, '\n')
  } catch {
    return undefined
  }
}

const languageIn = (variables: Readonly<Record<string, string>>): Language =>
  languageOfLocale(variables['LC_ALL'] ?? variables['LANG'])

/**
 * The shell's variables over those of `file`, which need not exist; an empty value counts as unset,
 * so it hides nothing. A file that is there and cannot be read as variables is a fault in words.
 */
export function readEnvironment(
  shell: Readonly<Record<string, string | undefined>>,
  file = '.env',
): Result<Environment, string> {
  const words = texts[languageIn(filled(shell))]
  const bytes = bytesOf(file)
  if (!bytes.ok) return fail(words.unreadable(resolve(file), bytes.fault))
  const text = textOf(bytes.value)
  if (text === undefined) return fail(`${resolve(file)}: ${words.notText}`)
  const stray = strayLine(text)
  if (stray !== undefined) return fail(`${resolve(file)}: ${words.notAssignment(stray)}`)
  const variables = { ...filled(parseEnv(text)), ...filled(shell) }
  return ok({
    variables,
    language: languageIn(variables),
    knowledgeDir: variables['KNOWLEDGE_DIR'] ?? 'knowledge',
  })
}

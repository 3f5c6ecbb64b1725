// A small course on disk for tests: two topics, notes in both languages, a glossary, an item.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export const courseYaml = `id: post
title: { ko: 우체국, en: Post office }
domains:
  - id: sorting
    title: { ko: 분류, en: Sorting }
    weight: 60
    tasks:
      - { id: "1.1", title: { ko: 편지 분류, en: Sort letters } }
  - id: counter
    title: { ko: 창구, en: Counter }
    weight: 40
    tasks:
      - { id: "2.1", title: { ko: 창구 업무, en: Serve people } }
topics:
  - { id: letters, title: { ko: 편지, en: Letters }, domain: sorting }
  - { id: stamps, title: { ko: 우표, en: Stamps }, domain: counter }
`

export const glossaryYaml = `groups:
  - [letter, 편지]
  - [stamp, 우표]
  - [time limit, timeout, 제한 시간]
  - [hiding time, hide timeout, 표시 제한 시간]
  - [queue, 큐, 대기열]
  - [limit, 제한]
outside:
  - [pigeon, 비둘기]
  - [price, 요금]
`

export const lettersKo = `---
topic: letters
language: ko
domain: sorting
task: "1.1"
verified: 2026-03-01
---
# 편지

## 편지의 표시 제한 시간 (Hiding time) {#letter-hiding-time}
집배원이 편지를 집으면 다른 집배원에게는 30초 동안 보이지 않는다. 최대 12시간까지 늘린다.

> 시험: 시험은 아직 30초를 묻는다.

## 큐에 선 편지의 무게 {#letter-weight task="1.1"}
- 큐에 설 수 있는 편지는 256KB까지이다.
- 더 무거우면 소포로 나눈다.
`

export const lettersEn = `---
topic: letters
language: en
domain: sorting
task: "1.1"
verified: 2026-03-01
---
# Letters

## Hiding time of a letter {#letter-hiding-time}
A letter picked up by one postman stays hidden from the others for 30 seconds. The maximum is 12 hours.

> Exam: the exam still asks for 30 seconds.

## Weight of letters in the queue {#letter-weight task="1.1"}
- A letter in the queue weighs up to 256 KB.
- Anything heavier is split into parcels.
`

export const stampsKo = `---
topic: stamps
language: ko
task: "2.1"
---
# 우표

## 우표 모으기 {#stamp-album}
수집가는 우표를 앨범에 붙인다. 앨범 한 권에 400장이 들어간다.
`

export const stampsEn = `---
topic: stamps
language: en
task: "2.1"
---
# Stamps

## Collecting stamps {#stamp-album}
A collector keeps stamps in an album. One album holds 400 of them.
`

export const lettersItems = `- id: letter-hidden
  concept: letter-hiding-time
  difficulty: 1
  stem: { ko: 편지는 몇 초 동안 숨는가?, en: For how long is a letter hidden? }
  options:
    - { id: a, text: { ko: 30초, en: 30 seconds }, rationale: { ko: 기본값이다., en: The default. } }
    - { id: b, text: { ko: 12시간, en: 12 hours }, rationale: { ko: 최대값이다., en: The maximum. } }
    - { id: c, text: { ko: 1초, en: 1 second }, rationale: { ko: 너무 짧다., en: Too short. } }
    - { id: d, text: { ko: 하루, en: a day }, rationale: { ko: 너무 길다., en: Too long. } }
  keys: [a]
`

export const courseFiles: Readonly<Record<string, string>> = {
  'course.yaml': courseYaml,
  'glossary.yaml': glossaryYaml,
  'notes/letters.ko.md': lettersKo,
  'notes/letters.en.md': lettersEn,
  'notes/stamps.ko.md': stampsKo,
  'notes/stamps.en.md': stampsEn,
  'items/letters.yaml': lettersItems,
}

/** A new folder with these files, gone when the test ends. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbu-course-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

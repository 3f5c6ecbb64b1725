// Commands: two for the tests, with every kind of option between them.

import type { Command } from '#core/command.ts'
import type { Button, Reply } from '#core/reply.ts'

export const say = (text: string): Reply => ({
  panel: { tone: 'answer', blocks: [{ kind: 'text', text }] },
})

/** Answers with the question; seen by the asker alone when they say so. */
export const askCommand: Command = {
  name: 'ask',
  about: { en: 'Ask the notes', ko: '노트에 물어보기' },
  options: [
    {
      kind: 'text',
      name: 'question',
      about: { en: 'Your question', ko: '질문' },
      required: true,
      most: 300,
    },
    {
      kind: 'text',
      name: 'topic',
      about: { en: 'A topic', ko: '주제' },
      required: false,
      most: 60,
      suggest: async (typed, { language }) => [
        { value: typed, label: `${language} ${typed}` },
        { value: 'x'.repeat(101), label: 'cannot be carried' },
      ],
    },
    {
      kind: 'choice',
      name: 'depth',
      about: { en: 'How much', ko: '얼마나' },
      required: false,
      choices: [
        { value: 'short', label: { en: 'Short', ko: '짧게' } },
        { value: 'long', label: { en: 'Long', ko: '길게' } },
      ],
    },
    {
      kind: 'flag',
      name: 'private',
      about: { en: 'Only for you', ko: '나만 보기' },
      required: false,
    },
  ],
  ownersOnly: false,
  isPrivate: (options) => options['private'] === true,
  run: async ({ member, options }) => say(`${member.name}: ${options['question']}`),
}

/** For those who manage the server. */
export const setupCommand: Command = {
  name: 'setup',
  about: { en: 'Set me up', ko: '설정하기' },
  options: [
    {
      kind: 'channel',
      name: 'channel',
      about: { en: 'Where to post', ko: '올릴 채널' },
      required: true,
    },
    {
      kind: 'member',
      name: 'helper',
      about: { en: 'Who helps', ko: '도우미' },
      required: false,
    },
  ],
  ownersOnly: true,
  isPrivate: () => true,
  run: async ({ options }) => say(`Posting in ${options['channel']}`),
}

/** A command without options, seen by all unless said otherwise. */
export const plain = (name: string, run: Command['run'], rest: Partial<Command> = {}): Command => ({
  name,
  about: { en: name, ko: name },
  options: [],
  ownersOnly: false,
  isPrivate: () => false,
  run,
  ...rest,
})

/** A reply with one button for each action, about `item:7`. */
export const pressing = (...names: string[]): Reply => ({
  panel: {
    tone: 'quiz',
    blocks: [
      { kind: 'text', text: 'choose' },
      {
        kind: 'buttons',
        buttons: names.map(
          (action): Button => ({
            kind: 'button',
            does: { action, subject: 'item:7' },
            label: action,
            look: 'secondary',
          }),
        ),
      },
    ],
  },
})

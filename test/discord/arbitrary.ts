// Arbitrary: panels and polls of every shape, within Discord's limits and beyond them.

import fc from 'fast-check'
import type { Block, Button, Panel, Poll } from '#core/reply.ts'

const words = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 70, maxLength: 180 }) },
)
const prose = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }) },
  { weight: 1, arbitrary: fc.nat(2500).map((size) => '가😀'.repeat(size)) },
)
const does = fc.record({
  action: fc.oneof(
    { weight: 9, arbitrary: fc.stringMatching(/^[a-z-]{1,12}$/u) },
    { weight: 1, arbitrary: fc.constant('a:b') },
  ),
  subject: words,
})

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('button' as const),
      does,
      label: words,
      emoji: fc.constant('🎯'),
      look: fc.constantFrom('primary', 'secondary', 'success', 'danger'),
      disabled: fc.boolean(),
    },
    { requiredKeys: ['kind', 'does', 'label', 'look'] },
  ),
  fc.record({
    kind: fc.constant('link' as const),
    url: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)')),
    label: words,
  }),
)

const choice = fc.record(
  { value: words, label: words, about: words, chosen: fc.boolean() },
  { requiredKeys: ['value', 'label'] },
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: prose }),
  fc.record({ kind: fc.constant('rule' as const) }),
  fc.record({ kind: fc.constant('beside' as const), text: prose, button }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(button, { maxLength: 6 }),
  }),
  fc.record(
    {
      kind: fc.constant('select' as const),
      does,
      prompt: words,
      choices: fc.array(choice, { maxLength: 27 }),
      most: fc.integer({ min: 0, max: 27 }),
    },
    { requiredKeys: ['kind', 'does', 'prompt', 'choices'] },
  ),
)

export const panels: fc.Arbitrary<Panel> = fc.record({
  tone: fc.constantFrom(
    'answer',
    'quiz',
    'reveal',
    'missed',
    'board',
    'progress',
    'setup',
    'problem',
  ),
  blocks: fc.array(block, { maxLength: 16 }),
})

export const polls: fc.Arbitrary<Poll> = fc.record({
  question: fc.oneof(words, fc.string({ minLength: 295, maxLength: 305 })),
  answers: fc.array(
    fc.record({ text: words, emoji: fc.constant('🅰️') }, { requiredKeys: ['text'] }),
    { maxLength: 12 },
  ),
  hours: fc.oneof(fc.integer({ min: -1, max: 800 }), fc.constant(0.5)),
  several: fc.boolean(),
})

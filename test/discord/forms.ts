// Forms: one for the tests, and the actions that open it and take its answers.

import type { Action, Press } from '#core/command.ts'
import type { Form } from '#core/form.ts'
import { plain, pressing, say } from './commands.ts'

/** A form of two fields, the first of them required and short, sent to the action "reported". */
export const form = (rest: Partial<Form> = {}): Form => ({
  does: { action: 'reported', subject: 'ask/7' },
  title: 'What is wrong?',
  fields: [
    { name: 'reason', label: 'Reason', about: 'In a line', required: true, long: true, most: 20 },
    { name: 'more', label: 'More', required: false, long: false, most: 4000 },
  ],
  ...rest,
})

/** A command whose button opens `made`, and the action that keeps what is sent. */
export function parts(made: Form, answers: 'private' | 'public' | 'replace' = 'private') {
  const presses: Press[] = []
  const opener: Action = { name: 'report', answers: 'form', open: () => made }
  const taker: Action = {
    name: 'reported',
    answers,
    run: async (_, press) => {
      presses.push(press)
      return say(`thanks for ${press.fields['reason']}`)
    },
  }
  const commands = [plain('ask', async () => pressing('report'))]
  return { presses, commands, actions: [opener, taker] }
}

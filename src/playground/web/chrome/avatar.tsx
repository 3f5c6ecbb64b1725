// Avatar: a letter on a colour; the bot's is 공.

import { usePage } from '#playground/web/page-context.ts'

const colours = ['#e0458b', '#2f7de1', '#c2571a', '#8a56d8', '#0f8a8a', '#a3620a']

type Props = { readonly id: string; readonly name: string; readonly bot?: boolean | undefined }

export function Avatar({ id, name, bot }: Props) {
  const { state } = usePage()
  const place = Math.max(
    0,
    state.members.findIndex((member) => member.id === id),
  )
  const letter = bot === true ? '공' : ([...name.trim()][0] ?? '?').toUpperCase()
  const background = bot === true ? '#23814a' : colours[place % colours.length]
  return (
    <span class="avatar" style={{ background }} aria-hidden="true">
      {letter}
    </span>
  )
}

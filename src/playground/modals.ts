// Modals: the form open before a member, from the bot's answer until it is sent or dismissed.

import { keep } from './keep.ts'
import type { ModalForm } from './validation/modals.ts'
import type { Interaction, World } from './world.ts'

/** The interaction whose modal is open before a member: one at a time, as on a screen. */
export const openBefore = (world: World, user: string): Interaction | undefined =>
  [...world.interactions.values()].find((one) => one.user === user && one.modal !== undefined)

/** Takes a modal away, because it was sent or dismissed. */
export function closeModal(world: World, interaction: Interaction): void {
  if (interaction.modal === undefined) return
  delete interaction.modal
  keep(world, 'interaction', interaction)
  world.emit({ kind: 'modal-closed', interaction })
}

/** Opens a modal before the member who asked; one still open gives way. */
export function openModal(world: World, interaction: Interaction, modal: ModalForm): void {
  const before = openBefore(world, interaction.user)
  if (before !== undefined) closeModal(world, before)
  interaction.modal = modal
  keep(world, 'interaction', interaction)
  world.emit({ kind: 'modal-opened', interaction })
}

// Item as JSON: what the command line shows of an item, without what only the bot needs.

import type { Item } from '#bank/item.ts'

/** The fields of an item that `npm run items -- --json` promises. */
export const itemFields = ({
  course: _,
  hash: __,
  ...fields
}: Item): Omit<Item, 'course' | 'hash'> => fields

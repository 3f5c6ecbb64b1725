// Place context: which channel or thread a component stands in, and what one may start from there.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Place } from './place.ts'
import type { Message } from './wire.ts'

/** Where a menu opens: at the pointer or at a button's corner. */
export type Spot = {
  readonly x: number
  readonly y: number
  /** A finger still rests on the screen, whose lifting chooses nothing. */
  readonly held?: boolean
}

export type Here = {
  readonly id: string
  /** Undefined until the first snapshot. */
  readonly place: Place | undefined
  /** The message being replied to. */
  readonly answering: string | undefined
  readonly answer: (message: Message) => void
  /** Puts a command into this place's composer, ready to be filled in. */
  readonly writeCommand: (name: string) => void
  readonly openMenu: (message: Message, spot: Spot) => void
}

export const PlaceContext = createContext<Here | undefined>(undefined)

/** The place around this component; undefined outside of any, as in a form. */
export const usePlace = (): Here | undefined => useContext(PlaceContext)

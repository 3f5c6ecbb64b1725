// Running clock: the playground's time goes on between the server's words about it.

import type { Dispatch } from 'preact/hooks'
import { useEffect, useRef } from 'preact/hooks'
import type { CatchUp } from './catch-up.ts'
import type { Action, State } from './state.ts'

/** How often the shown time catches up, in milliseconds. */
const tick = 5000

/** Asks again what comes next once the post that was next has come due by itself. */
export const useNextPost = (state: State, snapshots: CatchUp): void => {
  const { me, next, now, walking } = state
  const isDue = next !== undefined && !walking && Date.parse(now) > Date.parse(next.at)
  useEffect(() => {
    if (!isDue) return
    let current = true
    const timer = setInterval(() => void snapshots.take(me, () => current), tick)
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [isDue, me, snapshots])
}

/** Lets `now` run with real time from the last instant the server told. */
export const useClock = (state: State, dispatch: Dispatch<Action>): void => {
  const told = useRef({ now: state.now, at: 0 })
  if (told.current.now !== state.now) told.current = { now: state.now, at: performance.now() }
  useEffect(() => {
    if (!state.ready) return
    const timer = setInterval(() => {
      const { now, at } = told.current
      const passed = performance.now() - at
      dispatch({ type: 'tick', now: new Date(Date.parse(now) + passed).toISOString() })
    }, tick)
    return () => clearInterval(timer)
  }, [state.ready, dispatch])
}

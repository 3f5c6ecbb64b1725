// Cover: whether an open thread lies over its channel, because both do not fit beside each other.

import { useEffect, useState } from 'preact/hooks'

/** As in narrow.css. */
const narrow = '(width <= 1000px)'

/** Whether the window is too narrow for a channel and a thread. */
export const isCovered = (): boolean => matchMedia(narrow).matches

/** The same, kept up to date. */
export const useCover = (): boolean => {
  const [covered, setCovered] = useState(isCovered)
  useEffect(() => {
    const media = matchMedia(narrow)
    const changed = () => setCovered(media.matches)
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [])
  return covered
}

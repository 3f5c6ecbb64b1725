// Zone: finds the time zone a person means by a city, a country or an abbreviation.

import { isZone } from '#lib/day.ts'

/** What people type for zones whose name they do not know; the left side is compared in lower case. */
const spoken: ReadonlyMap<string, string> = new Map([
  ['kst', 'Asia/Seoul'],
  ['서울', 'Asia/Seoul'],
  ['한국', 'Asia/Seoul'],
  ['korea', 'Asia/Seoul'],
  ['jst', 'Asia/Tokyo'],
  ['도쿄', 'Asia/Tokyo'],
  ['일본', 'Asia/Tokyo'],
  ['싱가포르', 'Asia/Singapore'],
  ['홍콩', 'Asia/Hong_Kong'],
  ['타이베이', 'Asia/Taipei'],
  ['하노이', 'Asia/Ho_Chi_Minh'],
  ['시드니', 'Australia/Sydney'],
  ['뉴욕', 'America/New_York'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['시카고', 'America/Chicago'],
  ['cst', 'America/Chicago'],
  ['덴버', 'America/Denver'],
  ['mst', 'America/Denver'],
  ['로스앤젤레스', 'America/Los_Angeles'],
  ['시애틀', 'America/Los_Angeles'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['토론토', 'America/Toronto'],
  ['런던', 'Europe/London'],
  ['gmt', 'Europe/London'],
  ['파리', 'Europe/Paris'],
  ['베를린', 'Europe/Berlin'],
  ['cet', 'Europe/Berlin'],
  ['인도', 'Asia/Kolkata'],
  ['ist', 'Asia/Kolkata'],
  ['utc', 'UTC'],
])

const plain = (text: string) =>
  text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')

/** Zones that fit what was typed, the likeliest first, at most `most`. */
export function suggestZones(typed: string, most = 25): readonly string[] {
  const wanted = plain(typed)
  const named = [...spoken]
    .filter(([word]) => wanted !== '' && word.startsWith(wanted))
    .map(([, zone]) => zone)
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter(isZone)]
  const cityFirst = zones.filter((zone) => plain(zone.split('/').at(-1) ?? '').startsWith(wanted))
  const anywhere = zones.filter((zone) => plain(zone).includes(wanted))
  const popular = wanted === '' ? ['Asia/Seoul', 'UTC', 'America/New_York', 'Europe/London'] : []
  return [...new Set([...popular, ...named, ...cityFirst, ...anywhere])].slice(0, most)
}

/** The zone a person means; undefined when nothing, or more than one thing, fits. */
export function zoneOf(typed: string): string | undefined {
  const text = typed.trim()
  const spokenZone = spoken.get(plain(text))
  if (spokenZone) return spokenZone
  const exact = Intl.supportedValuesOf('timeZone').find((zone) => plain(zone) === plain(text))
  if (exact) return exact
  if (isZone(text)) return text
  const fitting = suggestZones(text)
  return fitting.length === 1 ? fitting[0] : undefined
}

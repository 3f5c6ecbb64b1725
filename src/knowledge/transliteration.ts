// Transliteration: Latin words heard in Hangul, spelled out (씨디케이 → cdk) or sounded (레디스 → redis).

const letters = new Map(
  `에이:a 비:b 씨:c 시:c 디:d 이:e 에프:f 지:gz 쥐:g 에이치:h 에치:h 아이:i 제이:j 케이:k 엘:l 엠:m 엔:n 오:o 피:p 큐:q 알:r 에스:s 티:t 유:u
   브이:v 뷔:v 더블유:w 더블류:w 엑스:x 와이:y 제트:z 원:1 투:2 쓰리:3 스리:3 포:4`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [name: string, letters: string]),
)
const longestName = 3
/** Longer words are no abbreviation. */
const longestSpelled = 12

/** The Latin letters and digits a Hangul word may spell out: 씨디케이 → cdk; none when it is no such word. */
export function spelledOut(word: string): readonly string[] {
  if (word.length > longestSpelled) return []
  const ways: string[][] = [['']]
  for (let end = 1; end <= word.length; end++) {
    ways[end] = []
    for (let from = Math.max(0, end - longestName); from < end; from++) {
      for (const letter of letters.get(word.slice(from, end)) ?? '') {
        for (const way of ways[from] ?? []) ways[end]?.push(way + letter)
      }
    }
  }
  return (ways[word.length] ?? []).filter((way) => way.length > 1)
}

// Sounds: consonants that Hangul does not keep apart, or Koreans write either way, share a letter.
const onsets = [...'kkntt', 'l', 'm', ...'ppss', '', ...'sssktph']
const vowels = 'a e ia e @ e i@ e o oa oe oi io u u@ ue ui iu  i i'.split(' ')
const codas = ' k k ks n ns nh t l lk lm lp ls lt lp lh m p ps s s n s s k t p h'.split(' ')

/** How a Hangul word sounds, in the letters a Latin word's sounds are written with. */
function soundsOfHangul(word: string): string {
  const heard = Array.from(word, (syllable) => {
    const code = syllable.charCodeAt(0) - 0xac00
    const onset = onsets[Math.floor(code / 588)] ?? ''
    const vowel = vowels[Math.floor(code / 28) % 21] ?? ''
    return onset + vowel + (codas[code % 28] ?? '')
  })
  return heard
    .join('')
    .replace(/(?<=s)i(?=[a@eou])/g, '')
    .replace(/(.)\1+/g, '$1')
}

const latinSounds: readonly (readonly [RegExp, string])[] = [
  [/^x/, 'eks'],
  [/e[ae]/g, 'i'],
  [/oo/g, 'u'],
  [/x/g, 'ks'],
  [/(?:ss|t|s|c)i(?=on|an)/g, 's'],
  [/sch/g, 'sk'],
  [/tch|ch|sh|th|dg(?=e)/g, 's'],
  [/ph/g, 'p'],
  [/ck|qu?/g, 'k'],
  [/gh(?=[^aeiou]|$)|^[kw](?=[nr])/g, ''],
  [/ng(?=$|[^aeiou])/g, 'n'],
  [/a[lw](?=[kfm])/g, 'o'],
  [/c(?=[eiy])|[jz]/g, 's'],
  [/g(?=[ei])/g, 's'],
  [/[cg]/g, 'k'],
  [/d/g, 't'],
  [/[bfv]/g, 'p'],
  [/r(?=[aeiouy])/g, 'l'],
  [/r/g, ''],
  [/(?<=[^aeiou])e$/, ''],
  [/y/g, 'i'],
  [/w/g, 'u'],
  [/(.)\1+/g, '$1'],
]
// A course keeps most of its words from edit to edit; the list is begun anew when it is full.
const latin = new Map<string, string>()
const latinAtMost = 100_000

function soundsOfLatin(word: string): string {
  const before = latin.get(word)
  if (before !== undefined) return before
  const found = latinSounds.reduce(
    (sounds, [letters, sound]) => sounds.replace(letters, sound),
    word,
  )
  if (latin.size >= latinAtMost) latin.clear()
  latin.set(word, found)
  return found
}

/** Vowels, with the one in 서 and 버, which stands for any. */
const anyVowel = '@'
const isVowel = (sound: string): boolean => 'aeiou@'.includes(sound)
/** What stays of a word however its vowels are heard. */
const frameOf = (sounds: string): string => sounds.replace(/[aeiou@h]/g, '')

const cost = { dropped: 0.1, vowel: 0.2, consonant: 1 }
const dropping = (sound: string): number => (isVowel(sound) ? cost.dropped : cost.consonant)
const changing = (one: string, other: string): number => {
  if (one === other) return 0
  if (!isVowel(one) || !isVowel(other)) return cost.consonant
  return one === anyVowel || other === anyVowel ? cost.dropped : cost.vowel
}

/** How far two words sound apart: vowels count little, as both languages bend them. */
function apart(a: string, b: string): number {
  let last = [0]
  for (const sound of b) last.push((last.at(-1) ?? 0) + dropping(sound))
  for (const one of a) {
    const row = [(last[0] ?? 0) + dropping(one)]
    for (let at = 0; at < b.length; at++) {
      const other = b.charAt(at)
      row.push(
        Math.min(
          (last[at] ?? 0) + changing(one, other),
          (last[at + 1] ?? 0) + dropping(one),
          (row[at] ?? 0) + dropping(other),
        ),
      )
    }
    last = row
  }
  return last.at(-1) ?? 0
}

type Heard = { readonly word: string; readonly sounds: string }
const heard = new WeakMap<readonly string[], ReadonlyMap<string, readonly Heard[]>>()

/** Words by the frame of their sounds; a list is listened to once. */
function byFrame(words: readonly string[]): ReadonlyMap<string, readonly Heard[]> {
  const before = heard.get(words)
  if (before) return before
  const all = words.map((word) => ({ word, sounds: soundsOfLatin(word) }))
  const frames = Map.groupBy(all, ({ sounds }) => frameOf(sounds))
  heard.set(words, frames)
  return frames
}

/** The Latin letters a word may begin with whose first sound is written so in Hangul. */
const initials =
  'kcgq kcgq nk dt dt rlw m bpfv bpfv scztx scztx aeiouywx jzgcds jzgcs csjt kcgq t pfv hw'.split(
    ' ',
  )
/** With fewer consonants, too many words sound alike. */
const fewestConsonants = 3
/** How far apart words of so many sounds may be: short ones must agree but for nothing. */
const farthest = (sounds: number): number => cost.vowel * Math.max(0, Math.floor((sounds - 4) / 2))

/** The endings that stemming takes from a Latin word, as they sound, and what stays of them. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/$/, ''],
  [/s$/, ''],
  [/in$/, ''],
  [/[aei@]?t$/, ''],
  [/s@n$/, 't'],
  [/s@n$/, 's'],
]

/** The stem of the known Latin word that a Hangul word sounds like; undefined when none does. */
export function sounded(
  word: string,
  spellings: (letter: string) => readonly string[],
): string | undefined {
  const whole = soundsOfHangul(word)
  if (frameOf(whole).length < fewestConsonants) return undefined
  const ways = endings
    .filter(([ending]) => ending.test(whole))
    .map(([ending, left]) => whole.replace(ending, left))
    .map((sounds) => ({ sounds, frame: frameOf(sounds) }))
    .filter(({ frame }) => frame.length >= fewestConsonants - 1)
  let nearest: string | undefined
  let least = farthest(whole.length) + cost.dropped / 2
  for (const letter of initials[Math.floor((word.charCodeAt(0) - 0xac00) / 588)] ?? '') {
    const frames = byFrame(spellings(letter))
    for (const { sounds, frame } of ways) {
      for (const other of frames.get(frame) ?? []) {
        const distance = apart(sounds, other.sounds)
        if (distance >= least) continue
        least = distance
        nearest = other.word
      }
    }
  }
  return nearest
}

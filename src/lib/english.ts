// English: light stemming, so that queue, queues and queued meet.

const vowel = /[aeiouy]/
const doubled = /([bdgklmnprtz])\1$/

/** A lower-case Latin word without plural, -ing, -ed, -ion and silent e; words with digits stay. */
export function englishStem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^us])s$/, '$1')
  const bare = singular.replace(/(ing|ed)$/, '')
  const verb = bare !== singular && bare.length >= 3 && vowel.test(bare)
  const stem = verb ? bare.replace(doubled, '$1') : singular.replace(/([st])ion$/, '$1')
  return stem.length > 3 ? stem.replace(/e$/, '') : stem
}

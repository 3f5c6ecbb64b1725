// Numeral: numbers told in words, in Korean and English, as digits.

const digits = '영일이삼사오육칠팔구'
const natively: Readonly<Record<string, number>> = {
  한: 1,
  두: 2,
  세: 3,
  네: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  열한: 11,
  열두: 12,
  열네: 14,
  열다섯: 15,
  스무: 20,
  스물네: 24,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  아흔: 90,
}
const inEnglish: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
}
const measures = {
  ko: '초(?!과|기|반|당)|분(?!기|할|리|류|석|산|야|배|당)|시간|개월|퍼센트|밀리초|(?:킬로|메가|기가|테라)(?:바이트)?',
  en: 'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|(?:kilo|mega|giga|tera)bytes?',
}
const englishNumber = Object.keys(inEnglish).join('|')
const spelledInEnglish = new RegExp(
  String.raw`\b((?:${englishNumber})(?:(?:[ -]| and )(?:${englishNumber}))*)[ -](?=(?:${measures.en})\b)`,
  'gi',
)
const inKorean = (following: string) =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:([${digits}십백천만]+)|(${Object.keys(natively).join('|')}))\s?(?=${following})`,
    'gu',
  )
const spelledInKorean = inKorean(measures.ko)
const countedInKorean = inKorean(`${measures.ko}|개|가지|번|배|명|대|종|곳|건|단계|부분|줄|쪽`)
const anyEnglishNumber = new RegExp(
  String.raw`\b((?:${englishNumber})(?:[ -](?:${englishNumber}))*)\b`,
  'gi',
)

/** 삼백육십 → 360, 십이 → 12. */
function sinoKorean(word: string): number {
  let sum = 0
  let myriads = 0
  let digit = 0
  for (const letter of word) {
    const place = { 십: 10, 백: 100, 천: 1000 }[letter]
    if (letter === '만') {
      myriads = (sum + digit || 1) * 1e4
      sum = 0
      digit = 0
    } else if (place === undefined) {
      digit = digits.indexOf(letter)
    } else {
      sum += (digit || 1) * place
      digit = 0
    }
  }
  return myriads + sum + digit
}

/** "three hundred sixty" → 360. */
function englishValue(words: string): number {
  let sum = 0
  let group = 0
  for (const word of words.toLowerCase().split(/[ -]+/)) {
    const value = inEnglish[word]
    if (value === undefined) continue // "and"
    if (value === 100) group = (group || 1) * value
    else if (value > 100) {
      sum += (group || 1) * value
      group = 0
    } else group += value
  }
  return sum + group
}

const koreanValue = (_: string, sino: string | undefined, native: string | undefined): string =>
  String(sino === undefined ? natively[native ?? ''] : sinoKorean(sino))

/** Numbers in words before a measure become digits: "twelve hours" → "12 hours", 삼십 초 → 30초. */
export const measuresInDigits = (text: string): string =>
  text
    .replaceAll(spelledInEnglish, (_, words: string) => `${englishValue(words)} `)
    .replaceAll(spelledInKorean, koreanValue)

/** The same wherever a number in words counts something: "two kinds" → "2 kinds", 세 가지 → 3가지. */
export const numbersInDigits = (text: string): string =>
  text
    .replaceAll(anyEnglishNumber, (words: string) => String(englishValue(words)))
    .replaceAll(countedInKorean, koreanValue)

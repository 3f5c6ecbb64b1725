// Numeral: numbers told in words, in Korean and English, as digits.

const digits = '영일이삼사오육칠팔구'

/** Each of the first nine as it stands before what it counts, and by itself. */
const nativeOnes: readonly (readonly string[])[] = [
  ['한', '하나'],
  ['두', '둘'],
  ['세', '셋'],
  ['네', '넷'],
  ['다섯'],
  ['여섯'],
  ['일곱'],
  ['여덟'],
  ['아홉'],
]
const nativeTens = ['열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔']

/** 1 to 99 as Korean counts things: 열셋 and 열세 are 13. */
const natively: ReadonlyMap<string, number> = new Map([
  ...nativeOnes.flatMap((words, at) => words.map((word) => [word, at + 1] as const)),
  ['석', 3],
  ['넉', 4],
  ['스무', 20],
  ...nativeTens.flatMap((ten, tens) => [
    [ten, (tens + 1) * 10] as const,
    ...nativeOnes.flatMap((words, at) =>
      words.map((word) => [`${ten}${word}`, (tens + 1) * 10 + at + 1] as const),
    ),
  ]),
])

const inEnglish: Readonly<Record<string, number>> = {
  zero: 0,
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
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
}

const longestFirst = (words: Iterable<string>): string =>
  [...words].sort((one, other) => other.length - one.length).join('|')

const koreanMeasures =
  '초(?!과|기|반|당)|분(?!기|할|리|류|석|산|야|배|당)|시간|개월|달(?!러|리|력|성|라)|년|주일|퍼센트|밀리초|(?:킬로|메가|기가|테라)(?:바이트)?|바이트'
const koreanCounters =
  '개|가지|번(?!호)|회(?!사|의|차|원|로|귀|전|수|선)|배(?!포|치|열|정|경)|명(?!령|시|칭|백|확)|대(?!기|상|신|로|역|문|체)|종(?!료|속|단)|곳|건(?!너)|단계|부분|줄|쪽|살|자(?!동|체|신|격)|칸|층|차례|군데|마디|장(?!애|점|치|기)'
const englishMeasure =
  /^[ -](?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|(?:kilo|mega|giga|tera)?bytes?)\b/i

const english = Object.keys(inEnglish).join('|')
const englishWords = new RegExp(
  String.raw`\b(?:${english})(?:(?:[ -]| and )(?:${english}))*(?: and a half)?\b`,
  'gi',
)
const native = longestFirst([...natively.keys()].filter((word) => word !== '석' && word !== '넉'))
// One digit alone reads like other words: 이 시간 is "this time", 구분 "distinction", 이번 "this time".
const koreanWords = [
  String.raw`[${digits}]?[십백천만][${digits}십백천만]*(?=\s?(?:${koreanMeasures}|${koreanCounters}|일(?!반|부|괄|치|관|정|당|때)))`,
  String.raw`[일이삼사오육칠팔구](?=\s(?:초(?!과|기|반|당)|분(?!기|할|리|류|석|산|야|배|당)|개월|년|퍼센트|밀리초))`,
  '[일삼사오육칠팔구](?=초(?!과|기|반|당)|개월|년|퍼센트|밀리초)',
  '[일삼오육칠팔](?=분(?!기|할|리|류|석|산|야|배|당))',
  String.raw`(?!세대|한층|한쪽)(?:${native})(?=\s?(?:${koreanMeasures}|${koreanCounters}))`,
  '[석넉](?=\\s?달(?!러|리|력|성|라))',
  // Without a counter only what can be nothing else.
  String.raw`(?:두|세|다섯|여섯|일곱|여덟|아홉)(?=\s\p{Script=Hangul})`,
  String.raw`(?:(?:${nativeTens.join('|')})(?:${longestFirst(nativeOnes.flat())})|셋|넷)(?=[이은을도만]|까지|으로|$|[^\p{L}])`,
]
const inKorean = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${koreanWords.join('|')})`, 'gu')
const koreanMeasure = new RegExp(String.raw`^\s?(?:${koreanMeasures}|일(?!반|부))`, 'u')

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

/** "three hundred sixty" → 360, "two dozen" → 24, "two and a half" → 2.5. */
function englishValue(words: string): number {
  let sum = 0
  let group = 0
  for (const word of words.toLowerCase().split(/[ -]+/)) {
    const value = word === 'half' ? 0.5 : inEnglish[word]
    if (value === undefined) continue // "and", "a"
    if (word === 'hundred' || word === 'dozen') group = (group || 1) * value
    else if (value > 100) {
      sum += (group || 1) * value
      group = 0
    } else group += value
  }
  return sum + group
}

/** Words that hold a number and what it measures. */
const whole: readonly (readonly [RegExp, string])[] = [
  [/\b(?:a )?half (?:an |of an |a |of a )?hour\b|(?<!\p{L})반 ?시간/giu, '30 minutes'],
  [/\b(?:a )?half (?:a |of a )?minute\b/gi, '30 seconds'],
  [/\b(?:a )?half (?:a |of a )?second\b/gi, '500 ms'],
  [/\b(?:a )?half (?:a |of a )?day\b/gi, '12 hours'],
  [/\b(?:a )?half (?:a |of a )?year\b|(?<!\p{L})반년/giu, '6 months'],
  [/\b(?:a )?quarter (?:of an )?hour\b/gi, '15 minutes'],
  [/\b(?:a )?fortnight\b/gi, '14 days'],
  [/\b(?:a )?decade\b/gi, '10 years'],
  [/\b(?:a )?couple (?:of )?(?=(?:second|minute|hour|day|week|month|year)s\b)/gi, '2 '],
  [/\ban? (?=(?:hour|minute|day|week|month|year)\b(?! ?(?:of|per|to)\b))/gi, '1 '],
  [/\ba (?=second\b(?:[.,;:!?)]|$| (?:after|later|before|by|at|and|or|each|per)\b))/gim, '1 '],
]
const dayWords = '하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘'.split(' ')
const koreanDays: ReadonlyMap<string, number> = new Map([
  ...dayWords.map((word, at) => [word, at + 1] as const),
  ['보름', 15],
  ['일주일', 7],
])
const koreanDay = new RegExp(
  String.raw`(?<!\p{L})(${longestFirst(koreanDays.keys())})(?=$|[^\p{L}]|[이은는가을를에의도만과와로간]|동안|까지|마다|뒤|후|안|이상|이하|이내|치|째|입|예|이)`,
  'gu',
)

/** A number in any script's digits, in ours: ١٢ → 12. */
const plainDigits = (text: string): string =>
  text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => {
    // Every script has its ten in a row, from zero on.
    const code = digit.codePointAt(0) ?? 0
    let before = 0
    while (before < code && /^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1
    return String(before % 10)
  })

/** Whether a number in words says how many there are, not just that something is there. */
const isAmount = (value: number, following: string): boolean =>
  value > 1 || englishMeasure.test(following) || koreanMeasure.test(following)

/** "The two differ" speaks of what was named before. */
const theTwo =
  /\b(the|these|those) two\b(?=[.,:;!?)]|$| (?:are|is|differ|do|have|can|must|should|share|work|together|apart)\b)/gim

/** Numbers in words as digits; the words stay where `counts` says that they count nothing. */
function inDigits(text: string, counts: (value: number, following: string) => boolean): string {
  const told = (words: string, value: number, after: string) =>
    counts(value, after) ? String(value) : words
  return whole
    .reduce((all, [words, figure]) => all.replaceAll(words, figure), plainDigits(text))
    .replaceAll(koreanDay, (word) => `${koreanDays.get(word)}일`)
    .replaceAll(englishWords, (words, at: number, all: string) =>
      told(words, englishValue(words), all.slice(at + words.length, at + words.length + 20)),
    )
    .replaceAll(inKorean, (words, at: number, all: string) =>
      told(
        words,
        natively.get(words) ?? sinoKorean(words),
        all.slice(at + words.length, at + words.length + 8),
      ),
    )
    .replaceAll(/(\d)\s?달(?!러|리|력|성|라)/g, '$1개월')
}

/** Every number in words as digits: "two kinds" → "2 kinds", 세 가지 → 3가지, 열흘 → 10일. */
export const numbersInDigits = (text: string): string => inDigits(text, () => true)

/** The same where a number says how many: "one of them" stays, "one hour" becomes "1 hour". */
export const amountsInDigits = (text: string): string =>
  inDigits(text.replaceAll(theTwo, '$1 both'), isAmount)

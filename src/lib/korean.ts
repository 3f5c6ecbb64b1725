// Korean: words without the particles and endings that hang on them.

const longestFirst = (words: string): readonly string[] =>
  words.split(/\s+/).sort((a, b) => b.length - a.length)

const suffixes = longestFirst(
  `으로부터 에서부터 에서는 에서의 에서도 에서만 에서 에게서 에게 으로는 으로도 으로 로부터 로는 로도 까지는 까지 부터
   마다 보다 처럼 만큼 이나 에는 에도 에만 에의 와의 과의 와는 과는 이랑 하고 들이 들을 들은 들의 들 과 와 랑 의 을 를 이
   가 은 는 에 로 도 만 나 라도 이라도 조차 밖에 이라는 라는 이란 란 인가요 인가 인지 이야 이에요 예요 입니까 입니다
   이고 이며 이면 이라면 인데 인
   하려면 하려고 하나요 하나 하는지 하는데 하는 하면 하고 하기 하기위해 하여 하지 하도록 하려 한다 한다면 합니다 합니까
   할까요 할까 할때 할 해야 해야하나요 해서 해주는 해줘 했는데 했을 했다 해 한 함 하다 하던
   되나요 되나 되는지 되는데 되는 되면 되고 되어 되지 되도록 된다 됩니다 됩니까 됐는데 돼요 돼 될까 될 된 됨 되다
   시키려면 시키는 시키면 시킬 시켜 시킴 당하는 당하면`.trim(),
)

const onSingleSyllables = new Set(['을', '를', '은', '는'])

/**
 * A Hangul word without its particle or ending: 큐에서 → 큐, 설정하려면 → 설정. One syllable falls only
 * from three on, as most two-syllable words that end like a particle are nouns (한도, 주의); only
 * 을·를·은·는 leave one syllable behind.
 */
export function koreanStem(word: string): string {
  const suffix = suffixes.find((ending) => {
    const left = word.length - ending.length
    const sure = ending.length > 1 || onSingleSyllables.has(ending)
    return left >= (sure ? 1 : 2) && word.endsWith(ending)
  })
  return suffix === undefined ? word : word.slice(0, -suffix.length)
}

const particles = new Set([...suffixes, '야', '요', '냐', '니', '죠', '지', '면', '서', '고'])

/** Whether these syllables are only a particle or ending, as 는 in "SQS는". */
export const isParticle = (word: string): boolean => particles.has(word)

/** Every two neighbouring syllables of a Hangul word: 제한시간 → 제한, 한시, 시간. */
export const syllablePairs = (word: string): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))

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

const suffixSet = new Set(suffixes)
const longestSuffix = suffixes[0]?.length ?? 0
const onSingleSyllables = new Set(['을', '를', '은', '는'])

/**
 * A Hangul word without its particle or ending: 큐에서 → 큐, 설정하려면 → 설정. One syllable falls only
 * from three on, as most two-syllable words that end like a particle are nouns (한도, 주의); only
 * 을·를·은·는 leave one syllable behind.
 */
export function koreanStem(word: string): string {
  for (let left = Math.max(1, word.length - longestSuffix); left < word.length; left++) {
    const ending = word.slice(left)
    const sure = left > 1 || ending.length > 1 || onSingleSyllables.has(ending)
    if (sure && suffixSet.has(ending)) return word.slice(0, left)
  }
  return word
}

const particles = new Set([...suffixes, '야', '요', '냐', '니', '죠', '지', '면', '서', '고'])

/** Whether these syllables are only a particle or ending, as 는 in "SQS는". */
export const isParticle = (word: string): boolean => particles.has(word)

/** Every two neighbouring syllables of a Hangul word: 제한시간 → 제한, 한시, 시간. */
export const syllablePairs = (word: string): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))

const jamo = (text: string): string => text.normalize('NFD')
const either = (words: string): string =>
  longestFirst(words.trim())
    .map((word) => jamo(word))
    .join('|')

// Native verbs and adjectives, also as their vowels contract (오 → 와), by their first syllables. Those
// of 하다 and 되다 stand only by themselves: what precedes them elsewhere is the noun that matters.
const closedStems = either(
  `가져 갈아 갖 거치 건너 걸 걸리 걸려 고르 골라 고치 고쳐 그만두 기다리 기다려 길 깔 깨지 깨져 꺼내 꺼지 꺼져 꼬이 꼬여 꽂 끊 끊기 끊겨 끌
   끝나 끝내 끼 나가 나누 나눠 나뉘 나타나 나오 나와 남 남기 남겨 낫 나아 낮추 낮춰 넘 넘기 넘겨 넘어 넣 넣어 높 놓 놓치 놓쳐 누르 눌러 느리 느려 늘
   늘리 늘려 늘어나 늦 다루 다뤄 다르 달라 달 닫 담 담기 담겨 당하 닿 더하 던지 던져 덮 돌 돌리 돌려 돌아가 되돌리 되돌려 돕 들 들어가 들어오
   따르 따라 떠오르 떨어지 떨어져 떼어내 뚫 뜯 띄우 띄워 마치 막 막히 막혀 만들 만나 많 말 맞 맞추 맞춰 맡기 맡겨 먹 먹히 먹혀 멈추 멈춰 몰리 몰려 못하
   묶 묶이 묶여 물 뭉치 미루 미뤄 밀 밀리 밀려 바꾸 바꿔 바뀌 바뀐 바뀔 바라 받 받아 버리 버려 벌어 벗어나 보내 보이 보여 부르 불러 붙 붙이 붙여
   비싸 비우 비워 빠르 빨라 빠지 빠져 빼내 빼먹 빼 뽑 사라지 사라져 살리 살려 생기 생겨 섞 싫 쌓 쌓이 쌓여 싸 쏘아 쓰이 쓰여 안되 알 알리 알려 앉
   없애 없어지 없어져 열 열리 열려 옮기 옮겨 올라가 올라오 올리 올려 옳 읽 읽히 읽혀 잃 입 잇 이어지 있 없 잊 잘못 잡 잡히 잡혀 적 적히 적혀 정하 젖
   좁 좋 줄 줄이 줄여 줄어 지나 지나가 지우 지워 지켜 지키 질 짓 짜 짧 쪼개 쫓 찍 찍히 찍혀 찾 찾아 채우 채워 쳐 치우 커지 커져 켜지 켜져 크 타고
   터지 터져 틀리 틀려 틀 펼치 풀 풀리 풀려 합치 합쳐 헷갈리 헷갈려 흐르 흘러 흩어지 싶 나눠지 만들어 쓸모 죽 죽이 아깝 아까운 아까워 퍼뜨리 퍼뜨려 퍼지 퍼져 울리 울려 가리키 가리켜 세어 켜놓 불리 불려 넘치 넘쳐 숨기 숨겨 힘들 꽉차 꽉찬 꽉차면 박 박히 겹치 겹쳐 세우 세워 뿌리 뿌려 잠그 잠가 잠기 되살리 되살려 망가지 망가져 부서지 무겁 가볍 괜찮 그렇 이렇 어떻 두드리 튀 튕기 튕겨 튕 날리 날려 날아가 새어 쏟 심 밟 따로두 꺾 씌우 씌워 입히 벌어지 벌어져 흩어져 밝히 캐 뒤지 뒤져 훔치 훔쳐 빌리 빌려 갚 지내 겪 견디 버티 버텨 참 놀 쉬 자르 잘라 잘리 잘려 가르 갈라 쥐어 펼쳐 접 접히 굴리 굴려 굴러 흔들 모자라 모자란 남아돌 넉넉 부족하 궁금하 필요하 모르겠 모르  몰라 모으 모아 모이 모여 아끼 아껴 어떠 어때`,
)
const openStems = either(
  `가 거 그러 그래 끄 꺼 나 내 놔 대 두 둬 뜨 떠 떼 보 봐 서 쓰 써 오 와 이러 이래 저러 저래 주 줘 지 져 차 치 켜 크 커 하 해 되 돼 들 걸 갈 풀 펴 쥐 재`,
)
// What follows a stem: endings, auxiliary verbs and the small nouns after them (때, 법, 거).
const codas = jamo('간갈감갑갔').replace(/[^\u11a8-\u11f9]/g, '')
const tails = `(?:${either(
  `는 은 을 던 데 면 려 으 고 서 도 록 지 만 거 나 게 기 요 냐 니 까 다 가 자 라 래 랬 아 어 여 야 해 하 되 돼 될 된 됨 두 둘 둬 뒀 놓 놔 놨 있 없 주 줘 줄 준 줌
   버려 버리 봐 보 볼 본 져 진 질 짐 졌 할 한 함 싶 때 법 걸 건 것 수 중 네 죠 구 군 습 음 임 았 었 겠 했 됐 셨 였 올 온 와 왔 오 갈 간 갔 세 시 안 잖 좀 네요`,
)})`
const not = `(?:${either('안 못')})?`
const closed = new RegExp(`^${not}(?:${closedStems})[${codas}]?${tails}*$`)
const shortTails = either('게 래 면 는 던 려')
const open = new RegExp(
  `^${not}(?:${openStems})(?:[${codas}]${tails}*|${tails}{2,}|(?:${shortTails}))$`,
)
/** Nouns that only look like a stem with endings. */
const nouns =
  /^(?:가게|갈비|감기|감지|감자|갑자기|고래|나는|나라|노래|모래|보고서|보도|선거|알림|오해|적중|재고|재시도|준수|지도|지원|집중|차고|편지|하나|한국|한도|한자|함수|흐름)/
const predicates = new Map<string, boolean>()
const predicatesAtMost = 20_000

/**
 * Whether a Hangul word is a native verb or adjective with endings: 빼두려면, 남아있어, 붙게. Such words
 * tell what happens, seldom what it happens to.
 */
export function isPredicate(word: string): boolean {
  const before = predicates.get(word)
  if (before !== undefined) return before
  const spelled = jamo(word)
  const isShort = word.length > 1 && word.length < 12 && !nouns.test(word)
  const found = isShort && (closed.test(spelled) || open.test(spelled))
  if (predicates.size >= predicatesAtMost) predicates.clear()
  predicates.set(word, found)
  return found
}

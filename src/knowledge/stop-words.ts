// Stop words: what holds a question together without saying what it is about.

const english = `
a an the this that these those it its they them their there here i me my we our us you your he she his her
is are was were be been being am do does did done doing have has had having will would shall should can could may
might must cannot cant dont doesnt isnt wont im ive
and or but nor so if then than because while until unless though although whether
of in on at by for from to into onto with without within about over under between among across through during per via
as like unlike up down out off only just also too very much many more most less least any some each every all both
either neither no not none other another same such own still yet already again even ever
what which who whom whose when where why how whats hows
explain describe tell show give list define mean meaning means difference differences different differ compare comparison
versus vs distinguish
example examples please thanks thank hi hello hey need needed needs want wants wanted get gets getting got make makes
making made let lets go goes going use uses used using usage know help way ways thing things something anything someone
happen happens happened happening occur occurs possible able ok okay etc eg ie really actually exactly
best better good right correct proper suitable recommend recommended recommend should work works working
one ones two first second next last new old
several various multiple single certain specific whole entire itself themselves together along away back around
reach serve keep keeps kept stay put puts take takes took taken come comes came give gives gave given bring turn turns
run runs ran running set sets allowed allows lets look looks find finds found see seen think know knows known
seem try tries trying tried handle handles handled deal ensure ensures guarantee guarantees provide provides provided
support supports supported contain contains contained include includes included involve require requires required
apply applies applied belong cause causes caused become becomes stand stands considered choose chosen pick select
possible impossible simple easy easily simply quickly big small long short high low large little few lot
main major common typical typically usually often always never sometimes ever once now today
someone people person anyone everything nothing everyone
kind kinds type types sort sorts case cases scenario scenarios situation question answer word words
inside outside before after else instead
appear appears appearing disappear disappears arrive arrives carry carries own per mine fewer less without telling want
seconds minutes hours days weeks months years bytes kilobytes megabytes gigabytes
aws amazon summary summarize overview purpose point
`

const korean = `
뭐 뭐야 뭔가요 뭔지 뭔가 뭐가 뭐에 뭐예요 뭐죠 뭐지 뭘 뭐임 뭐였지 뭐더라 무엇 무엇인가 무엇이 무슨 무엇을 어떤 어떻게 어떡해 어떻 어떠 어디 어디서 어디에
언제 누가 누구 왜 얼마 얼마나 얼마까지 몇 몇개 얼마야 얼마예요 어느 어때 어떨 어느것 며칠 몇번 몇초 몇일 몇분
그 그게 그거 이거 이게 이것 저 저거 것 거 게 걸 건 거야 건가 건가요 것은 것이 수 때 때는 등 및 또는 그리고 하지만 그런데 근데 그래서 그럼 그러면 만약
있나 있나요 있어 있어요 있는 있는지 있을 있다 있습니까 있음 있죠 없나 없나요 없어 없는 없이 없을 없다
하나 하나요 하나의 하는 하는지 하면 하지 해 해요 해야 해줘 하고 하려면 할 할까 할까요 합니까 합니다 한 한다 함 했 했는데 하기 하는데 하는거 하는게
되 되나 되나요 되는 되는지 되면 돼 돼요 됩니까 됩니다 된 될 됨 되지
같은 같이 같아 다른 다르 다른가 다른가요 달라 다르지 차이 차이점 차이가 비교 비교해줘 비교해 구분 구별
방법 방식은 법 어떻게하나요 설명 설명해줘 설명해 알려 알려줘 알려주세요 알려줄래 알고 알려면 궁금 궁금해 정리해줘 요약 요약해줘
이란 란 이라는 라는 의미 뜻 말 말해줘 얘기 좀 제발 혹시 그냥 바로 다시 더 가장 제일 많이 너무 아주 매우 잘 꼭 다 모두 전부 각각 서로 둘 중 중에 중에서 뭐랑
쓰 써 써야 쓰는 쓰나요 쓰면 쓸 쓴 써서 쓰는지 쓰이는 쓰여 쓰임 사용 사용해 이용 필요 필요한 필요해 원하는 원해 싶어 싶은 싶다 싶은데 나오 나와 나면 나요 나는 날 나나
가능 가능한 가능한가 좋아 좋은 좋을 좋나 낫 나은 맞 맞아 맞나 맞는 맞는지 경우 상황 이유 때문 위해 위한 위해서 대해 대한 대해서 통해 따라 관련 관한
주는 줘 주세요 줄 받 받을 받는 받아 받아야 보내 보낼 보내려면 가 가나 가나요 오 와 올 두 세 첫 번째 먼저 다음 이전 후 전 동안 이상 이하 정도 대략
하려는 하려는데 하려고 골라야 고르 골라 선택 해결 해결책 해결법 였지 였나 이었지 였더라 인가 인가요 인지 이야 예요 이에요 야 요 걸까 걸까요 건지 나눠
못 못하 안 안되 안돼 안될 않 않는 않고 아닌 아니 아니라 아닌가
많아 많아서 많은 많이 많을 적은 작은 큰 너무나 자주 계속 항상 갑자기 미리 나중 지금 요즘 아직 이미 일단 결국 대신 없이 없애 없앨 안에 안에서 밖에 밖에서 위에 아래 옆 사이
막으려면 막을 막는 막 있게 하게 되게 넣 넣을 넣는 넣어 넘 넘으면 넘는 넘어 넘어서 넘으 걸려 걸리 걸리는 걸 생기 생기는 생겨 생길 생기면 떨어지 커지 늘리 늘려 늘리려면 줄이 줄여 줄이려면 낮추 높이 바꾸 바꿔 바꾸려면 바꿀 고치 고쳐 찾 찾아 찾는 찾으려면 보 봐 보는 보여 보이는 보고 볼 알아 아는 모르 몰라 들어가 들어간 들어 해당 보여요 올렸는데 올리면 계속해서 옛날 그대로 나타나 나타나는 사라져 사라지는 사라질 됐을 켜 켜기 켤 끄 켜면 뜨 뜨는 뜰 뜨면 떠 막히는 막혀 들 드는 드나 걸리나 되돌리려면 나오는 나올 초 분 일 주 월 년 개월 회 개
에이더블유에스 아마존
`

const stopWords = new Set(`${english} ${korean}`.split(/\s+/).filter((word) => word !== ''))

export const isStopWord = (word: string): boolean => stopWords.has(word)

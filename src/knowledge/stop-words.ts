// Stop words: what holds a question together without saying what it is about, and what says little of it.

import { isPredicate } from '#lib/korean.ts'

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
언제 누가 누구 왜 얼마 얼마나 몇 얼마야 얼마예요 어느 어때 어떨 어느것
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
막으려면 막을 막는 막 있게 하게 되게 넣 넣을 넣는 넣어 넘 넘으면 넘는 넘어 넘어서 넘으 걸려 걸리 걸리는 걸 생기 생기는 생겨 생길 생기면 떨어지 커지 늘리 늘려 늘리려면 줄이 줄여 줄이려면 낮추 높이 바꾸 바꿔 바꾸려면 바꿀 고치 고쳐 찾 찾아 찾는 찾으려면 보 봐 보는 보여 보이는 보고 볼 알아 아는 모르 몰라 들어가 들어간 들어 해당 보여요 올렸는데 올리면 계속해서 옛날 그대로 나타나 나타나는 사라져 사라지는 사라질 됐을 켜 켜기 켤 끄 켜면 뜨 뜨는 뜰 뜨면 떠 막히는 막혀 들 드는 드나 걸리나 되돌리려면 나오는 나올 초 분 일 주 월 년 개월 회 개 당 별 씩 끼리 쯤
에이더블유에스 아마존
`

const stopWords = new Set(`${english} ${korean}`.split(/\s+/).filter((word) => word !== ''))

export const isStopWord = (word: string): boolean => stopWords.has(word)

// Words of daily talk that a text may well lack though it answers. They still rank.
const englishEveryday = `
thru via onto towards upon amid beside besides despite except near nearby past since till whenever wherever whichever
really actually basically literally just simply exactly quite rather pretty kinda sorta maybe perhaps probably apparently
suddenly randomly properly correctly directly constantly currently recently lately soon later early anymore nowadays finally
everywhere somewhere anywhere nowhere somehow otherwise instead however therefore meanwhile afterwards beforehand halfway
stuck break breaks broke broken crash crashes weird strange odd wrong bad worse worst nice cool great fine terrible annoying
stop stops stopped start starts started begin begins began end ends ended finish finished stay stays stayed leave leaves left
ask asks asked say says said talk speak hear heard listen write wrote written call calls called mention name named
believe guess suppose assume wonder wondering confused confusing forget forgot remember remind learn learned learnt
understand understood mind care worry like love hate hope wish prefer expect expected agree trust doubt notice
show shows showed shown showing hide point drop drops dropped hold holds held throw throws threw thrown catch
caught grab fetch bring brought send carry hand pass passes passed slip stick sticks lose loses lost miss gain win beat
open opens opened close closed shut lock enter exit walk jump fly move stand sit lie rest sleep wake die dies dead kill kills
killed live lives alive born grow grows grew eat drink buy sell pay spend spent owe borrow lend rent cost
build built break fix fixes fixed mend repair patch tweak adjust tune clean wipe clear fill filled cut cuts paste mark sign
join joined leave split match matches matched fit fits fitted suit rely relies depend depends depending lead leads follow follows
followed chase hit hits hitting touch cover covers covered surround happen fail going gone went came coming been being
taking giving putting having seeing looking trying asking saying telling thinking wanting needing keeping holding showing
biggest smallest longest shortest tiny huge giant massive enormous heavy light hot cold warm fresh clean dirty empty full
hard harder hardest tough tricky complicated complex straightforward obvious easy easier easiest quick quicker ready
exact precise rough similar alike equal opposite related relevant important necessary useful useless handy fancy plain bare
ordinary regular normal usual proper real fake true false safe sure certain clear lucky busy free spare own main whole
half quarter double triple couple pair dozen bunch bit rest side sides top bottom middle front end corner
edge spot area place places somewhere thing stuff matter matters issue issues problem problems trouble mistake reason reasons
idea ideas fact facts story sense purpose goal aim trick tip tips hint clue choice choices chance
guy guys folks dude man men woman friend boss colleague coworker teammate mate everybody somebody nobody anybody
today tomorrow yesterday tonight morning evening night noon weekend moment while ago meantime daily weekly monthly yearly
meg megs gig gigs kb mb gb tb kib mib gib hey yo lol btw fyi asap pls plz thx gonna wanna gotta dunno aint didnt doesnt wasnt werent couldnt wouldnt shouldnt havent hasnt
ive youre theyre were theres heres thats whos whys wheres lets theyd wed
ready made brand supposed meant intended worth wise likely unlikely willing unable aware
`
const koreanEveryday = `
뜸 줌 떠 따로 빨리 자꾸 막상 왜이래 왜이럼 왜그래 왜그럼 왜그런지 왜그러지 여러 여럿 여러개 여러번 현재 방금 아까 제대로 똑같이 똑같은 마음대로 맘대로 알아서 저절로 굳이 원래 아예 거의 딱
한번 한번에 번씩 두번 두번씩 세번 하나씩 둘씩 조금 조금씩 살짝 그때 그때그때 매번 매일 가끔 종종 이따금 어제 오늘 내일 모레 예전 예전에 아무 아무나 아무도 아무리 아무것 누군가 무언가 뭔가 어딘가
진짜 정말 레알 완전 엄청 되게 겁나 개많이 훨씬 그나마 차라리 오히려 도대체 대체 분명 분명히 확실히 확실 아마 아마도 설마 역시 물론 당연히 특히 주로 보통 대부분 대개 대충 얼추 딱히 별로 전혀 절대 절대로
빨리빨리 천천히 얼른 어서 금방 곧 이따 이번 저번 지난번 다음번 처음 마지막 끝 중간 중간에 한쪽 양쪽 반대 반대로 나머지 전용 말고 빼고 외에 이외 이외에 만큼 대로 채로 척 듯 듯이
뭐뭐 뭐뭐야 뭐하는 뭐하는거 뭐하는거야 뭐한 뭐였 뭐였더라 뭐래 뭐라 뭐라고 뭐부터 뭘로 뭐로 어케 어떻해 어쩌 어쩌지 어쩔 어떡하 어떡하지 어쩌면 어찌 이렇게 그렇게 저렇게 이런 그런 저런 이러면 그러면 이럴 그럴
우리 우리가 내가 제가 나도 저도 니가 너희 저희 걔 얘 본인 스스로 혼자 여기 거기 저기 이쪽 그쪽 저쪽 여기서 거기서
문제 문제야 질문 답 답변 정답 예시 예 예제 종류 부분 내용 느낌 생각 기분 상태 모양 목록 요점 핵심 포인트 팁 꿀팁 장점 단점 장단점 특징 용도 목적 역할이 개념 정도야 추천 추천해 추천좀
같은데 같음 같아요 인듯 인듯한데 쉬운 쉽 쉽게 어려운 어렵 어려워 복잡 복잡한 간단 간단히 간단하게 편한 편하게 확인해 알고싶 궁금함 헷갈 헷갈림 급함 급해 부탁 부탁해 부탁드려 부탁드립니다 감사 고마 고마워 안녕 안녕하세요
두명 세명 여러명 한명 사람 돈 한방 통째 통째로 잠깐 잠시 실수 실수로 창 손 밤 낮 아침 저녁 새벽 둬 봐 매번 메가 기가 테라 킬로 키로 바이트 가져와 직접 각자 서로서로 여전히 드디어 어느새 그동안 그사이 이대로 그대로인 그만 몇개나 몇갠지 몇번이나 얼만큼 얼마큼 얼마만큼 얼마동안 얼마씩 몇분마다 몇초마다 안됨 안되는데 안되네 안나와 안보여 안먹 안먹힘 안돼요 안되요
달 한달 두달 두배 세배 절반 정해두 정해놓 안전하게 새로 새로운 얼만지 얼만가 얼마임 얼마인지 쓰래 쓰라 쓰라고 하래 하라는데 뭐임 뭔데 뭐지요 뭐냐 뭐니 어캄 어쩜 나옴 안나옴 안돼서 왜케 왤케 이케 일케 그케
않되 않돼 않되지 않됨 않되요 됬 됬는데 됬어 되여 해여 나여 어케해 어케함 머야 머임 머가 머지 모야 몬가 무슨뜻 뭔뜻 뭔소리 무슨말 알랴줘 알려죠 갈켜줘 가르쳐줘 가르쳐 가르쳐주세요
왜써 왜써야 왜쓰 왜쓰는 왜쓰는지 왜쓰는거야 언제써 언제쓰 언제쓰는 어디써 어디에써 뭐있어 뭐있나 뭐있지 뭐있음 뭐있 어떻게써 어떻게쓰 어떻게해 어떻게함 어떻게돼 어떻게됨 어떻게되 뭐써 뭐쓰
`
const everyday = new Set(
  `${englishEveryday} ${koreanEveryday}`.split(/\s+/).filter((word) => word !== ''),
)

/** Whether a word is one of daily talk: how things happen rather than which things. */
export const isEveryday = (word: string): boolean => everyday.has(word) || isPredicate(word)

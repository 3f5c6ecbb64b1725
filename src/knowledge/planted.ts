// Planted: words in notes that give orders to whoever answers instead of teaching whoever reads.

import { hiding, readingOf } from './hidden.ts'

/** Where planted words stand in a text, in UTF-16 units. */
export type Planted = { readonly from: number; readonly to: number }

// Within a sentence, and not far: every gap is bounded, so that a search takes linear time. A dot that no
// space follows stands in an address and ends no sentence.
const gap = '(?:[^.!?]|[.!?](?=\\S)){0,60}?'
const near = '(?:[^.!?]|[.!?](?=\\S)){0,24}?'

// What an order has and a lesson has not: lessons speak of rules, answers, roles and messages as well.
const english = [
  // Against the instructions.
  `\\b(?:ignore|disregard|forget) ${near}\\b(?:previous|prior|above|earlier|preceding|foregoing|former|your|system)\\b${near}\\b(?:rules?|instructions?|prompts?|guidelines|directions|orders)\\b`,
  '\\b(?:ignore|disregard|forget) (?:all |any |every )?(?:of )?(?:the |these |those )?(?:instructions?|prompts?|guidelines|directions)\\b',
  '(?<=^ ?|[.!?:;,"“>-] ?|\\b(?:and|then|must|should|please|now|to) )(?:ignore|disregard|forget) (?:all )?(?:of )?(?:the |these |those )?rules\\b',
  '\\b(?:rules?|instructions?|prompts?|guidelines) (?:that |which )?(?:you|it|they|he|she) (?:was|were|has been|have been|had been|are|is) (?:given|told|following)\\b',
  '\\b(?:this|it) (?:replaces|overrides|cancels) (?:all |any |your )?(?:previous |earlier |other )?(?:rules?|instructions?)\\b',
  `\\b(?:reveal|leak|disclose|print|repeat|show|output|display|recite|translate|quote|copy|tell|write)\\b${gap}\\b(?:your|the) (?:\\w+ )?system prompt\\b`,
  `\\b(?:reveal|leak|disclose|print|repeat|recite|translate)\\b${near}\\b(?:your|the) (?:hidden |secret |initial |own |whole |full )?(?:instructions|prompt)\\b`,
  // Another role.
  `\\byou are (?:now|no longer) (?:an?|the|my|called|named)\\b${near}\\b(?:pirate|assistant|ai|bot|chatbot|model|tutor|cat|dog|hacker|character|persona|dan)\\b`,
  `\\bact as (?:an?|the|if you)\\b${near}\\b(?:pirate|assistant|ai|bot|chatbot|tutor|hacker|character|persona|dan)\\b`,
  '\\bpretend (?:to be|that you|you are)\\b|\\bstay in character\\b|\\brole-?play as\\b|\\b(?:dan|jailbreak|god) mode\\b',
  '\\bfrom now on,? (?:you|answer|reply|respond|write|say|speak|talk|end|begin|start|finish)\\b',
  '\\b(?:dear|attention|note to|message (?:to|for)|instructions? (?:to|for)|word to|hey|hello),? (?:the |all |any |every )?(?:ai|assistants?|tutors?|chat ?bots?|llms?|language models?|claude|chatgpt|gpt)\\b',
  // What to answer, and how.
  '\\b(?:begin|start|end|finish|prefix|open|close|precede|follow) (?:each|every|your|any) (?:of )?(?:the |your )?(?:\\w+ )?(?:answers?|repl(?:y|ies)|sentences?)\\b(?! options?| choices?)',
  `\\b(?:add|put|keep|copy|insert|include|append|prepend|repeat|attach|paste)\\b${gap}\\b(?:in|into|to|after|before|under) (?:each|every|all|any|your) (?:answers?|repl(?:y|ies))\\b(?! options?| choices?)`,
  '\\b(?:answer|reply)(?: (?:to )?(?:it|this|that|them|everyone|everything|all questions))? (?:only|just|exactly|nothing but) (?:with|the words?|one word)\\b',
  '\\b(?:answers?|repl(?:y|ies)|respond|say) (?:only |just |always |exactly )*(?:with )?(?:only |just |exactly )?the (?:words?|phrase|sentence|string)\\b',
  '\\bone answer, the words?\\b',
  `\\b(?:when(?:ever)?|if) (?:some(?:one|body)|any(?:one|body)|members?|users?|learners?|students?) asks?\\b${gap}\\b(?:say|tell|claim|insist|pretend)\\b`,
  '\\b(?:whoever|everyone who|(?:every|any|each) (?:member|learner|student|user) who) asks\\b',
  '\\btell (?:every|each|any|all)(?: of)?(?: the)? (?:members?|learners?|students?|askers?)\\b',
  '\\b(?:first|last) (?:line|word|sentence)s? of (?:the|your|each|every|any|all) (?:answers?|repl(?:y|ies))\\b',
  `\\b(?:say|write|reply|respond|state|print)\\b${gap}\\bbefore (?:anything|everything) else\\b`,
  '\\bexplained best with the marks?\\b',
  `\\b(?:decode|base64)\\b${near}\\b(?:follow|obey|do (?:what|as) it)\\b`,
  '\\b(?:verify|confirm|validate) (?:your|their) aws account\\b',
  // Calls of tools, borders of a prompt, Discord's own marks.
  '"(?:tool|tool ?name|tool ?use|tool ?calls?|function ?call)" ?:',
  '</ ?(?:question|passages?|system|assistant|instructions?|search ?results?|prompt)>|<(?:system|assistant|instructions|passages|question|tool ?call|function ?calls?|invoke)(?: [^<>]{0,60})?>|\\[/?inst\\]|<\\|[a-z ]{2,20}\\|>',
  '\\b(?:system|assistant) ?: ?(?:you\\b|from now|ignore|new rules?|the rules|no rules|answer|say)',
  '<(?:@[!&]?|#)\\d+>|</[\\w -]{1,80}:\\d+>|<t:-?\\d+(?::\\w)?>|<a?:\\w+:\\d+>|<id:\\w+>|(?<![\\w@/.])@(?:everyone|here)\\b(?![/-])',
]
const bidding =
  '(?:(?:답|대답|말|출력)(?:하(?:라|시오|십시오|세요)|해(?:라|줘|주세요| 줘| 주세요)?(?=[\\s.!]|$))|알(?:리라|려라|려줘|려 줘))'
const korean = [
  '(?:앞의|위의|앞선|이전의?|지금까지의|기존의?|받은|주어진|너의|네) ?(?:모든 )?(?:규칙|지시|지침|명령|프롬프트)(?:문|사항)?(?:들)?(?:은|는|을|를)? ?(?:모두|전부|다)? ?(?:무시|취소|잊|폐기|버리|따르지)(?!되|된|됨|돼)',
  '(?:규칙|지시|지침|프롬프트)(?:문|사항)?(?:들)?(?:은|는|을|를)? ?(?:모두|전부|다)? ?(?:(?:무시|취소)(?:하라|해라|하세요|하십시오|해 ?줘)|잊어라|어겨라|따르지 ?마)',
  '이제 ?(?:부터 ?)?(?:규칙|지시|제약)(?:은|이|는)? 없',
  `(?:시스템 ?프롬프트|지시문 전체|받은 지시문|너의 지시|네 지시)${gap}(?:보여|출력|공개|알려|적|옮|번역|말하|말해)`,
  '(?:이제부터|지금부터|앞으로) ?(?:너는|넌|네가|당신은|모든 (?:답|대답|답변|문장)(?:을|은|에|마다))|(?:너는|넌|튜터는|봇은) (?:이제부터|지금부터|이제) |사람은 (?:이제부터|지금부터) \\S{1,12}(?:이다|야|입니다)(?=[\\s.!]|$)',
  '모든 ?(?:문장|답변|대답|답)(?:을|은|의 끝을|의 끝에|끝에|마다|앞에|에)? ?(?:["“\'‘「『][^"”\'’」』]{1,40}["”\'’」』](?:으로|로|을|를) ?(?:끝|시작|붙|쓰|써|적)|<?@)',
  `["”'’」』]이?라고 ?(?:만 )?${bidding}`,
  `이?라고만 ?(?:${bidding}|답한다|대답한다)`,
  '이?라고 (?:알려라|알리라|출력하라|출력해라)',
  `(?:묻는|물어보는|질문하는|질문한) ?(?:사람|멤버|회원|학습자|학생|모두)${gap}(?:이?라고|${bidding})`,
  `(?:누가|누구든|멤버가|회원이) (?:물으면|물어보면|질문하면|묻든)${gap}(?:이?라고|${bidding})`,
  '다른 말은 (?:쓰지|하지|적지) ?(?:마|말)',
  `코드 블록(?:을|으로)${near}(?:답한다|답하라|답해라|닫지 ?(?:마|말))`,
  '(?:튜터|챗봇|어시스턴트)에게(?: 전하는 말| 알림)?$',
  '시스템 ?: ?(?:너|넌|당신|이제|지금부터|앞의|위의|모든|어떤|규칙)',
  '비밀번호[^.!?]{0,30}(?:입력하라|보내라|알려라|말하라)',
  `base64${gap}(?:그대로 따라|따라 ?하|실행하라)`,
]
const patterns = [...english, ...korean].map((source) => new RegExp(source, 'gu'))

/**
 * Where a text gives orders to whoever answers from it, in Korean or English: to drop or tell its
 * instructions, to play another role, to answer with certain words, to call a tool, to ping; and where
 * characters hide words. It knows what such orders commonly look like, so it is a second fence and no
 * proof: an order told in other words passes, and what is written from it must still be proven.
 */
export function plantedIn(text: string): readonly Planted[] {
  const read = readingOf(text)
  const ordered = patterns.flatMap((pattern) =>
    [...read.text.matchAll(pattern)].map(({ 0: found, index }) => ({
      from: read.places[index] ?? 0,
      to: read.places[index + found.length] ?? text.length,
    })),
  )
  const hidden = [...text.matchAll(hiding)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }))
  return [...ordered, ...hidden].sort((one, other) => one.from - other.from)
}

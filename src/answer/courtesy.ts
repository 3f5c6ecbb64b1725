// Courtesy: thanks and greetings, which are answered in kind instead of being looked up in the notes.

import { normalForm } from '#lib/normal-form.ts'

export type Courtesy = 'thanks' | 'greeting'

const words: Readonly<Record<Courtesy, RegExp>> = {
  thanks:
    /^(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers|(?:정말 |너무 )?(?:고마워요?|고맙습니다|감사(?:합니다|해요|드려요|드립니다)?|땡큐))$/,
  greeting:
    /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|안녕(?:하세요|하십니까)?|하이|반가워요?|반갑습니다|좋은 아침(?:이에요|입니다)?)(?: (?:there|everyone|gongbu|공부))?$/,
}

/** What a message is when it is nothing but a courtesy; undefined for everything that asks something. */
export function courtesyOf(message: string): Courtesy | undefined {
  const plain = normalForm(message)
    .replaceAll(/[^\p{L}\p{N} ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return (['thanks', 'greeting'] as const).find((courtesy) => words[courtesy].test(plain))
}

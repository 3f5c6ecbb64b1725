// Showable: nothing of a model's own markup is left, and code stays as the notes have it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressesIn } from '#answer/markup.ts'
import { partsOf } from '#answer/parts.ts'
import { showable } from '#answer/showable.ts'
import { loadLibrary } from '#knowledge/library.ts'

test.each([
  ['![seen](https://evil.example/p?q=oac)', 'seen'],
  ['[a [b] c](http://x.example/z "ti)tle! no") tail', 'a [b] c tail'],
  ['[![i](http://u.example/a)](http://v.example/b) w', 'i w'],
  ['[[x](http://u.example)](http://v.example)', 'x'],
  ['see [here][ref] now', 'see here now'],
  ['[ref]: https://e.example "title"', 'ref'],
  ['[log in](javascript:alert(1)) javascript:alert(2) or data:text/html,x', 'log in or'],
  ['go to https://a.example/c?d=e! Next', 'go to! Next'],
  ['www.evil.example/a?b and discord.gg/abc or t.me/x', 'and or'],
  ['sign in at phish.example/aws now', 'sign in at now'],
  ['<https://evil.example> and <mailto:a@b.example>', 'and'],
  ['ht[1]tps://evil.example/x', ''],
  ['<@<@1>1> <@!2> <@&3> <#4> y', 'y'],
  ['<id:customize> <t:0:R> </ask now:1> <a:wave:1> <:x:2> z', 'z'],
  ['@everyone and @here', 'everyone and here'],
  ['||hidden|| words', '| |hidden| | words'],
  ['a ||hidden|| word', 'a \\|\\|hidden\\|\\| word'],
  ['| a || b |', '| a | | b |'],
  ['# Big', 'Big'],
  ['- ## Big', '- Big'],
  ['1. -# small', '1. small'],
  ['>>> all that follows', 'all that follows'],
  ['> 시험: 30초', '> 시험: 30초'],
  ['#1 choice, C# and a #tag', '#1 choice, C# and a #tag'],
  ['Records[0] and `Records[0]` [12]【3】', 'Records and `Records[0]`'],
  ['`a`[1]`b`', '`a` `b`'],
  ['a ` b', 'a  b'],
  ['```js``` [x](http://evil.example)', '`js` x'],
  ['~~~\n[x](http://evil.example)\n~~~', '```\n[x](http://evil.example)\n```'],
  ['```js\na ``` [x](http://e.example)\n```', "```js\na ''' [x](http://e.example)\n```"],
  ['```js\nopen', '```js\nopen\n```'],
  ['```\n\n```', ''],
  ['``` PWNED first\nlet a\n```', '```\nlet a\n```'],
  ['Node.js/Python, CI/CD and application/json', 'Node.js/Python, CI/CD and application/json'],
  ['\u202eabc\u200b\u{e0041}\u3164d', 'abc d'],
])('%j is shown as %j', (written, shown) => {
  expect(showable(written)).toBe(shown)
})

test.each([
  '`http://169.254.169.254/latest/meta-data`',
  '`event.Records[0][1]` holds it',
  '`<@123> @everyone || # <t:0:R>`',
  '``a ` b`` and `[x](y)`',
  '```yaml\nUrl: https://sqs.us-east-1.amazonaws.com/1/q\nList: a[0][1]\n# comment\n```',
])('%s stays as it is', (code) => {
  expect(showable(code)).toBe(code)
})

const piece = fc.constantFrom(
  ...['[', ']', '(', ')', '![', '](', '<', '>', '`', '```', '"', '\\', '|', '||', '# ', '- ', ' '],
  ...['https://', 'http', '://', 'www.', 'evil.example/', 'javascript:', '@', 'everyone', 'here'],
  ...[
    '<@1>',
    '<#',
    '</ask:1>',
    '<t:0>',
    '[1]',
    '【2】',
    'a',
    '나',
    '!',
    '\u200b',
    '\u202e',
    '\ue000',
  ],
)
test('whatever is written, only words and code are shown, and showing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const shown = showable(pieces.join(''))
      expect(showable(shown)).toBe(shown)
      if (shown.startsWith('```')) return
      const words = shown.replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '\n')
      expect(words).not.toMatch(/`|\]\(|<[@#/][^<>\s]*>|@(?:everyone|here)\b|\|\||^#{1,6} /)
      expect(addressesIn(words)).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('nothing is taken from what the notes that are shipped say', async () => {
  const { concepts } = await loadLibrary('knowledge')
  const parts = [...concepts.values()].flatMap(({ texts }) =>
    Object.values(texts).flatMap(({ text }) => partsOf(text)),
  )
  expect(parts.length).toBeGreaterThan(1000)
  expect(parts.filter(({ text }) => showable(text) !== text)).toEqual([])
})

test.each(['[', '](', '[x](', '`', '` `` ', '<@', 'http', '[1', 'a.', 'a-', '</a ', '@everyone'])(
  '50,000 characters of %j are shown',
  (text) => {
    expect(showable(text.repeat(50_000 / text.length)).length).toBeLessThanOrEqual(75_000)
  },
)

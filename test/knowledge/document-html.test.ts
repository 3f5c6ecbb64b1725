import { expect, test } from 'vitest'
import { decodeHtml, htmlText } from '#knowledge/document-html.ts'

const textOf = (html: string) => {
  const read = htmlText(html)
  return read.ok ? read.value.text : read.fault
}

/** "음악" in EUC-KR. */
const music = Buffer.from('c0bdbec7', 'hex')

test('headings, lists, tables and code keep their form; words keep theirs', () => {
  const html = `<h1>Tea &amp; <em>milk</em></h1><p>Set max_size to *5* in [brackets].
    <br>Then <a href="https://x.example">read on</a>.</p>
    <ul><li>Green<ul><li>Sencha</li></ul></li></ul><ol><li>Boil</li></ol>
    <table><tr><th>Kind<th>Price<tr><td>a|b<td><p>5<p>won</table><pre><code>{ "a": 1 }
</code></pre><p><b>초록</b>차는 맑다.`
  expect(textOf(html)).toBe(
    [
      '# Tea & milk',
      'Set max_size to *5* in [brackets].',
      'Then read on.',
      '- Green',
      '  - Sencha',
      '1. Boil',
      '| Kind | Price |',
      '| - | - |',
      '| a\\|b | 5 won |',
      '```',
      '{ "a": 1 }',
      '```',
      '초록차는 맑다.',
    ].join('\n'),
  )
})

test('what a reader does not see is not read', () => {
  const html = `<style>p{}</style><script>one</script><nav>two</nav><template>three</template>
    <p hidden>four</p><p aria-hidden="true">five</p><p style="color:red; display: none">six</p>
    <noscript>seven</noscript><!-- eight --><svg><text>nine</text></svg><p>seen`
  expect(textOf(html)).toBe('seen')
})

test('a page laid out by tables is read as if there were none', () => {
  const cell = '<h2>Tea</h2><p>Green.<table><tr><th>Kind<th>Price<tr><td>a<td>5</table>'
  expect(textOf(`<table><tr><td>Menu<td>${cell}</table>`)).toBe(
    'Menu\n## Tea\nGreen.\n| Kind | Price |\n| - | - |\n| a | 5 |',
  )
})

test('a page without headings has its title, and bold lines that stand alone', () => {
  expect(textOf('<title>Tea</title><h2>Green</h2><p>Mild.')).toBe('# Tea\n## Green\nMild.')
  expect(textOf('<title>Site</title><h1>Tea</h1><p>Mild.')).toBe('# Tea\nMild.')
  expect(textOf('<p><b>Tea</b></p><p><b>All of it is bold.</b></p><p>Mild <b>taste</b>')).toBe(
    '## Tea\nAll of it is bold.\nMild taste',
  )
})

test.each([
  ['meta charset', Buffer.concat([Buffer.from('<meta charset="euc-kr">'), music])],
  [
    'meta http-equiv',
    Buffer.concat([
      Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=ks_c_5601-1987">'),
      music,
    ]),
  ],
  [
    'XML declaration',
    Buffer.concat([Buffer.from('<?xml version="1.0" encoding="EUC-KR"?>'), music]),
  ],
  ['no mark, not UTF-8', music],
  ['no mark', Buffer.from('음악')],
  ['a mark that is not true', Buffer.concat([Buffer.from('<meta charset=utf-8>'), music])],
  ['an unknown mark', Buffer.from('<meta charset=klingon>음악')],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('음악', 'utf16le')])],
  ['UTF-8 that says UTF-16', Buffer.from('<meta charset=utf-16>음악')],
])('Korean is read in its encoding: %s', (_name, bytes) => {
  expect(decodeHtml(bytes)).toMatch(/음악$/)
})

test('EUC-KR is read as Windows-949, with all syllables', () => {
  // The first, one within and the last of those that KS X 1001 leaves out, among some that it holds.
  const bytes = Buffer.from('8141b0a1208c63b9e6bbec41c652', 'hex')
  const page = Buffer.concat([Buffer.from('<meta charset=euc-kr>'), bytes])
  expect(decodeHtml(page).replace(/^<[^>]*>/, '')).toBe('갂가 똠방살A힣')
})

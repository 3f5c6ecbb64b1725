// Highlight: code cut into the few kinds of words a reader's eye looks for.

export type Piece = { readonly kind: PieceKind; readonly text: string }
type PieceKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'key'

const words = new Set(
  (
    'as async await break case catch class const continue def default delete do elif else ' +
    'except export extends finally for from function if implements import in interface is ' +
    'lambda let new not null None of or and pass public private protected return static switch ' +
    'self this throw true false True False try type undefined var void while with yield fn ' +
    'select insert update into values where group order by join on create table begin commit'
  ).split(' '),
)

const hashComments = new Set(['bash', 'sh', 'shell', 'py', 'python', 'yaml', 'yml', 'toml'])

const token =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(#[^\n]*)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(\b\d[\d_.]*\b)|([\p{L}_$][\p{L}\p{N}_$]*)/gu

/** The code in pieces, nothing added and nothing lost; an unknown language stays plain. */
export const highlight = (code: string, language: string): readonly Piece[] => {
  if (language === '' || language === 'text' || language === 'txt') {
    return [{ kind: 'plain', text: code }]
  }
  const hash = hashComments.has(language.toLowerCase())
  const pieces: Piece[] = []
  let at = 0
  for (const found of code.matchAll(token)) {
    const [text, slash, sharp, quoted, number, name] = found
    const after = code.slice(found.index + text.length)
    const kind: PieceKind =
      slash !== undefined && !hash
        ? 'comment'
        : sharp !== undefined && hash
          ? 'comment'
          : quoted !== undefined
            ? /^\s*:/.test(after.slice(0, 4))
              ? 'key'
              : 'string'
            : number !== undefined
              ? 'number'
              : name !== undefined && words.has(name)
                ? 'keyword'
                : 'plain'
    if (found.index > at) pieces.push({ kind: 'plain', text: code.slice(at, found.index) })
    pieces.push({ kind, text })
    at = found.index + text.length
  }
  if (at < code.length) pieces.push({ kind: 'plain', text: code.slice(at) })
  return pieces
}

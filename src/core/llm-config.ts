// LLM config: which models answer, where they are and how they are spoken to.

/** Which models answer and doubt, and where they are. `off`: answers are the notes' own passages. */
export type LlmConfig =
  | { readonly profile: 'off' }
  | {
      readonly profile: 'anthropic'
      readonly key: string
      /** Undefined: Anthropic's own. */
      readonly baseUrl: string | undefined
      readonly writer: string
      readonly judge: string | undefined
    }
  | {
      readonly profile: 'compat'
      /** Many servers that are run at home ask for none. */
      readonly key: string | undefined
      readonly baseUrl: string
      readonly writer: string
      readonly judge: string | undefined
    }

const defaultModel = 'claude-haiku-5-5'
const anthropicHost = 'api.anthropic.com'

type Filled = Readonly<Record<string, string>>

/** Whether the server is Anthropic's own; true without an address. */
function isAnthropic(address: string | undefined): boolean {
  return address === undefined || URL.parse(address)?.hostname === anthropicHost
}

/**
 * The profile that was asked for, or the one that fits: notes in Anthropic's blocks reach nobody else. A
 * server of one's own needs no key, but a model; an address alone may be there for other programs.
 */
function profileOf(filled: Filled): string {
  const { LLM_PROFILE, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, ANSWER_MODEL } = filled
  if (LLM_PROFILE !== undefined) return LLM_PROFILE
  if (!isAnthropic(ANTHROPIC_BASE_URL) && (ANTHROPIC_API_KEY ?? ANSWER_MODEL) !== undefined) {
    return 'compat'
  }
  return ANTHROPIC_API_KEY === undefined ? 'off' : 'anthropic'
}

/** What the profile still needs, one sentence for each variable. */
export function llmFaults(filled: Filled): readonly string[] {
  const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, ANSWER_MODEL } = filled
  const faults: string[] = []
  const profile = profileOf(filled)
  if (profile === 'anthropic' && ANTHROPIC_API_KEY === undefined) {
    faults.push('ANTHROPIC_API_KEY must be set for LLM_PROFILE=anthropic.')
  }
  if (profile === 'compat') {
    if (ANTHROPIC_BASE_URL === undefined) {
      faults.push(
        'ANTHROPIC_BASE_URL must be the address of your model server for LLM_PROFILE=compat, such as http://127.0.0.1:11434.',
      )
    } else if (isAnthropic(ANTHROPIC_BASE_URL)) {
      faults.push(
        `LLM_PROFILE must be anthropic for ${anthropicHost}: compat counts every call as free.`,
      )
    }
    if (ANSWER_MODEL === undefined) {
      faults.push(
        'ANSWER_MODEL must name a model of the server at ANTHROPIC_BASE_URL, such as qwen3:8b.',
      )
    }
  }
  if (profile === 'off' && filled['LLM_PROFILE'] === undefined) {
    const named = ['ANSWER_MODEL', 'JUDGE_MODEL'].filter((name) => filled[name] !== undefined)
    faults.push(
      ...named.map(
        (name) =>
          `${name} needs ANTHROPIC_API_KEY, or for a server of your own ANTHROPIC_BASE_URL and ANSWER_MODEL; LLM_PROFILE=off leaves it unused.`,
      ),
    )
  }
  return faults
}

/** The address as the SDK wants it: it adds /v1/messages itself. */
const baseOf = (address: string): string => address.replace(/(?:\/+v1(?:\/+messages)?)?\/*$/, '')

/** The models to open; meant for an environment without faults. */
export function llmOf(filled: Filled): LlmConfig {
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: address, ANSWER_MODEL, JUDGE_MODEL } = filled
  const baseUrl = address && baseOf(address)
  const judge = JUDGE_MODEL
  const profile = profileOf(filled)
  if (profile === 'anthropic' && key !== undefined) {
    return { profile, key, baseUrl, writer: ANSWER_MODEL ?? defaultModel, judge }
  }
  if (profile === 'compat' && baseUrl !== undefined && ANSWER_MODEL !== undefined) {
    return { profile, key, baseUrl, writer: ANSWER_MODEL, judge }
  }
  return { profile: 'off' }
}

// Language: the two languages Gongbu speaks, and sentences that exist in both.

export const languages = ['ko', 'en'] as const
export type Language = (typeof languages)[number]

/** Something said in both languages: a title, a stem, an option. */
export type Bilingual = { readonly ko: string; readonly en: string }

/** The language a question is asked in: Korean as soon as it holds one Hangul letter. */
export const languageOf = (text: string): Language =>
  /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en'

/** Discord's locale (`ko`, `en-US`, `ja` …) as one of ours; every other tongue gets English. */
export const languageOfLocale = (locale: string | undefined): Language =>
  locale?.toLowerCase().startsWith('ko') ? 'ko' : 'en'

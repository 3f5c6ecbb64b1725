// Problem: what is wrong in a course folder, and where.

import type { Fault } from '#lib/yaml.ts'

/** `file` is relative to the knowledge folder, `line` counts from 1. */
export type Problem = { readonly file: string; readonly line: number; readonly problem: string }

/** The faults of one file as problems. */
export const problemsOf = (file: string, faults: readonly Fault[]): readonly Problem[] =>
  faults.map((fault) => ({ file, ...fault }))

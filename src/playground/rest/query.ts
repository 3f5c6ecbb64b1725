// Query: what a request asks in its address.

import { z } from 'zod'
import { parse, whole } from '#playground/validation/form.ts'
import type { Call } from './route.ts'

/** Numbers in a query string, refused with 50035 when they are none. */
export const queryOf = <Shape extends z.ZodRawShape>(call: Call, shape: Shape) =>
  parse(z.object(shape), Object.fromEntries(call.query))

/** A whole number written in a query string. */
export const counted = (least: number, most: number, usual: number) =>
  z.preprocess((value) => (value === undefined ? usual : Number(value)), whole(least, most))

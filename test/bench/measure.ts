// Measure: time, memory and the longest wait of a piece of work.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const rounded = (value: number): number => Math.round(value * 100) / 100
const megabytes = (): number => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1024 / 1024
}

export type Work = {
  readonly milliseconds: number
  /** Milliseconds the processor gave it: fewer where others use the machine. */
  readonly processor: number
  /** What the result takes, once rubbish is collected. */
  readonly megabytes: number
  /** The longest time nothing else could run. */
  readonly longestBlock: number
}

/** The result of some work and what it cost. */
export async function measured<Result>(
  work: () => Result | Promise<Result>,
): Promise<readonly [Result, Work]> {
  const before = megabytes()
  await new Promise((done) => setTimeout(done, 20))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await new Promise((done) => setTimeout(done, 5))
  const began = performance.now()
  const used = process.threadCpuUsage()
  const result = await work()
  const { user, system } = process.threadCpuUsage(used)
  const milliseconds = rounded(performance.now() - began)
  const processor = rounded((user + system) / 1000)
  await new Promise((done) => setTimeout(done, 5))
  delay.disable()
  const longestBlock = rounded(delay.max / 1e6)
  return [
    result,
    { milliseconds, processor, megabytes: rounded(megabytes() - before), longestBlock },
  ]
}

/** Median and 95th percentile of the time of each call, in milliseconds. */
export async function timed<Input>(
  inputs: readonly Input[],
  call: (input: Input) => unknown,
): Promise<{ readonly p50: number; readonly p95: number }> {
  const times: number[] = []
  for (const input of inputs) {
    const began = performance.now()
    await call(input)
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => rounded(times[Math.floor(share * times.length)] ?? 0)
  return { p50: at(0.5), p95: at(0.95) }
}

/**
 * Nanoseconds of one multiplication and addition: shows when the processor was shared or slow during a
 * section (about 1.1 on a free core of 3 GHz). It does not show crowded memory, so compare with the
 * peers of the same run first.
 */
export function stepTime(): number {
  const steps = 1e8
  const began = performance.now()
  let sum = 0
  for (let step = 0; step < steps; step++) sum = (Math.imul(sum, 31) + step) | 0
  return rounded(((performance.now() - began + (sum === 0.5 ? 1 : 0)) / steps) * 1e6)
}

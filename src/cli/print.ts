// Print: writes to standard output, and ends quietly when the reader (`| head`) has left.

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

/** Resolves once the text has been handed to the reader. */
export const print = (text: string): Promise<void> =>
  new Promise((done) => {
    process.stdout.write(text, () => done())
  })

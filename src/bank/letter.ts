// Letter: what an option is called when it is shown, by its place among the options.

const letters = ['A', 'B', 'C', 'D', 'E']

/** The letter of a place counted from 0. */
export const letterOf = (place: number): string => letters[place] ?? '•'

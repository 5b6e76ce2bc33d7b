/** Length of a conference in minutes. */
export const shortest = 15
export const longest = 240
export const usual = 45

/** Length of a conference in minutes. */
export const shortest = 15
export const longest = 240
export const usual = 45
/** Consults of one conference, and minutes of one of them. */
export const mostConsults = 8
export const shortestItem = 5
/** People of one kind in one conference. */
export const mostPeople = 20

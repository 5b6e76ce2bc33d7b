/** Characters of one line of chat. */
export const longestChat = 2_000
/** Characters of one conclusion, or of the reason why there is none. */
export const longestConclusion = 8_000
/** People with sound and picture at once: each browser sends to each other one. */
export const mediaPeople = 4

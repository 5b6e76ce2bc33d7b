/** Characters of one line of chat. */
export const longestChat = 2_000
/** People with sound at once: each browser sends to each other one, so each more costs everybody. */
export const mediaPeople = 8
/** Cameras among them. */
export const mediaCameras = 4
/** A line that was bad for longer than this, in ms, stands in the room's log. */
export const weakAfter = 10_000
/** Arrows and words on one file of the stage. */
export const marksMost = 200
/** Characters of one of them. */
export const longestMark = 200
/** Characters of an opinion in the room. */
export const longestOpinion = 2_000
/** Characters of a call for technical help. */
export const longestHelp = 300

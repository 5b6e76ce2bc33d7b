/** A room with the people who sit in it, and what opens the door for each. */
export interface Place { conferenceId: string; people: { personId: string; cookie: string }[] }

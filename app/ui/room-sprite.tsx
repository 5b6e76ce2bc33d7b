import room from './room-sprite.svg?raw'

/** The shapes only the room needs; put once into its page. */
export const RoomSprite = () => <div className="sprite" aria-hidden="true" dangerouslySetInnerHTML={{ __html: room }} />

import room from './room-sprite.svg?raw'
import { Sprite } from './sprite'

/** The shapes only the room needs; put once into its page. */
export const RoomSprite = () => <Sprite shapes={room} />

import { useMemo, useSyncExternalStore } from 'react'
import type { MediaView } from './media-view'
import type { RemoteMedia } from './mesh'
import type { RoomMedia } from './room-media'

export type { RemoteMedia }
export type Media = MediaView & Pick<RoomMedia, 'enter' | 'toggleMic' | 'toggleCamera' | 'toggleScreen'>

/** A call's sound and picture as they are now, and what one can do about them. */
export function useMedia(media: RoomMedia): Media {
  const view = useSyncExternalStore(media.subscribe, media.view, media.view)
  return useMemo(() => ({ ...view, enter: media.enter, toggleMic: media.toggleMic, toggleCamera: media.toggleCamera, toggleScreen: media.toggleScreen }), [view, media])
}

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaChoice } from '~/sockets/kept-choices'
import { DevicePart } from './device-part'
import type { Choose } from './use-choice'
import { useDevice } from './use-device'

/** One's own picture, as the others would see it but mirrored, as one knows oneself. */
export function CameraTest({ choice, choose }: { choice: MediaChoice; choose: Choose }) {
  const { t } = useTranslation()
  const device = useDevice('camera')
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = device.stream
  }, [device.stream])
  return (
    <DevicePart name="camera" device={device} chosen={choice.cameraId} choose={(cameraId) => choose({ cameraId })}>
      <video ref={video} autoPlay playsInline muted aria-label={t('rooms:check.camera.preview')} />
      <p>{t('rooms:check.camera.look')}</p>
    </DevicePart>
  )
}

/** A DICOM file says so after its first 128 bytes (PS3.10). */
async function isDicom(file: File): Promise<boolean> {
  if (file.size < 132) return false
  try {
    return (await file.slice(128, 132).text()) === 'DICM'
  } catch {
    return false
  }
}

const atOnce = 50

/** Of a folder or a CD only its pictures: viewers, manuals and icons stay where they are and cost no time on the line. */
export async function picturesIn(files: readonly File[]): Promise<{ dicom: File[]; skipped: number }> {
  const dicom: File[] = []
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce)
    const found = await Promise.all(some.map(isDicom))
    dicom.push(...some.filter((_, index) => found[index]))
  }
  return { dicom, skipped: files.length - dicom.length }
}

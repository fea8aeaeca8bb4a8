// A photo is made small on the device before it travels: mobile data is dear, and what a coach needs is legible at 1600.
export const sideMax = 1600;
export const photosMax = 3;

/** The size that fits, in the same proportions; never larger than it was. */
export function fit(width: number, height: number, side = sideMax): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** As JPEG, upright, without what the camera wrote beside the picture. Throws when this browser cannot open it. */
export async function shrink(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  try {
    const { width, height } = fit(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const paper = canvas.getContext('2d');
    if (!paper) throw new Error('no canvas');
    paper.fillStyle = '#ffffff';
    paper.fillRect(0, 0, width, height);
    paper.drawImage(picture, 0, 0, width, height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no JPEG'))), 'image/jpeg', 0.85)
    );
  } finally {
    picture.close();
  }
}

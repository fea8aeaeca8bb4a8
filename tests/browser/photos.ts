// Photos to hand in with a task.
import type { Page } from '@playwright/test';

/** A photo larger than what is sent, drawn by the browser itself. */
export async function drawPhoto(page: Page, colour: string): Promise<Buffer> {
  const text = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const paper = canvas.getContext('2d')!;
    paper.fillStyle = fill;
    paper.fillRect(0, 0, 2400, 1800);
    paper.fillStyle = '#1c2b23';
    paper.font = '160px sans-serif';
    paper.fillText('Mời họp xóm', 300, 900);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, colour);
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}

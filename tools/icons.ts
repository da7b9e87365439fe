// Draws the icon of the phone page, a ticket with three who wait, as PNG in three sizes: node tools/icons.ts.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

const folder = resolve(import.meta.dirname, '../displays/icons');
const sizes = [180, 192, 512] as const;

/** A ticket, torn off below, on the brand's blue; everything lies within the middle 80 %, so that phones may cut it round. */
const draw = (pen: SKRSContext2D, size: number): void => {
  const unit = size / 100;
  pen.fillStyle = '#00118f';
  pen.fillRect(0, 0, size, size);
  pen.translate(size / 2, size / 2);
  pen.rotate(-0.09);
  pen.fillStyle = '#ffffff';
  pen.beginPath();
  pen.moveTo(-21 * unit, -29 * unit);
  pen.lineTo(21 * unit, -29 * unit);
  pen.lineTo(21 * unit, 27 * unit);
  for (let tooth = 0; tooth < 6; tooth += 1) {
    const right = 21 - tooth * 7;
    pen.lineTo((right - 3.5) * unit, 22 * unit);
    pen.lineTo((right - 7) * unit, 27 * unit);
  }
  pen.closePath();
  pen.fill();
  // Three who wait, the first of them called.
  for (const [index, colour] of ['#ffc700', '#8fa3ff', '#c9d3ff'].entries()) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(0, (-17 + index * 15) * unit, (7 - index * 1.2) * unit, 0, Math.PI * 2);
    pen.fill();
  }
};

for (const size of sizes) {
  const canvas = createCanvas(size, size);
  draw(canvas.getContext('2d'), size);
  writeFileSync(resolve(folder, `junban-${size}.png`), canvas.toBuffer('image/png'));
}

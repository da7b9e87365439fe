#!/usr/bin/env bash
# QR codes in kanji mode: what qrcode 1.5.4 writes, jsQR 1.4.0 reads back as other characters; some of them cannot be written again.
#
# Expected: kanji mode (ISO/IEC 18004, 7.4.6) packs Shift JIS double bytes, so a text of full-width characters comes back as it was. ZXing's
#   reader (@zxing/library 0.21.3) gives exactly that for all of these.
# Seen: jsQR reads ～ (U+FF5E) as 〜 (U+301C), － (U+FF0D) as − (U+2212), ∥ as ‖, and ￠ ￡ ￢ as the half-width ¢ £ ¬. qrcode refuses all of these
#   in kanji mode ("Invalid SJIS character"), so a slip that is scanned and printed anew fails. Both tables are usual ones
#   (Windows' against Unicode's for JIS X 0208), but the two packages took different ones.
# What follows: opening hours and telephone numbers as Japanese offices write them (９：００～１７：００, ０３－１２３４) are not equal after a scan:
#   compare by NFKC with these six mapped, or keep such codes in bytes (UTF-8).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent qrcode@1.5.4 jsqr@1.4.0 @zxing/library@0.21.3
cat >try.mjs <<'JS'
import zxing from '@zxing/library';
import jsQR from 'jsqr';
import QRCode from 'qrcode';
import toSJISFunc from 'qrcode/helper/to-sjis.js';

const [quiet, dot] = [4, 4];
const picture = (text) => {
  const { modules } = QRCode.create([{ data: text, mode: 'kanji' }], { toSJISFunc });
  const side = (modules.size + 2 * quiet) * dot;
  const grey = new Uint8ClampedArray(side * side).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [Math.floor(y / dot) - quiet, Math.floor(x / dot) - quiet];
      const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
      if (inside && modules.get(row, column)) grey[y * side + x] = 0;
    }
  return { grey, side };
};
const byJsQR = ({ grey, side }) =>
  jsQR(Uint8ClampedArray.from({ length: grey.length * 4 }, (_, i) => (i % 4 === 3 ? 255 : grey[i >> 2])), side, side)?.data;
const byZxing = ({ grey, side }) =>
  new zxing.QRCodeReader()
    .decode(
      new zxing.BinaryBitmap(new zxing.HybridBinarizer(new zxing.RGBLuminanceSource(grey, side, side))),
      new Map([[zxing.DecodeHintType.PURE_BARCODE, true]]),
    )
    .getText();
const writable = (text) => {
  try {
    picture(text);
    return true;
  } catch {
    return false;
  }
};

const tried = ['受付番号', '９：００～１７：００', '０３－１２３４', 'Ａ∥Ｂ', '￠￡￢'];
const seen = tried.map((text) => {
  const drawn = picture(text);
  const row = { text, jsQR: byJsQR(drawn), zxing: byZxing(drawn) };
  row.again = writable(row.jsQR);
  console.log(JSON.stringify(row));
  return row;
});
const expected = ['受付番号', '９：００〜１７：００', '０３−１２３４', 'Ａ‖Ｂ', '¢£¬'];
const holds = seen.every((row, i) => row.zxing === row.text && row.jsQR === expected[i] && row.again === (i === 0));
process.exit(holds ? 0 : 1);
JS
for name in qrcode jsqr @zxing/library; do echo "$name $(node -p "require('./node_modules/$name/package.json').version")"; done
node try.mjs

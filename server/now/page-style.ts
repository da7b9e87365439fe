// The look of the now page, in the page itself: a published file has nothing beside it. Our own policy knows it by its hash.
import { createHash } from 'node:crypto';

export const nowStyle = `*{box-sizing:border-box;margin:0;padding:0}
body{font-family:system-ui,-apple-system,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","BIZ UDPGothic",sans-serif;line-height:1.5;color:#1a1a1c;background:#f3f6fb;
max-width:44rem;margin:0 auto;padding:.75rem 1rem 2rem;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
:lang(ko){word-break:keep-all}:lang(ja){word-break:auto-phrase;line-break:strict}
ul{list-style:none}a{color:#00118f}a,summary{min-height:44px}
header p{font-weight:700;color:#4d4d4d}h1{font-size:1.5rem;line-height:1.3;color:#00118f}
nav{display:flex;flex-wrap:wrap;gap:0 1rem;margin-top:.25rem}nav a{display:inline-flex;align-items:center}nav a[aria-current]{font-weight:700;color:#1a1a1c;text-decoration:none}
.old{margin:.5rem 0;padding:.75rem 1rem;font-weight:700;color:#541e00;background:#fff0b3;border:2px solid;border-radius:12px}
main{display:grid;gap:.75rem;margin-top:.25rem}
.as-of{font-weight:700}
.is-old .as-of{color:#541e00}.is-old .site{border-style:dashed;border-color:#4d4d4d;background:repeating-linear-gradient(135deg,#fff 0 14px,#f1f2f4 14px 28px)}
.site{padding:.75rem 1rem;background:#fff;border:1px solid #c9d3e3;border-left:6px solid #00118f;border-radius:12px}
.shut{border-left-color:#767676;background:#f1f2f4}
h2{font-size:1.125rem;line-height:1.35;text-wrap:balance}
.phase{display:flex;flex-wrap:wrap;gap:0 .6rem}.phase.open strong{color:#0b5c34}
.glance{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .9rem;margin-top:.25rem}.glance strong{font-size:1.5rem;color:#00118f}.glance span{font-size:1.125rem;font-weight:700}
summary{display:flex;align-items:center;gap:.4rem;cursor:pointer;color:#00118f;text-decoration:underline;text-underline-offset:.25em}
summary::before{content:"";width:.6rem;height:.6rem;border:solid;border-width:0 3px 3px 0;transform:rotate(-45deg);flex:none}details[open]>summary::before{transform:rotate(45deg)}
summary::-webkit-details-marker{display:none}
li{padding:.6rem 0;border-top:1px solid #c9d3e3}
h3{font-size:1rem;line-height:1.35}
dl div{display:flex;justify-content:space-between;align-items:baseline;gap:1rem}
dt{font-size:.9375rem;color:#4d4d4d}dd{font-size:1.0625rem;font-weight:700;text-align:right}dd span{font-size:.9375rem;font-weight:400}
.intake{margin-top:.35rem;padding:.35rem .7rem;background:#fdeeee;border-radius:8px;color:#7c0000}.intake span{color:#1a1a1c}.intake.notNow,.intake.reservationOnly,.intake.open{background:#f1f2f4;color:#1a1a1c}
.address{padding-top:.5rem;border-top:1px solid #c9d3e3;color:#4d4d4d}
footer{margin-top:1rem;font-size:.9375rem;color:#4d4d4d}footer a{display:inline-flex;align-items:center;margin-left:.75rem}
:focus-visible{outline:4px solid #1a1a1c;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;

/** Lets this one style stand in a page, and no other. */
export const nowStyleHash = `'sha256-${createHash('sha256').update(nowStyle).digest('base64')}'`;

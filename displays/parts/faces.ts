// The face of each language inside shadow roots, where the page's own style sheet does not reach.
import { css } from 'lit';

export const faces = css`
  :host { font-family: 'BIZ UDGothic', 'Noto Sans', sans-serif; }
  :lang(ja) { font-family: 'BIZ UDGothic', 'Noto Sans', sans-serif; }
  :lang(zh-Hans) { font-family: 'Noto Sans SC', 'BIZ UDGothic', sans-serif; }
  :lang(zh-Hant) { font-family: 'Noto Sans TC', 'BIZ UDGothic', sans-serif; }
  :lang(ko) { font-family: 'Noto Sans KR', 'BIZ UDGothic', sans-serif; }
  :lang(en), :lang(vi), :lang(pt), :lang(ne), :lang(fil) { font-family: 'Noto Sans', 'BIZ UDGothic', sans-serif; }
`;

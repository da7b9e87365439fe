// Stands in for a browser's own voice: a container has none.

/** As an init script of a page: what is spoken is kept in `window.junbanSpoken`, and counts as heard at once. */
export const recordSpeech = (): void => {
  const spoken: string[] = [];
  Object.assign(window, { junbanSpoken: spoken });
  speechSynthesis.getVoices = () => [];
  speechSynthesis.speak = (utterance) => {
    spoken.push(utterance.text);
    queueMicrotask(() => utterance.dispatchEvent(new Event('start')));
    queueMicrotask(() => utterance.dispatchEvent(new Event('end')));
  };
};

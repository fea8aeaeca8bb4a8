// Reading aloud with the device's own Vietnamese voice. Where there is none, `available` stays false and "Nghe" hides.
class Speech {
  available = $state(false);
  speaking = $state(false);
  #voice: SpeechSynthesisVoice | undefined;

  watch(): () => void {
    if (typeof speechSynthesis === 'undefined') return () => {};
    const find = () => {
      this.#voice = speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith('vi'));
      this.available = this.#voice !== undefined;
    };
    find();
    speechSynthesis.addEventListener?.('voiceschanged', find);
    return () => {
      speechSynthesis.removeEventListener?.('voiceschanged', find);
      this.stop();
    };
  }

  say(text: string): void {
    if (!this.#voice) return;
    this.stop();
    // Long texts are cut off by some Android voices: one utterance a sentence.
    const sentences = text.match(/[^.!?…\n]+[.!?…]*/g) ?? [text];
    sentences.forEach((sentence, index) => {
      const words = new SpeechSynthesisUtterance(sentence.trim());
      words.voice = this.#voice ?? null;
      words.lang = 'vi-VN';
      words.rate = 0.95;
      if (index === sentences.length - 1) words.onend = () => (this.speaking = false);
      words.onerror = () => (this.speaking = false);
      speechSynthesis.speak(words);
    });
    this.speaking = true;
  }

  stop(): void {
    if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
    this.speaking = false;
  }
}

export const speech = new Speech();

export function textOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const block of page.querySelectorAll('p,li,h2,h3,h4,td,th')) block.append('. ');
  return (page.body.textContent ?? '').replace(/([.!?:…])\s*\.\s/g, '$1 ').replace(/\s+/g, ' ').trim();
}

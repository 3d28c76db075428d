/** Words by number: each is kept once, however often it is said. 0 stands for null. */
export class WordList {
  readonly #words: (string | null)[] = [null];
  readonly #numbers = new Map<string, number>();

  numberOf(word: string | null): number {
    if (word === null) return 0;
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#words.push(word);
    this.#numbers.set(word, this.#words.length - 1);
    return this.#words.length - 1;
  }

  /** 0: nobody said it. */
  known(word: string): number {
    return this.#numbers.get(word) ?? 0;
  }

  word(number: number): string | null {
    return this.#words[number] ?? null;
  }
}

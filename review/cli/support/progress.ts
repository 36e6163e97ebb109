/** One line on standard error that overwrites itself; nothing where that is no terminal. */
export class Progress {
  private width = 0;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  public get visible(): boolean {
    return this.stream.isTTY === true;
  }

  public show(text: string): void {
    if (!this.visible) return;
    // A longer line would wrap, and `\r` returns to the start of the last row only.
    const line = text.slice(0, Math.max(20, (this.stream.columns || 80) - 1));
    this.stream.write(`\r${line.padEnd(this.width)}`);
    this.width = line.length;
  }

  public clear(): void {
    if (!this.visible || this.width === 0) return;
    this.stream.write(`\r${' '.repeat(this.width)}\r`);
    this.width = 0;
  }
}

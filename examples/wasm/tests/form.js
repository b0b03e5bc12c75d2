// The module in a page or in Node: the form of a page sends its JSON here before it sends it to the server.

export class Form {
    static async load(bytes) {
        const { instance } = await WebAssembly.instantiate(bytes, {});
        return new Form(instance.exports);
    }

    constructor(exports) {
        this.exports = exports;
    }

    // The text of the body that the server would answer, or "" if it accepts the document.
    answer(json) {
        const { memory, input, check, output } = this.exports;
        const document = new TextEncoder().encode(json);
        const at = input(document.length);
        new Uint8Array(memory.buffer, at, document.length).set(document);
        const length = check();
        // The memory may have grown, and is behind another buffer then.
        return new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length));
    }
}

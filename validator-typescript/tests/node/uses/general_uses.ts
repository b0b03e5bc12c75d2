// How a front end uses the module `general`.
import type { Filter, FilterErrors, Folder, Open, OpenErrors, Page_Address, Page_AddressErrors, RecordType } from "./general";

const filter: Filter = { all: ["everything", { not: { contains: { text: "a" } } }, { all: [] }, "what comes next year"] };
const unknown: Filter = { any: [] }; // wrong
const folder: Folder = { name: "a", size: 1, folders: { b: { name: "b", size: 2, folders: {} } } };
const flat: Folder = { name: "a", size: 1, folders: { b: { name: "b", size: 2 } } }; // wrong
const page: Page_Address = { entries: [{ street: "Main Street 1", zip: "10115", country: "DE" }], next: null };
const record: RecordType = { type: "x", "a-b": 1 };
const open: Open = { id: 1, whatever: "x", note: null };
const closed: Open = { id: "1", whatever: "x" }; // wrong

export function show(filter: FilterErrors, page: Page_AddressErrors, open: OpenErrors) {
    filter["all.0.not.contains.text"]?.join(" ");
    filter["contains.text"]?.join(" ");
    filter["contains.txt"]; // wrong
    page["entries.3.zip"]?.join(" ");
    page["entries.3.zipcode"]; // wrong
    open["whatever"]?.join(" ");
    open.id?.join(" ");
}

export default { filter, unknown, folder, flat, page, record, open, closed };
